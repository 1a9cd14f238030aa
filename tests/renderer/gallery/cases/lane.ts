import ActionBar from '../../../../src/renderer/components/ActionBar.vue';
import DaysStrip from '../../../../src/renderer/components/DaysStrip.vue';
import DecisionColumn from '../../../../src/renderer/components/DecisionColumn.vue';
import DocumentColumn from '../../../../src/renderer/components/DocumentColumn.vue';
import LineColumn from '../../../../src/renderer/components/LineColumn.vue';
import ReasonList from '../../../../src/renderer/components/ReasonList.vue';
import ScanQueue from '../../../../src/renderer/components/ScanQueue.vue';
import StaySummary from '../../../../src/renderer/components/StaySummary.vue';
import UnreadPanel from '../../../../src/renderer/components/UnreadPanel.vue';
import type { Outcome } from '../../../../src/domain/finding.ts';
import type { LaneCase } from '../../../../src/contract/views.ts';
import { useLane } from '../../../../src/renderer/stores/lane.ts';
import { useLineLists } from '../../../../src/renderer/stores/line-lists.ts';
import { decisionFor, pnrus } from '../../double-cases.ts';
import type { StationDouble } from '../../station-double.ts';
import type { GalleryCase } from '../gallery-case.ts';

const advices = ['ok', 'warn', 'second-line'] as const satisfies readonly Outcome[];
const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' } as const;
const stay = decisionFor('ok').stay as NonNullable<ReturnType<typeof decisionFor>['stay']>;
const overstayed = { ...stay, used: 90, remaining: 0, lastLawfulDay: '2026-11-10', allowedFrom: '2027-02-08' };

/** Words by which the station in memory answers otherwise. */
const scans = {
  'May enter': pnrus,
  'Look at it': `${pnrus} CHECK`,
  'Second line': `${pnrus} WANTED`,
  Incomplete: `${pnrus} TORN`,
  'Crossed just now': `${pnrus} AGAIN`,
  'Known by desks of the post': `${pnrus} NEAR`,
  'Not a document': 'MILK',
} as const;

const scanned = (payload: string) => async (): Promise<void> => {
  const lane = useLane();
  await lane.takeScan({ source: 'wedge', payload });
  if (lane.onDesk) lane.arm(lane.onDesk.id);
};
const crossed = async (): Promise<void> => {
  for (const [payload, action] of [
    [scans['May enter'], 'admit'],
    [scans['Second line'], 'refer'],
    [scans['May enter'], 'refuse'],
  ] as const) {
    await scanned(payload)();
    await useLane().record(action, action === 'refuse' ? { code: 'DOC_FORGED' } : undefined);
  }
  await useLineLists().load();
};
const parked = async (double: StationDouble, payload: string): Promise<LaneCase> => {
  const answer = await double.call('read', { scan: { source: 'wedge', payload }, circumstances });
  if (!answer.ok || !answer.value.parked) throw new Error('the double parked nothing');
  return answer.value.parked;
};
const shownCase = async (payload: string): Promise<LaneCase> =>
  parked((await import('../../station-double.ts')).createStationDouble(), payload);

const cases = {
  plain: await shownCase(scans['May enter']),
  doubtful: await shownCase(scans['Look at it']),
  torn: await shownCase(scans.Incomplete),
};

/** What the lane is made of, traveller by traveller. */
export const laneCases: readonly GalleryCase[] = [
  {
    name: 'DocumentColumn',
    component: DocumentColumn,
    states: [
      { name: 'empty', props: { parked: undefined } },
      { name: 'read', props: { parked: cases.plain } },
      { name: 'with a wrong check digit', props: { parked: cases.doubtful, articles: true } },
      { name: 'incomplete', props: { parked: cases.torn } },
    ].map(({ name, props }) => ({
      name,
      props: { picture: undefined, articles: false, ...props },
      width: 360,
      height: 560,
    })),
  },
  {
    name: 'DecisionColumn',
    component: DecisionColumn,
    states: [
      { name: 'empty' },
      ...Object.entries(scans).map(([name, payload]) => ({ name, setUp: scanned(payload) })),
      {
        name: 'a reason is asked for',
        setUp: async () => {
          await scanned(scans['May enter'])();
          await useLane().choose('refuse');
        },
      },
    ].map((state) => ({ ...state, props: { articles: false }, width: 820, height: 620 })),
  },
  {
    name: 'ReasonList',
    component: ReasonList,
    states: advices.flatMap((advice) =>
      [false, true].map((articles) => ({
        name: `${advice}${articles ? ', articles' : ''}`,
        props: { findings: decisionFor(advice).findings, articles },
        width: 720,
        height: 300,
      })),
    ),
  },
  {
    name: 'StaySummary',
    component: StaySummary,
    states: [
      { name: 'days left', props: { stay } },
      { name: 'none left', props: { stay: overstayed } },
      { name: 'both methods', props: { stay, articles: true } },
    ].map(({ name, props }) => ({ name, props: { today: '2026-11-22', articles: false, ...props }, width: 760 })),
  },
  {
    name: 'DaysStrip',
    component: DaysStrip,
    states: [
      { name: 'days left', stay },
      { name: 'none left', stay: overstayed },
    ].map(({ name, stay: counted }) => ({ name, props: { stay: counted, today: '2026-11-22' }, width: 760 })),
  },
  {
    name: 'UnreadPanel',
    component: UnreadPanel,
    states: [
      { name: 'nothing found', props: { readings: [], broke: false } },
      { name: 'the reader broke', props: { readings: [], broke: true } },
    ].map(({ name, props }) => ({ name, props: { manualKey: 'Alt+2', ...props }, width: 640 })),
  },
  {
    name: 'ScanQueue',
    component: ScanQueue,
    states: [1, 3].map((count) => ({
      name: `${count} waiting`,
      props: {
        waiting: Array.from({ length: count }, (_, id) => ({ id, scan: { source: 'wedge', payload: pnrus }, at: 0 })),
      },
      width: 900,
    })),
  },
  {
    name: 'LineColumn',
    component: LineColumn,
    states: [
      { name: 'nobody yet', width: 320, height: 480 },
      { name: 'three crossed, one waits', setUp: crossed, width: 320, height: 480 },
    ],
  },
  {
    name: 'ActionBar',
    component: ActionBar,
    states: [
      { name: 'nobody on the desk' },
      ...(['May enter', 'Look at it', 'Second line'] as const).map((name) => ({ name, setUp: scanned(scans[name]) })),
    ].map((state) => ({ ...state, width: 1240 })),
  },
];
