import { writeSync } from 'node:fs';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventDraft } from './crossing-draft.ts';
import { openDesk } from './harness.ts';

/** `writer.ts FOLDER COUNT`: records crossings until killed, or COUNT of them; says `saved SEQ HASH` after each, at once. */
const [folder = '', count = '0'] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? (error as Error).message);

try {
  const desk = openDesk(folder);
  say(`open ${desk.log.head().seq}`);
  const dice = createDice(desk.log.head().seq + 1);
  for (let i = 0; i < Number(count); i += 1) {
    try {
      const { seq, hash } = desk.log.append(inventDraft(dice));
      say(`saved ${seq} ${hash}`);
    } catch (error) {
      say(`refused ${codeOf(error)}`);
      break;
    }
  }
  try {
    desk.close();
    say('closed');
  } catch (error) {
    say(`unclosed ${codeOf(error)}`);
  }
} catch (error) {
  say(`unopened ${codeOf(error)}`);
}
