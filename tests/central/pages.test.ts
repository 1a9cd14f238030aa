import { expect, it } from 'vitest';
import { api } from '../../src/central/api.ts';
import type { Trend } from '../../src/central/trend.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { enrolDesk, uplinkOf } from './centre-fixture.ts';
import { createTestDesk } from './desk.ts';
import { onEachStore } from './on-each-store.ts';

onEachStore('what an administrator sees of the centre', (centre) => {
  const fill = async (): Promise<void> => {
    const desk = createTestDesk(undefined, 'syrym');
    await enrolDesk(centre(), desk);
    for (const [day, count] of [
      ['01', 3],
      ['02', 5],
      ['31', 2],
    ] as const) {
      for (let n = 0; n < count; n += 1) {
        desk.log.cross({ citizenship: n ? 'RUS' : 'BLR', iin: n === 1 }, `2026-08-${day}T06:00:00.000Z`);
      }
    }
    desk.log.cross({ action: 'refuse', direction: 'exit' }, '2026-09-01T06:00:00.000Z');
    await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries);
  };
  const trend = async (query: string): Promise<Trend> =>
    ((await centre().ask(`/v1/trend?${query}`)).body as { trend: Trend }).trend;
  const page = (path: string, cookie?: string) =>
    fetch(centre().url + path, { headers: cookie ? { cookie } : {}, redirect: 'manual' });
  const signIn = async (token: string): Promise<{ status: number; cookie: string }> => {
    const body = new URLSearchParams({ token });
    const answer = await fetch(`${centre().url}/reports/sign-in?language=kk`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };

  it('counts since a day, day by day and month by month, empty ones too', async () => {
    await fill();
    const days = await trend('since=2026-08-01&until=2026-08-31');
    expect(days.rows.length).toBe(31);
    expect(days.rows.filter(({ entry }) => entry > 0).map(({ from, entry, iins }) => [from, entry, iins])).toEqual([
      ['2026-08-01', 3, 1],
      ['2026-08-02', 5, 1],
      ['2026-08-31', 2, 1],
    ]);
    const months = await trend('since=2026-08-01&until=2026-10-31&by=month&posts=syrym');
    expect(months.rows.map(({ from, entry, exit, refused }) => [from, entry, exit, refused])).toEqual([
      ['2026-08-01', 10, 0, 0],
      ['2026-09-01', 0, 1, 1],
      ['2026-10-01', 0, 0, 0],
    ]);
    const weeks = await trend('since=2026-08-01&until=2026-08-09&by=week');
    expect(weeks.rows.map(({ from, entry }) => [from, entry])).toEqual([
      ['2026-07-27', 8],
      ['2026-08-03', 0],
    ]);
    expect(months.byCitizenship).toEqual([
      { citizenship: 'RUS', entry: 7, exit: 1 },
      { citizenship: 'BLR', entry: 3, exit: 0 },
    ]);
    expect((await trend('since=2026-08-01&until=2026-08-31&posts=elsewhere')).byCitizenship).toEqual([]);
    const csv = await centre().ask('/v1/trend?since=2026-08-01&until=2026-08-02&format=csv');
    expect(csv.text).toBe('from;entry;exit;refused;referred;iins\r\n2026-08-01;3;0;0;0;1\r\n2026-08-02;5;0;0;0;1\r\n');
  });

  it('counts as referred whoever was, settled since or not, as the tally of a desk does', async () => {
    const desk = createTestDesk(undefined, 'syrym');
    await enrolDesk(centre(), desk);
    const { seq } = desk.log.cross({ action: 'refer' }, '2026-07-01T06:00:00.000Z');
    desk.log.cross({ action: 'refer' }, '2026-07-01T07:00:00.000Z');
    const body = { of: seq, officer: 'S200', action: 'admit' };
    desk.log.append({ kind: 'resolution', body, at: '2026-07-01T08:00:00.000Z' });
    await uplinkOf(desk).push(centre().url, desk.stationId, desk.log.entries);
    const query = 'from=2026-07-01&to=2026-07-01';
    const { tally } = (await centre().ask(`/v1/tally?${query}`)).body as { tally: Tally };
    expect(tally.secondLine).toMatchObject({ referred: 2, open: 1 });
    expect((await trend('since=2026-07-01&until=2026-07-01')).rows[0]?.referred).toBe(2);
  });

  it('shows reports to nobody without the token, and to whoever has it in three languages', async () => {
    expect((await page('/reports')).status).toBe(401);
    expect((await page('/reports/tally.json')).status).toBe(401);
    expect((await page('/reports', 'beket-reports=9999999999999.' + 'a'.repeat(64))).status).toBe(401);
    expect((await signIn('guess')).status).toBe(401);
    const { status, cookie } = await signIn('test-token');
    expect(status).toBe(303);
    for (const [language, word] of [
      ['kk', 'Есептер'],
      ['ru', 'Отчёты'],
      ['en', 'Reports'],
    ]) {
      const shown = await page(`/reports?from=2026-08-01&to=2026-09-01&language=${language}`, cookie);
      const text = await shown.text();
      expect([shown.status, text.includes(`<h1>${word}</h1>`)], language).toEqual([200, true]);
      expect(text).toContain('2026-08-31');
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    // The posts of the tally stand on a map, each leading to its own report; the fixture's centre knows where Syrym lies.
    const mapped = await (await page('/reports?from=2026-08-01&to=2026-09-01&language=en', cookie)).text();
    expect(mapped).toContain('Map of the posts');
    expect(mapped).toMatch(/posts=syrym[^>]*aria-label="syrym: 11"|Not on the map: syrym: 11/);
    const tally = await page('/reports/tally.json?from=2026-08-01&to=2026-08-31', cookie);
    expect(((await tally.json()) as { persons: { total: number } }).persons.total).toBe(10);
    centre().clock.offset = 9 * 3_600_000;
    expect((await page('/reports', cookie)).status).toBe(401);
    centre().clock.offset = 0;
  });

  it('asks up to the day of the posts, where it is tomorrow already while UTC still says today', async () => {
    const { clock } = centre();
    const [day = ''] = new Date().toISOString().split('T');
    const evening = Date.parse(`${day}T20:30:00.000Z`);
    clock.offset = evening - Date.now();
    const { cookie } = await signIn('test-token');
    const text = await (await page('/reports', cookie)).text();
    const until = (await trend(`since=${day}`)).rows.at(-1)?.from;
    clock.offset = 0;
    const tomorrow = new Date(evening + 5 * 3_600_000).toISOString().slice(0, 10);
    expect(tomorrow).not.toBe(day);
    expect(text).toContain(`name="to" value="${tomorrow}"`);
    expect(until).toBe(tomorrow);
  });

  it('lets no value of a query become markup', async () => {
    const { cookie } = await signIn('test-token');
    const text = await (await page('/reports?posts=%3Cscript%3E%22', cookie)).text();
    expect(text).not.toContain('<script>');
    expect(text).toContain('&#60;script&#62;&#34;');
  });

  it('has every call in its document, and the document has no other', async () => {
    const document = (await (await page('/docs/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe('3.1.0');
    const told = Object.entries(document.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method} ${path}`),
    );
    const routes = centre()
      .routes()
      .filter((route) => !/ \/(reports|docs)/.test(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    expect(told.toSorted()).toEqual(routes.toSorted());
    const shown = await page('/docs');
    const text = await shown.text();
    for (const { path } of api) expect(text).toContain(path);
    expect(text).not.toMatch(/https?:\/\//);
  });
});
