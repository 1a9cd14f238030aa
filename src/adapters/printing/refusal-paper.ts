import type { Content } from 'pdfmake';
import { findState } from '../../domain/document/states.ts';
import { wholeName } from '../../domain/document/whole-name.ts';
import { citedIn, type Finding } from '../../domain/finding.ts';
import type { RefusalForm } from '../../domain/refusal-form.ts';
import { attestedWord, refusalLabel, type RefusalLabel } from '../../domain/refusal-words.ts';
import { tallyWord, type Language } from '../../domain/tally-words.ts';
import { printDay, printInstant } from './paper-format.ts';
import { factTable } from './proof-paper.ts';

const head = (text: string): Content => ({ text, bold: true, fontSize: 11, margin: [0, 8, 0, 3] });

const findingBlock = (finding: Finding, language: Language): Content => ({
  margin: [0, 0, 0, 5],
  unbreakable: true,
  stack: [
    { text: finding.text[language], fontSize: 10.5 },
    { text: `${citedIn(finding, language)} (${attestedWord(finding.attested, language)})`, fontSize: 8.5 },
  ],
});

/** A square to be ticked by pen, or ticked already where the desk knows. */
const box = (label: string, isTicked: boolean): Content => ({
  columns: [
    {
      width: 16,
      canvas: [
        { type: 'rect', x: 0, y: 1, w: 10, h: 10, lineWidth: 0.8, lineColor: '#000' },
        ...(isTicked
          ? ([
              { type: 'line', x1: 2, y1: 3, x2: 8, y2: 9, lineWidth: 1.2, lineColor: '#000' },
              { type: 'line', x1: 8, y1: 3, x2: 2, y2: 9, lineWidth: 1.2, lineColor: '#000' },
            ] as const)
          : []),
      ],
    },
    { width: 'auto', text: label },
  ],
});

const signature = (role: string, who: string, hint: string): Content => ({
  margin: [0, 16, 0, 0],
  columns: [
    { width: 170, text: role },
    { width: 150, text: who, bold: true },
    {
      width: '*',
      margin: [0, 9, 0, 0],
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 160, y2: 0, lineWidth: 0.6, lineColor: '#000' }] },
        { text: hint, fontSize: 7.5, alignment: 'center' },
      ],
    },
  ],
});

/** One language of the form, on a page of its own from the second on. */
export const refusalPage = (form: RefusalForm, language: Language, isFirst: boolean): Content => {
  const say = (label: RefusalLabel): string => refusalLabel(label, language);
  const bold = (text: string): Content => ({ text, bold: true });
  const { person, circumstances, served, reason } = form;
  const own = person.nativeName;
  const latin = wholeName(person);
  const native = own && wholeName(own);
  const issuer = findState(person.issuer)?.name[language] ?? person.issuer;
  return {
    ...(!isFirst && { pageBreak: 'before' as const }),
    stack: [
      { text: say(circumstances.direction), fontSize: 17, bold: true, margin: [0, 0, 0, 6] },
      factTable([
        [say('post'), bold(`${form.post.name[language]}, ${say('lane').replace('{lane}', form.lane)}`)],
        [say('at'), bold(printInstant(form.decidedAt, form.post.zone, language))],
        [say('number'), bold(`${form.stationId} № ${form.seq}`)],
      ]),
      head(say('person')),
      factTable([
        [say('name'), bold(native ?? latin)],
        ...(native === undefined ? [] : ([[say('latin'), latin]] as const)),
        [say('born'), printDay(person.birthDate, language)],
        [say('sex'), say(person.sex)],
        [say('citizenship'), findState(person.citizenship)?.name[language] ?? person.citizenship],
        [say('document'), `${tallyWord('documents', person.type, language)}, ${issuer}, ${person.number}`],
        [
          say('transport'),
          [tallyWord('transports', circumstances.transport, language), circumstances.plate].filter(Boolean).join(', '),
        ],
      ]),
      head(say('reason')),
      { text: reason ? tallyWord('reasons', reason.code, language) : '–', bold: true, fontSize: 12 },
      ...(reason?.note ? [{ text: `${say('note')}: ${reason.note}`, margin: [0, 2, 0, 0] } as Content] : []),
      head(say('rules')),
      ...(form.findings.length === 0
        ? [{ text: say('noRules') }]
        : form.findings.map((finding) => findingBlock(finding, language))),
      ...(form.word === undefined ? [] : [head(say('word')), { text: form.word } as Content]),
      {
        unbreakable: true,
        stack: [
          signature(say('officer'), form.officer, say('signature')),
          ...(form.secondOfficer === undefined ? [] : [signature(say('second'), form.secondOfficer, say('signature'))]),
          signature(say('traveller'), '', say('signature')),
          {
            margin: [0, 10, 0, 0],
            columns: (['signed', 'refused-to-sign'] as const).map((one) => box(say(one), served?.signature === one)),
          },
          { text: say('own'), fontSize: 7.5, margin: [0, 14, 0, 0] },
        ],
      },
    ],
  };
};
