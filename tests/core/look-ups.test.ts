import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { administrator, openSetUpDesk, type TestDesk } from './open-desk.ts';

const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car', plate: '123АВС02' };
const reason = { code: 'SECOND_LINE' } as const;
const person = {
  surname: 'Щербакова',
  givenNames: 'Юлия',
  patronymic: 'Юрьевна',
  number: '4508 123456',
  birthDate: '15.03.1985',
  sex: 'F',
  citizenship: 'RU',
  issuer: 'RU',
  issueDate: '20.04.2008',
  type: 'internal-passport',
};

let desk: TestDesk;
const cross = async (fields: Record<string, string> = {}, remarks?: string): Promise<number> => {
  const { parked } = await desk.value('enter', { fields: { ...person, ...fields }, circumstances });
  const isAdvised = parked?.decision?.advice === 'second-line';
  const said = { ...(remarks && { remarks }), ...(isAdvised && { reason: { code: 'CHECKED_ON_PAGE' as const } }) };
  return (await desk.value('record', { caseId: parked?.id ?? '', action: 'admit', ...said })).seq;
};
const found = async (text: string): Promise<number[][]> =>
  (await desk.value('lookUp', { text, reason })).people.map((rows) => rows.map(({ seq }) => seq));

beforeEach(async () => {
  desk = await openSetUpDesk();
  await desk.value('saveOfficer', {
    officer: { badge: 'O3', name: 'Officer', role: 'officer', active: true },
    pin: '3333',
  });
});
afterEach(() => desk.close());

describe('looking somebody up', () => {
  it('understands whatever is typed into one field', async () => {
    const seq = await cross({}, 'Два чемодана, ребёнок спал');
    const other = await cross({
      surname: 'Ковалёв',
      givenNames: 'Пётр',
      sex: 'M',
      number: '4510 654321',
      birthDate: '01.02.1970',
    });
    for (const text of [
      '4508123456',
      '4508 123456',
      'Щербакова',
      'щербаковой юлии',
      'SHCHERBAKOVA YULIYA',
      'Yuliya Shcherbakova',
      'Щербокова Юлия',
      '15.03.1985',
      'Щербакова 15.03.1985',
      'Щербакову 4508123456',
      'чемоданы',
    ]) {
      expect(await found(text), text).toEqual([[seq]]);
    }
    expect(await found('123 ABC 02'), 'plate, Latin for Cyrillic').toEqual([[other], [seq]]);
    expect(await found('Ковалева Петра')).toEqual([[other]]);
    expect(await found('Nobody')).toEqual([]);
  });

  it('says so where a name is one slip away, and puts the documents of one person together', async () => {
    const first = await cross();
    const second = await cross({ number: '75 1234567', type: 'passport', expiryDate: '01.01.2035' });
    const near = await desk.value('lookUp', { text: 'Щирбакова', reason });
    expect(near).toMatchObject({ near: true, by: ['name'], people: [[{ seq: second }, { seq: first }]] });
    const history = await desk.value('personHistory', { seq: first, reason });
    expect(history.map(({ seq }) => seq)).toEqual([second, first]);
  });

  it('asks why, and in words where the reason needs them', async () => {
    const text = 'Щербакова';
    expect(await desk.call('lookUp', { text } as never)).toMatchObject({ fault: { code: 'bad-input' } });
    const answer = await desk.call('lookUp', { text, reason: { code: 'INQUIRY' } });
    expect(answer).toMatchObject({ fault: { code: 'reason-needed', field: 'note' } });
    expect(await desk.value('lookUps', { limit: 10 })).toEqual([]);
  });

  it('leaves an entry that a supervisor can read: who, why, by what, whom', async () => {
    const seq = await cross();
    await desk.value('signIn', { badge: 'O3', pin: '3333' }, 'officer');
    await desk.value('lookUp', { text: 'Щербакова', reason: { code: 'INQUIRY', note: 'letter 17' } }, 'officer');
    await desk.value('lookUp', { text: 'Nobody', reason }, 'officer');
    expect(await desk.call('lookUps', { limit: 10 }, 'officer')).toMatchObject({ fault: { code: 'not-allowed' } });
    const seen = await desk.value('lookUps', { limit: 10 });
    expect(seen).toMatchObject([
      { officer: 'O3', reason: 'SECOND_LINE', results: 0, query: 'Nobody', people: [] },
      { officer: 'O3', reason: 'INQUIRY', note: 'letter 17', by: ['name'], results: 1, query: 'Щербакова' },
    ]);
    expect(seen[1]?.people).toEqual(['ЩЕРБАКОВА ЮЛИЯ, 1985-03-15']);
    expect(seq).toBeGreaterThan(0);
  });

  it('is found by officer, person and day, goes into a file, and whoever looks there is written down', async () => {
    await cross();
    const today = (await desk.value('state', {})).now.slice(0, 10);
    await desk.value('signIn', { badge: 'O3', pin: '3333' }, 'officer');
    await desk.value('lookUp', { text: 'Щербакова', reason: { code: 'INQUIRY', note: '=1+1' } }, 'officer');
    await desk.value('lookUp', { text: 'Nobody', reason });
    const queries = async (filters: object) =>
      (await desk.value('lookUps', { limit: 10, ...filters })).map(({ query }) => query);
    expect(await queries({})).toEqual(['Nobody', 'Щербакова']);
    expect(await queries({ officer: 'o3' })).toEqual(['Щербакова']);
    // By what was typed, by the name that was shown, and by the number of who was shown.
    for (const person of ['щербак', 'Юлия', '4508-123456']) expect(await queries({ person })).toEqual(['Щербакова']);
    expect(await queries({ to: '2020-01-01' })).toEqual([]);
    expect(await queries({ from: '2099-01-01' })).toEqual([]);
    expect(await queries({ from: '2020-01-01', person: 'nob' })).toEqual(['Nobody']);
    const file = await desk.value('lookUpsFile', { officer: 'O3', from: today, language: 'ru' });
    const [head, line] = Buffer.from(file.base64, 'base64').toString('utf8').split('\r\n');
    expect(head).toContain('Кого видели');
    expect(line).toContain('Щербакова');
    const log = openData({ folder: desk.folder, readOnly: true });
    const looks = log.log.entriesAfter(0, 100).filter(({ kind }) => kind === 'audit-viewed');
    log.close();
    expect(looks).toHaveLength(9);
    expect(looks.at(-1)).toMatchObject({ body: { officer: administrator.badge, file: true, results: 1 } });
    expect(looks[2]).toMatchObject({ body: { filters: { person: true } }, personal: { value: { person: 'щербак' } } });
    expect(JSON.stringify(looks[2]?.body)).not.toContain('щербак');
  });
});

describe('a correction', () => {
  const direction = { changes: { circumstances: { direction: 'exit' as const } }, reason: 'wrong lane sign' };

  it('that changes the verdict takes two, and the second is somebody else with the right to it', async () => {
    const seq = await cross();
    expect(await desk.call('correct', { seq, ...direction })).toMatchObject({ fault: { code: 'second-needed' } });
    const by = (badge: string, pin: string) => desk.call('correct', { seq, ...direction, witness: { badge, pin } });
    expect(await by(administrator.badge, administrator.pin)).toMatchObject({ fault: { code: 'same-officer' } });
    expect(await by('O3', '3333')).toMatchObject({ fault: { code: 'not-allowed' } });
    expect(await by('O3', '0000')).toMatchObject({ fault: { code: 'bad-credentials' } });
    await desk.value('signIn', { badge: 'O3', pin: '3333' }, 'officer');
    const witness = { badge: administrator.badge, pin: administrator.pin };
    const row = await desk.value('correct', { seq, ...direction, witness }, 'officer');
    expect(row).toMatchObject({ body: { direction: 'exit' }, corrections: 1 });
  });

  it('that changes no verdict takes one; all of them stand in the history', async () => {
    const seq = await cross();
    await desk.value('correct', { seq, changes: { circumstances: { purpose: 'work' } }, reason: 'said so later' });
    await desk.value('signIn', { badge: 'O3', pin: '3333' }, 'officer');
    const witness = { badge: administrator.badge, pin: administrator.pin };
    const changes = { action: 'refuse' as const, document: { number: '4508 123457' } };
    await desk.value('correct', { seq, changes, reason: 'wrong key', witness }, 'officer');
    await desk.value('void', { seq, reason: 'recorded twice', witness }, 'officer');
    const history = await desk.value('crossingHistory', { seq });
    expect(history.map(({ kind, officer, confirmedBy }) => [kind, officer, confirmedBy])).toEqual([
      ['crossing', 'A1', undefined],
      ['correction', 'A1', undefined],
      ['correction', 'O3', 'A1'],
      ['void', 'O3', 'A1'],
    ]);
    expect(history[1]).toMatchObject({
      reason: 'said so later',
      changes: [{ field: 'purpose', from: 'private', to: 'work' }],
    });
    expect(history[2]?.changes).toEqual([
      { field: 'action', from: 'admit', to: 'refuse' },
      { field: 'number', from: '4508 123456', to: '4508 123457' },
    ]);
    expect(await found('4508123457')).toEqual([[seq]]);
  });
});
