import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.js';

const needed = 24;

/** Goes on under the project's own Node where the script was started by hand under an older one. */
export const underOwnNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= needed) return;
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(own)) {
    process.stderr.write(`Beket needs Node ${needed}, which \`npm ci\` installs beside it. Run \`npm ci\` first.\n`);
    process.exit(1);
  }
  process.exit(spawnSync(own, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
};
