// What the lane says of a history that desks of the same post told later than the centre did: as of when, and by how many.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { request } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { internalPassport } from './people.ts';
import { start } from './program.ts';
import { scan } from './wedge.ts';

type Value = Record<string, unknown>;

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(180_000);

const post = 'alimbet';
const admin = { badge: 'A1', name: 'Test Administrator', pin: '123456' };
const man = internalPassport({
  surname: 'SOSEDOV',
  given: 'PETR<IVANOVI3',
  number: '4512905511',
  birth: '870611',
  sex: 'M',
});

/** A desk called without a page. */
const deskAt = async (address: string) => {
  const context = await request.newContext({
    extraHTTPHeaders: { 'x-beket': '1', 'content-type': 'application/json' },
  });
  const call = async (name: string, data: Value = {}): Promise<Value> => {
    const response = await context.post(`${address}api/call/${name}`, { data });
    const answer = (await response.json()) as { ok: boolean; value: Value; fault?: unknown };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
    return answer.value;
  };
  return { call, end: () => context.dispose() };
};

test('the lane says until when desks of the post told what the centre has not yet', async ({
  page,
  emptyKiosk,
  centre,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-beside-'));
  const program = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', folder]);
  const here = await deskAt(emptyKiosk.address);
  const beside = await deskAt(await program.line(/open at (http:\S+)/));
  const known = { here: '7', beside: '8' };
  try {
    for (const [desk, lane] of [
      [here, known.here],
      [beside, known.beside],
    ] as const) {
      await desk.call('setUp', { post, lane, admin });
      await desk.call('connect', { url: centre.address, code: await centre.code(post, lane) });
    }
    const { port } = await beside.call('saveNeighbours', { on: true, host: '127.0.0.1', port: 0, others: [] });
    const others = [`127.0.0.1:${String(port)}`];
    await here.call('saveNeighbours', { on: true, host: '127.0.0.1', port: 0, others });
    for (const desk of [here, beside]) {
      await expect(async () => {
        await desk.call('syncNow');
        const feeds = (await desk.call('pullFeeds')) as unknown as { whole: boolean }[];
        expect(feeds.every(({ whole }) => whole)).toBe(true);
        expect((await desk.call('neighbours'))['desks']).toBe(1);
      }).toPass({ timeout: 60_000 });
    }

    const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
    const outcome = await beside.call('read', { scan: { source: 'wedge', payload: man }, circumstances });
    const { id } = outcome['parked'] as { id: string };
    await beside.call('record', { caseId: id, action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } });
    await expect(async () => {
      const view = (await here.call('askNeighbours')) as unknown as { others: { heardAt?: string }[] };
      expect(view.others[0]?.heardAt).toBeDefined();
    }).toPass({ timeout: 30_000 });

    await page.goto(emptyKiosk.address);
    await page.getByTestId('language-en').click();
    await page.getByTestId('badge').fill(admin.badge);
    await page.getByTestId('pin').fill(admin.pin);
    await page.getByTestId('sign-in-send').click();
    await page.getByTestId('recovery-later').click();
    await page.getByTestId('direction').click();
    await scan(page, man);
    const said = page.getByTestId('as-of-neighbours');
    await expect(said).toContainText(/desks of this post: 1, known to \d\d:\d\d/);
    // The crossing itself is there, though the centre has told nothing of it.
    await expect(page.getByTestId('decision')).toContainText('Alimbet');

    mkdirSync('test-results/pictures', { recursive: true });
    const found: Record<string, string[]> = {};
    for (const theme of ['light', 'dark']) {
      await page.evaluate((to) => (document.documentElement.dataset['theme'] = to), theme);
      for (const language of ['kk', 'ru', 'en']) {
        await page.getByTestId(`language-${language}`).click();
        await expect(said).toContainText(/\b1, .* \d\d:\d\d/);
        const { violations } = await new AxeBuilder({ page }).analyze();
        if (violations.length > 0) found[`${theme} ${language}`] = violations.map(({ id }) => id);
        const box = await said.boundingBox();
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280);
        await page.screenshot({ path: `test-results/pictures/neighbour-history-${theme}-${language}.png` });
      }
    }
    expect(found).toEqual({});
    await page.goto('about:blank');
  } finally {
    await here.end();
    await beside.end();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
