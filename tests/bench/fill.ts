import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { fillingDrafts } from './log-filler.ts';

/** `fill.ts FOLDER ROWS`: brings a desk's log to so many invented crossings. */
const [folder = '', rows = '0'] = process.argv.slice(2);
const station = { stationId: 'st-bench', post: 'zhaisan', lane: '1', demo: true };
/** The more at once, the fewer times the index of people is gone through from end to end. */
const perTransaction = 1_000_000;

function* sliced<T>(items: Iterator<T>, size: number): Generator<T> {
  for (let i = 0; i < size; i += 1) {
    const { value, done } = items.next();
    if (done) return;
    yield value;
  }
}

const data = openData({ folder });
if (!data.store.config()) data.store.saveConfig(station);
const start = performance.now();
const have = data.log.head().seq;
const drafts = fillingDrafts(Math.max(0, Number(rows) - have), 1, (done) => {
  process.stderr.write(`${have + done} of ${rows} crossings, ${Math.round((performance.now() - start) / 1000)} s\n`);
});
while (data.log.head().seq < Number(rows)) data.appendAll(sliced(drafts, perTransaction));
data.close();
