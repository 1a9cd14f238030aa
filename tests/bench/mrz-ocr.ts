import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeImage } from '../../src/adapters/reading/decode-image.ts';
import { findOcrFolder } from '../../src/adapters/reading/ocr/ocr-folder.ts';
import { createMrzReader } from '../../src/adapters/reading/ocr/read-mrz.ts';
import { degradations } from './mrz-ocr-degrade.ts';
import { openPeer, peerReads } from './mrz-ocr-peer.ts';
import { addTo, newScore, silentFields, type Item, type Score } from './mrz-ocr-score.ts';

type Way = keyof typeof degradations;

/** Reads the MRZ of every picture of the corpus, as it is and made worse; times are of reading decoded grey pixels. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({ args, options: { corpus: { type: 'string' }, peer: { type: 'boolean' } } });
  const corpus = process.env['BEKET_CORPUS'] ?? resolve(import.meta.dirname, '../../../shared/corpus');
  const given = values.corpus ?? corpus;
  const folder = existsSync(join(given, 'manifest.json')) ? given : join(given, 'mrz-images');
  if (!existsSync(join(folder, 'manifest.json'))) {
    console.error(`No pictures in ${folder}; set BEKET_CORPUS or give --corpus DIR.`);
    return { bench: 'mrz-ocr', skipped: 'no corpus' };
  }
  const { items } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { items: Item[] };
  const reader = await createMrzReader(findOcrFolder(import.meta.url));
  const peer = values.peer ? await openPeer() : undefined;
  const rival = { exact: 0, valid: 0, ms: [] as number[] };
  const ways = Object.keys(degradations) as Way[];
  const scores = Object.fromEntries(ways.map((way) => [way, newScore()])) as Record<Way, Score>;
  for (const [i, item] of items.entries()) {
    const image = await decodeImage(readFileSync(join(folder, item.file)));
    if (typeof image === 'string') throw new Error(`${item.file}: ${image}`);
    for (const way of ways) {
      const { data, width, height } = await degradations[way](image.pixels);
      const start = performance.now();
      const sighting = reader.read(data, width, height);
      addTo(scores[way], item, sighting, performance.now() - start);
      if (peer && sighting && way === 'plain') {
        const began = performance.now();
        const theirs = await peerReads(peer, { data, width, height }, sighting, item);
        rival.ms.push(performance.now() - began);
        rival.exact += Number(theirs.exact);
        rival.valid += Number(theirs.valid);
      }
      if (!sighting) console.error(`${way} ${item.file}: nothing found`);
      else if (sighting.lines.join() !== item.lines.join()) {
        console.error(
          `${way} ${item.file}: not exact, silently wrong in ${silentFields(item, sighting).join(' ') || 'nothing'}`,
        );
      }
    }
    if (i % 10 === 9) console.error(`${i + 1} of ${items.length}`);
  }
  const { plain, ...degraded } = scores;
  return {
    bench: 'mrz-ocr',
    images: items.length,
    ...figures(plain),
    ...(peer && {
      ppOcr: { exact: rival.exact, valid: rival.valid, medianMs: at(rival.ms, 0.5), p95Ms: at(rival.ms, 0.95) },
    }),
    degraded: Object.fromEntries(Object.entries(degraded).map(([way, score]) => [way, figures(score)])),
  };
};

const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
};

const figures = ({ ms, confusions, ...counts }: Score) => ({
  ...counts,
  medianMs: at(ms, 0.5),
  p95Ms: at(ms, 0.95),
  confusions: Object.fromEntries(Object.entries(confusions).sort(([, a], [, b]) => b - a)),
});
