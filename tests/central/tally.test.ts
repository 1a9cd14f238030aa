import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { Tally } from '../../src/domain/tally-report.ts';
import { enrolDesk, testToken, uplinkOf } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';
import { createTestDesk } from './desk.ts';

onEachStore('tallies over several posts', (centre) => {
  const fill = async (post: string, count: number, at: string) => {
    const desk = createTestDesk(undefined, post);
    await enrolDesk(centre(), desk);
    for (let n = 0; n < count; n += 1) desk.log.cross({ post, direction: n % 3 ? 'entry' : 'exit' }, at);
    await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries);
    return desk;
  };
  const tallyOf = async (query: string): Promise<Tally> => {
    const { status, body } = await centre().ask(`/v1/tally?${query}`);
    expect(status).toBe(200);
    return (body as { tally: Tally }).tally;
  };

  it('counts the local days of the posts asked for, in JSON and CSV', async () => {
    // 20:30 UTC is half past one of the next morning at the post (UTC+5).
    const first = await fill('syrym', 9, '2026-10-09T20:30:00.000Z');
    await fill('mashtakovo', 6, '2026-10-10T04:00:00.000Z');
    await fill('kotyaevka', 5, '2026-10-11T04:00:00.000Z');
    const day = await tallyOf('from=2026-10-10&to=2026-10-10');
    expect([day.persons.total, day.posts]).toEqual([15, ['mashtakovo', 'syrym']]);
    expect(day.byPost).toEqual([
      { post: 'mashtakovo', entry: 4, exit: 2 },
      { post: 'syrym', entry: 6, exit: 3 },
    ]);
    expect((await tallyOf('from=2026-10-09&to=2026-10-09')).persons.total).toBe(0);
    expect((await tallyOf('from=2026-10-01&to=2026-10-31&posts=syrym,kotyaevka')).persons.total).toBe(14);
    first.log.append({ kind: 'void', body: { of: 1, officer: 'A1' }, personal: { reason: 'twice' } });
    await uplinkOf(first).push(centre().url, first.stationId, first.log.entries.slice(-1));
    expect(await tallyOf('from=2026-10-10&to=2026-10-10')).toMatchObject({ persons: { total: 14 }, voided: 1 });
    const csv = await centre().ask('/v1/tally?from=2026-10-10&to=2026-10-10&format=csv&language=ru');
    expect([csv.status, csv.text.includes('syrym')]).toEqual([200, true]);
    const workbook = await fetch(`${centre().url}/v1/tally?from=2026-10-10&to=2026-10-10&format=xlsx&language=en`, {
      headers: { authorization: `Bearer ${testToken}` },
    });
    const sheets = await readWorkbook(Buffer.from(await workbook.arrayBuffer()));
    const days = sheets.find(({ sheet }) => sheet === 'Day')?.data.slice(1);
    const { entry, exit } = (await tallyOf('from=2026-10-10&to=2026-10-10')).persons;
    expect(days).toEqual([[new Date('2026-10-10T00:00:00Z'), entry, exit, 14]]);
  });

  it('counts a correction of the decision and the direction that two have confirmed', async () => {
    const desk = await fill('taskala', 3, '2026-09-10T04:00:00.000Z');
    const by = { of: 2, officer: 'A1', confirmedBy: 'S2' };
    desk.log.append({
      kind: 'correction',
      body: { ...by, changes: { action: 'refuse', direction: 'exit' } },
      personal: { reason: 'wrong key' },
    });
    desk.log.append({ kind: 'shift-closed', body: { of: 1, officer: 'S2', tally: {}, statement: 'x' } });
    const answer = await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries.slice(-2));
    expect(answer).toMatchObject({ ok: true, value: { rejected: [] } });
    const day = await tallyOf('from=2026-09-10&to=2026-09-10');
    expect(day).toMatchObject({ corrections: 1, persons: { entry: 1, exit: 2, total: 3 } });
    expect(day.byOutcome.find(({ outcome }) => outcome === 'refuse')).toMatchObject({ entry: 0, exit: 1 });
  });

  it('counts a crossing on the day it was corrected to, in another month too', async () => {
    const desk = await fill('alimbet', 3, '2026-08-01T04:00:00.000Z');
    const move = async (at: string) => {
      desk.log.append({
        kind: 'correction',
        body: { of: 2, officer: 'A1', confirmedBy: 'S2', at, changes: {} },
        personal: { reason: 'typed in from paper' },
      });
      const answer = await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries.slice(-1));
      expect(answer).toMatchObject({ ok: true, value: { rejected: [] } });
    };
    const totals = async () =>
      Promise.all(
        ['2026-08-01', '2026-07-30', '2026-07-29'].map(
          async (day) => (await tallyOf(`from=${day}&to=${day}&posts=alimbet`)).persons.total,
        ),
      );
    await move('2026-07-30T04:00:00.000Z');
    expect(await totals()).toEqual([2, 1, 0]);
    await move('2026-07-29T04:00:00.000Z');
    expect(await totals()).toEqual([2, 0, 1]);
  });

  it('refuses a period that is none', async () => {
    for (const query of [
      '',
      'from=2026-10-10',
      'from=yesterday&to=today',
      'from=2026-10-10&to=2026-10-10&format=pdf',
    ]) {
      expect((await centre().ask(`/v1/tally?${query}`)).status, query).toBe(400);
    }
  });

  it('keeps who crossed in one place, apart from what is counted', async () => {
    const desk = await fill('ozinki', 1, '2026-10-12T04:00:00.000Z');
    desk.log.append({
      kind: 'correction',
      body: { of: 1, officer: 'A1', changes: { age: 37 } },
      personal: { reason: 'r' },
    });
    await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries.slice(-1));
    const rows = await centre().database.query(
      'SELECT record, line FROM crossings JOIN entries USING (station_id, seq)',
    );
    expect(rows.some(({ record }) => String(record).includes('"age":37'))).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('OBRAZTSOVA');
    const personal = await centre().database.query('SELECT personal FROM entries WHERE station_id = $1', [
      desk.stationId,
    ]);
    expect(JSON.stringify(personal)).toContain('OBRAZTSOVA');
  });
});
