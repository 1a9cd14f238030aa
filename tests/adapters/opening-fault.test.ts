import { expect, it } from 'vitest';
import { OpeningFault, openingFault } from '../../src/adapters/opening-fault.ts';
import { DataFault } from '../../src/adapters/sqlite/data-fault.ts';
import { VaultFault } from '../../src/adapters/vault-seal.ts';

it.each([
  [new DataFault('newer', 'It is newer.'), /^It is newer\. Start the version of Beket that wrote it/],
  [new DataFault('locked', 'Close that desk first.'), /^Close that desk first\.$/],
  [new DataFault('disk-full', 'No space.'), /^No space\. Free some space/],
  [new VaultFault('no-key', 'No keyring.'), /^No keyring\.$/],
  [new OpeningFault('Not this folder.'), /^Not this folder\.$/],
])('says %s in one line that says what to do', (fault, line) => {
  expect(openingFault(fault)).toMatch(line);
});

it('does not make words of a fault of our own', () => {
  expect(openingFault(new TypeError('x is not a function'))).toBeUndefined();
});
