import { allowDesk } from './allow-command.ts';
import { askForCode } from './enrol-command.ts';
import { StartFault } from './database.ts';
import { help, readOptions } from './options.ts';
import { publish } from './publish-command.ts';
import { importStickFile } from './stick-command.ts';
import { serve } from './serve.ts';

const run = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.command === 'help') {
    process.stdout.write(help);
  } else if (options.command === 'enrol') {
    const { code, expiresAt, url } = await askForCode(options);
    const told = `For post ${options.post}, lane ${options.lane}: code ${code}, good once, until ${expiresAt}.`;
    process.stderr.write(`${told} Type it at the desk with the address of this centre.\n`);
    process.stdout.write(`${JSON.stringify({ code, post: options.post, lane: options.lane, url, expiresAt })}\n`);
  } else if (options.command === 'import-stick') {
    process.stdout.write(`${JSON.stringify(await importStickFile(options))}\n`);
  } else if ('station' in options) {
    process.stdout.write(`${JSON.stringify(await allowDesk(options))}\n`);
  } else if (options.command === 'publish') {
    process.stdout.write(`${JSON.stringify(await publish(options))}\n`);
  } else {
    const { url, stop } = await serve(options);
    process.stdout.write(`Beket centre: ${url}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  }
};

// What the centre writes is for its own user only.
process.umask(0o077);
run().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof StartFault ? fault.message : String((fault as Error).stack ?? fault)}\n`);
  process.exit(1);
});
