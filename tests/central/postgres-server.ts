import { spawn } from 'node:child_process';

/** A PostgreSQL for the time of a test: the one named in BEKET_TEST_POSTGRES, else one of our own. */
export const startPostgres = async (
  given = process.env.BEKET_TEST_POSTGRES,
): Promise<{ url: string; stop: () => Promise<void> } | { reason: string }> => {
  if (given) return { url: given, stop: async () => undefined };
  const child = spawn('.ci/postgres', ['sh', '-c', 'echo "$BEKET_TEST_POSTGRES"; cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([ended, new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))]);
  const url = told.out.trim();
  if (!url) return { reason: told.err.trim().split('\n').at(-1) ?? 'no PostgreSQL' };
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { url, stop };
};
