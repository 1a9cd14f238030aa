// Signs the rule packs that ship, with a key that is made for it and forgotten: nobody can sign another pack with it, and
// nothing has to be kept secret. Whoever may change resources/rules/keys.json may change the program itself.
import { readdirSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signPack } from '../src/adapters/pack-signature.ts';
import { checkPack } from '../src/domain/rules/pack-check.ts';

const rules = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'rules');
const write = (path, value) => writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);

const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const folders = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const signed = folders.map(({ name }) => {
  const path = join(rules, name, 'pack.json');
  const text = readFileSync(path, 'utf8');
  const problems = checkPack(text);
  if (problems.length > 0) throw new Error(`${path}: ${JSON.stringify(problems[0])}`);
  return { name, ...signPack(JSON.parse(text), key) };
});
for (const { name, publicKey, signature } of signed) {
  write(join(rules, name, 'pack.signature.json'), { publicKey, signature });
}
write(join(rules, 'keys.json'), [{ name: 'Beket', publicKey: signed[0].publicKey }]);
process.stderr.write(`Signed: ${signed.map(({ name }) => name).join(', ')}\n`);
