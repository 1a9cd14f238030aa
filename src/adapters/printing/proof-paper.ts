import type { Content } from 'pdfmake';
import type { CrossingBody, CrossingPersonal } from '../../domain/crossing.ts';
import type { CrossingProof } from '../../domain/crossing-proof.ts';
import { ownName } from '../../domain/document/whole-name.ts';
import { readSeal } from '../../domain/shift-seal.ts';
import { proofLabel } from '../../domain/proof-words.ts';
import { tallyLabel, tallyWord, type Language } from '../../domain/tally-words.ts';
import { printInstant } from './paper-format.ts';

const hashText = (hash: string): Content => ({ text: `${hash.slice(0, 32)} ${hash.slice(32)}`, fontSize: 8 });

/** Two columns without lines: what it is, and what it says. */
export const factTable = (facts: readonly (readonly [string, Content])[]): Content => ({
  table: { widths: [130, '*'], body: facts.map(([label, fact]) => [label, fact]) },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingTop: () => 1,
    paddingBottom: () => 1,
  },
  margin: [0, 0, 0, 10],
});

const heading = (text: string): Content => ({ text, bold: true, fontSize: 11, margin: [0, 8, 0, 3] });

/** What an inclusion proof says in words, and the way from the entry to the signed root, to be followed by hand if need be. */
export const proofContent = (
  { entry, steps, statement }: CrossingProof,
  { post, zone }: { post: string; zone: string },
  language: Language,
): Content[] => {
  const say = (label: Parameters<typeof proofLabel>[0]): string => proofLabel(label, language);
  const body = entry.body as Partial<CrossingBody>;
  const document = (entry.personal?.value as Partial<CrossingPersonal> | undefined)?.document;
  const seal = readSeal(statement);
  const bold = (text: string): Content => ({ text, bold: true });
  return [
    { text: say('title'), fontSize: 17, bold: true, margin: [0, 0, 0, 6] },
    { text: say('about'), margin: [0, 0, 0, 8] },
    factTable([
      [say('post'), bold(post)],
      [say('entry'), bold(`${entry.seq} · ${entry.stationId}`)],
      [say('at'), bold(printInstant(entry.at, zone, language))],
      ...(document
        ? ([
            [say('person'), bold(ownName(document))],
            [say('born'), bold(document.birthDate)],
            [say('document'), bold([document.issuer, document.number].filter(Boolean).join(' '))],
          ] as const)
        : []),
      ...(body.action ? ([[say('outcome'), bold(tallyWord('outcomes', body.action, language))]] as const) : []),
      ...(body.direction ? ([[say('direction'), bold(tallyLabel(body.direction, language))]] as const) : []),
      [say('officer'), bold(String(body.officer ?? ''))],
    ]),
    heading(say('hash')),
    hashText(entry.hash),
    heading(say('way')),
    { text: say('wayHow'), fontSize: 8, margin: [0, 0, 0, 3] },
    // The only entry of its shift is the root itself, and a table needs a row.
    steps.length === 0
      ? '–'
      : {
          table: {
            widths: [20, 60, '*'],
            body: steps.map(({ side, hash }, i) => [String(i + 1), say(side), hashText(hash)]),
          },
          layout: 'noBorders',
        },
    heading(say('root')),
    hashText(seal?.root ?? ''),
    heading(say('statement')),
    { text: statement, fontSize: 8 },
  ];
};
