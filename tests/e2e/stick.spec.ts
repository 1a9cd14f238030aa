// A desk without a line writes a stick, another that has one brings it to the centre, and the answer goes back.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect as openSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, signIn, test } from './fixtures.ts';
import { connect, look, whereAmI } from './connected-desk.ts';
import { start } from './program.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(240_000);

/** Also where the test fails on the way. */
const ends: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A line that asks before each request whether it goes through; it may be kept waiting for the answer. */
const startGate = async (target: string, passes: (request: string) => boolean | Promise<boolean>) => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = openSocket(Number(port), hostname);
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => [socket, upstream].forEach((end) => end.destroy()));
    }
    upstream.pipe(socket);
    socket.on('data', (chunk: Buffer) => {
      const [head = ''] = chunk.toString('latin1').split('\r\n');
      socket.pause();
      void Promise.resolve(/^[A-Z]+ \//.test(head) ? passes(head) : true).then((goes) => {
        if (goes) upstream.write(chunk);
        else socket.destroy();
        socket.resume();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (): void => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

test('a stick is brought to the centre by another desk, stopped on the way, and goes on', async ({
  page,
  freshKiosk,
  freshCentre: centre,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-carried-'));
  const stick = mkdtempSync(join(folder, 'stick-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  // This desk was enrolled, and then its line was gone.
  const gone = await startGate(centre.address, (request) => request.includes('/v1/enrol'));
  ends.push(() => gone.stop());
  await page.goto(freshKiosk.address);
  await page.getByTestId('language-en').click();
  await signIn(page, 'administrator');
  const { post, lane, id } = await whereAmI(page);
  await connect(page, gone.url, await centre.code(post, lane));
  await page.getByTestId('stick-folder').fill(join(folder, 'nowhere'));
  await page.getByTestId('stick-next').click();
  await page.getByTestId('stick-write').click();
  await expect(page.getByTestId('stick-said')).toContainText('no such folder');
  await page.getByTestId('stick-folder').fill(stick);
  await page.getByTestId('stick-next').click();
  await expect(page.getByTestId('stick-contents')).toContainText('go onto the stick');
  await look(page, 'stick-contents');
  await page.getByTestId('language-en').click();
  await page.getByTestId('stick-write').click();
  await expect(page.getByTestId('stick-said')).toContainText('on the stick');
  await look(page, 'stick');
  await page.getByTestId('language-en').click();
  await page.getByTestId('stick-find').click();
  await expect(page.getByTestId('stick-said')).toContainText('No answer of the centre lies in this folder');
  const [name = ''] = readdirSync(stick);
  writeFileSync(join(stick, 'holiday.beket-stick'), 'pictures');

  const other = start([
    'out/main/kiosk.js',
    '--port',
    '0',
    '--no-window',
    '--data',
    join(folder, 'other'),
    '--demo',
    '--seed',
    '12',
  ]);
  ends.push(() => other.stop());
  const bearer = await page.context().newPage();
  await bearer.goto(await other.line(/open at (http:\S+)/));
  await bearer.getByTestId('language-en').click();
  await signIn(bearer, 'administrator');
  const there = await whereAmI(bearer);
  let isHeld = true;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const line = await startGate(centre.address, async (request) => {
    if (isHeld && request.includes('at=65536&')) await held;
    return true;
  });
  ends.push(() => line.stop());
  await connect(bearer, line.url, await centre.code(there.post, there.lane));
  await expect(bearer.getByTestId('sync-unsent')).toContainText('Everything was sent', { timeout: 60_000 });

  // By keys alone from here on, no faster than a hand.
  const delivery = bearer.getByTestId('delivery');
  const press = async (key: string): Promise<void> => {
    await bearer.waitForTimeout(150);
    await bearer.keyboard.press(key);
  };
  /** The copy of the first minute may be under way, and one long work waits for another. */
  const idle = () => expect(bearer.getByTestId('delivery-hand')).toBeEnabled({ timeout: 30_000 });
  /** The panel itself: the page scrolls within, so its picture shows only the top. */
  const picture = (name: string) =>
    delivery.screenshot({ path: join('test-results', 'pictures', `${name}-panel.png`) });
  await bearer.getByTestId('delivery-folder').focus();
  await bearer.keyboard.insertText(join(folder, 'nowhere'));
  await press('Enter');
  await expect(bearer.getByTestId('delivery-said')).toContainText('no such folder');
  await bearer.getByTestId('delivery-folder').press('ControlOrMeta+a');
  await bearer.keyboard.insertText(stick);
  await press('Enter');
  await expect(delivery).toContainText(id);
  await expect(bearer.getByTestId('delivery-file').first()).toBeChecked();
  await expect(bearer.getByTestId('delivery-file').nth(1)).toBeDisabled();
  await look(bearer, 'delivery-files');
  await picture('delivery-files');
  await bearer.getByTestId('language-en').click();
  await idle();
  await bearer.getByTestId('delivery-file').first().focus();
  await press('Space');
  await press('Enter');
  await expect(delivery).toContainText('Choose at least one file.');
  await press('Space');
  await idle();
  await press('Tab');
  await press('Enter');

  // The line holds it up: what is shown is what has gone, and it goes on in the background.
  const bar = delivery.getByRole('progressbar');
  await expect(bar).toHaveJSProperty('value', 65_536);
  const total = await bar.evaluate((one) => (one as HTMLProgressElement).max);
  expect(total).toBeGreaterThan(65_536);
  await look(bearer, 'delivery-hand');
  await picture('delivery-hand');
  await bearer.getByTestId('language-en').click();
  await bearer.getByTestId('nav-log').click();
  await expect(bearer.getByTestId('work-bar')).toContainText('Sending the file to the centre');
  await bearer.getByTestId('nav-sync').click();
  await expect(delivery).toHaveAttribute('data-step', 'hand');
  await bearer.getByTestId('delivery-stop').press('Enter');
  await expect(bearer.getByTestId('delivery-result')).toContainText('Stopped.');
  expect(readdirSync(stick)).not.toContain(`${name}.answer`);
  isHeld = false;
  release();

  await bearer.getByTestId('delivery-rest').press('Enter');
  await expect(delivery).toHaveAttribute('data-step', 'files');
  await idle();
  await press('Tab');
  await press('Enter');
  const result = bearer.getByTestId('delivery-result');
  await expect(result).toContainText(`The centre has everything of desk ${id}`, { timeout: 60_000 });
  await expect(result).toContainText('0 were there already');
  expect(readdirSync(stick)).toContain(`${name}.answer`);
  await look(bearer, 'delivery-result');
  await picture('delivery-result');
  await bearer.close();
  expect(await other.stop()).toBe(0);

  // Back at the desk that wrote it: one press.
  await page.getByTestId('stick-find').press('Enter');
  await expect(page.getByTestId('stick-said')).toContainText('The centre holds everything up to entry');
  await expect(page.getByTestId('sync-unsent')).toHaveText(/^\s*[0-2]\s/);

  // The keeper of the centre may bring the same again: nothing is new, and what is answered is known.
  const answer = join(folder, 'answer');
  expect(await centre.keeper('import-stick', join(stick, name), '--answer', answer)).toContain('"stored":0');
  await page.getByTestId('stick-answer').setInputFiles(answer);
  await expect(page.getByTestId('stick-said')).toContainText('This answer is old');
});
