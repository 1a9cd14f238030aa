import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOfWords, recoveryWords } from '../../src/adapters/vault-recovery.ts';
import { passphraseSeal } from '../../src/adapters/vault-seal.ts';
import { openVault, replaceDataKey } from '../../src/adapters/vault.ts';
import { inventDraft } from './crossing-draft.ts';
import { must, mustHold, openDesk, repeat, type FaultTest } from './harness.ts';

/** The key file is gone, spoilt, or sealed by a keyring that is no more: the printed words open the log. */
export const T19: FaultTest = ({ runs = 12, seed }) =>
  repeat({ runs, seed }, 'key lost, spoilt, keyring changed; recovered by words', async (folder, dice, number) => {
    const vault = join(folder, 'vault');
    const seal = passphraseSeal(`first ${number}`);
    const desk = openDesk(folder, { seal });
    const saved = [desk.log.append(inventDraft(dice))];
    desk.close();
    const words = recoveryWords(openVault({ folder: vault, seal, mayCreate: false }).dataKey()).join(' ');
    if (number % 3 === 0) rmSync(vault, { recursive: true });
    if (number % 3 === 1) writeFileSync(join(vault, 'data.key'), Buffer.alloc(76, number));
    const now = passphraseSeal(`second ${number}`);
    let refusal: unknown;
    try {
      openDesk(folder, { seal: now }).close();
    } catch (error) {
      refusal = error;
    }
    must(
      /^(no-key|wrong-seal)$/.test(String((refusal as { code?: unknown }).code)),
      `without the key it said ${String(refusal)}`,
    );
    const key = keyOfWords(words);
    must(key, 'the words were not understood');
    replaceDataKey(vault, key ?? '', now);
    const again = openDesk(folder, { seal: now });
    await mustHold(again, saved);
    again.log.append(inventDraft(dice));
    again.close();
  });
