// Sets and reads back the fuses of a packaged Electron: `node scripts/fuses.js PATH_OF_THE_PROGRAM` (checklist no. 19).
import { flipFuses, FuseState, FuseV1Options as fuse, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

const wanted = {
  [fuse.RunAsNode]: false,
  [fuse.EnableCookieEncryption]: true,
  [fuse.EnableNodeOptionsEnvironmentVariable]: false,
  [fuse.EnableNodeCliInspectArguments]: false,
  [fuse.EnableEmbeddedAsarIntegrityValidation]: true,
  [fuse.OnlyLoadAppFromAsar]: true,
  [fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
  [fuse.GrantFileProtocolExtraPrivileges]: false,
  [fuse.WasmTrapHandlers]: true,
};

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('Usage: node scripts/fuses.js PATH_OF_THE_PACKAGED_PROGRAM\n');
  process.exit(2);
}
await flipFuses(path, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wanted });
const wire = await getCurrentFuseWire(path);
const states = Object.fromEntries(Object.keys(wanted).map((key) => [fuse[key], wire[key] === FuseState.ENABLE]));
const wrong = Object.entries(wanted).filter(
  ([key, value]) => wire[key] !== (value ? FuseState.ENABLE : FuseState.DISABLE),
);
process.stdout.write(`${JSON.stringify(states)}\n`);
if (wrong.length > 0) {
  process.stderr.write(`These fuses did not take: ${wrong.map(([key]) => fuse[key]).join(', ')}\n`);
  process.exit(1);
}
