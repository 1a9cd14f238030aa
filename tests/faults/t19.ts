import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { keepRecovery, newRecoveryWords, openRecovery } from '../../src/adapters/vault-recovery.ts';
import { passphraseSeal } from '../../src/adapters/vault-seal.ts';
import { openVault, sealKeys } from '../../src/adapters/vault.ts';
import { inventDraft } from './crossing-draft.ts';
import { must, mustHold, openDesk, repeat, type FaultTest } from './harness.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'opened';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};
const at = '2026-11-22T10:00:00.000Z';

/**
 * The key file is gone, spoilt, or sealed by a keyring that is no more: the printed words open the log, the desk signs as it
 * did before, words that were replaced open nothing, and the words open a copy on a stick as well.
 */
export const T19: FaultTest = ({ runs = 12, seed }) =>
  repeat({ runs, seed }, 'key lost, spoilt, keyring changed; recovered by words', async (folder, dice, number) => {
    const { vault, recovery } = dataFolderPaths(folder);
    const seal = passphraseSeal(`first ${number}`);
    const desk = openDesk(folder, { seal });
    const saved = [desk.log.append(inventDraft(dice))];
    const before = openVault({ folder: vault, seal, mayCreate: false });
    const [old, words] = [newRecoveryWords(), newRecoveryWords()];
    for (const made of [old, words]) keepRecovery(recovery, made, before.keys(), at);
    const copy = await desk.backup(join(folder, 'stick'));
    desk.close();
    if (number % 3 === 0) rmSync(vault, { recursive: true });
    if (number % 3 === 1) writeFileSync(join(vault, 'data.key'), Buffer.alloc(76, number));
    const now = passphraseSeal(`second ${number}`);
    const refused = codeOf(() => openDesk(folder, { seal: now }).close());
    must(/^(no-key|wrong-seal)$/.test(refused), `without the key it said ${refused}`);
    must(codeOf(() => openRecovery(recovery, old.join(' '))) === 'wrong-words', 'words that were replaced still open');
    const spoilt = [...words.slice(0, 4), 'babab', ...words.slice(5)].join(' ');
    must(codeOf(() => openRecovery(recovery, spoilt)) === 'wrong-words', 'a misread word was taken');
    const keys = openRecovery(join(folder, 'stick', 'recovery.key'), words.join(' ').toUpperCase());
    sealKeys(vault, keys, now);
    const again = openDesk(folder, { seal: now });
    must(openVault({ folder: vault, seal: now }).publicKey() === before.publicKey(), 'the desk signs as another');
    await mustHold(again, saved);
    must((await again.backups.verify(copy.file)).ok, 'the copy does not open by the recovered key');
    again.log.append(inventDraft(dice));
    again.close();
  });
