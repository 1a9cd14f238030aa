import CorrectionPanel from '../../../../src/renderer/components/CorrectionPanel.vue';
import LogTable from '../../../../src/renderer/components/LogTable.vue';
import SecondLineCase from '../../../../src/renderer/components/SecondLineCase.vue';
import TallyPaper from '../../../../src/renderer/components/TallyPaper.vue';
import TallyTable from '../../../../src/renderer/components/TallyTable.vue';
import type { CrossingRow } from '../../../../src/contract/views.ts';
import { tally } from '../../../../src/domain/tally.ts';
import { pnrus } from '../../double-cases.ts';
import { createStationDouble } from '../../station-double.ts';
import type { GalleryCase } from '../gallery-case.ts';

/** Rows as the station gives them: one of each outcome, one corrected, one void, one erased. */
const invented = async (): Promise<CrossingRow[]> => {
  const double = createStationDouble();
  const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' } as const;
  for (const action of ['admit', 'refer', 'refuse', 'admit', 'admit'] as const) {
    const read = await double.call('read', { scan: { source: 'wedge', payload: pnrus }, circumstances });
    if (!read.ok || !read.value.parked) throw new Error('the double parked nothing');
    await double.call('record', { caseId: read.value.parked.id, action });
  }
  const [a, b, c, d, e] = double.rows as [CrossingRow, CrossingRow, CrossingRow, CrossingRow, CrossingRow];
  const erased = { ...a, personal: undefined };
  return [erased, { ...b, corrections: 2 }, c, d, { ...e, voided: true }];
};
const rows = await invented();
const [, , refused, referred] = rows as [CrossingRow, CrossingRow, CrossingRow, CrossingRow];
const period = { kind: 'days', from: '2026-11-22', to: '2026-11-22' } as const;
const counted = tally(rows as Parameters<typeof tally>[0], period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });

/** Tables, papers and what is laid over a row. */
export const listCases: readonly GalleryCase[] = [
  {
    name: 'LogTable',
    component: LogTable,
    states: [
      { name: 'empty', props: { rows: [] }, width: 1200 },
      { name: 'every outcome', props: { rows }, width: 1200 },
    ],
  },
  {
    name: 'CorrectionPanel',
    component: CorrectionPanel,
    states: [{ name: 'open', props: { row: refused }, width: 640, height: 620 }],
  },
  {
    name: 'SecondLineCase',
    component: SecondLineCase,
    states: [
      { name: 'current, may settle', props: { isCurrent: true, maySettle: true, minutes: 4 } },
      { name: 'waits long', props: { isCurrent: false, maySettle: true, minutes: 75 } },
      { name: 'seen by an officer', props: { isCurrent: true, maySettle: false, minutes: 12 } },
    ].map(({ name, props }) => ({ name, props: { row: referred, ...props }, width: 900 })),
  },
  {
    name: 'TallyTable',
    component: TallyTable,
    states: [
      { name: 'empty', rows: [] },
      {
        name: 'summed',
        rows: [
          { key: 'a', name: 'Ресей', entry: 16862, exit: 4108 },
          { key: 'b', name: 'Қырғызстан', entry: 3, exit: 0 },
        ],
      },
    ].map(({ name, rows: shown }) => ({ name, props: { title: 'Азаматтығы', rows: shown }, width: 480 })),
  },
  {
    name: 'TallyPaper',
    component: TallyPaper,
    states: [{ name: 'a day', props: { tally: counted }, width: 1000 }],
  },
];
