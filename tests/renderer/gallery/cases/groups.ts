import BusExceptions from '../../../../src/renderer/components/BusExceptions.vue';
import BusStack from '../../../../src/renderer/components/BusStack.vue';
import CompanionPicker from '../../../../src/renderer/components/CompanionPicker.vue';
import StateField from '../../../../src/renderer/components/StateField.vue';
import { useBus } from '../../../../src/renderer/stores/bus.ts';
import { pnrus } from '../../double-cases.ts';
import type { GalleryCase } from '../gallery-case.ts';

const adults = [
  { id: '12', name: 'ОБРАЗЦОВ П.И.', sameFamilyName: true },
  { id: '13', name: 'ПРИМЕРОВА А.С.', sameFamilyName: false },
];
const stranger = adults.slice(1);
const name = 'ОБРАЗЦОВА А.П.';

const stackOf =
  (payloads: readonly string[], list = '') =>
  async (): Promise<void> => {
    const bus = useBus();
    bus.listText = list;
    for (const payload of payloads) await bus.takeScan({ source: 'wedge', payload });
  };
const wanted = pnrus.replace('WERB', 'WANTED');
const list = 'ЩЕРБАКОВА ЮЛИЯ ЮРЬЕВНА 4511 123457\nНИКТО НИКОЛАЙ 4512 999999';

/** Vehicles, families and buses. */
export const groupCases: readonly GalleryCase[] = [
  {
    name: 'CompanionPicker',
    component: CompanionPicker,
    states: [
      { name: 'an adult of the same name', props: { name, adults } },
      { name: 'strangers only', props: { name, adults: stranger } },
      { name: 'nobody', props: { name, adults: [] } },
    ].map((state) => ({ ...state, width: 640 })),
  },
  {
    name: 'StateField',
    component: StateField,
    states: ['', 'kz', 'atlantis'].map((modelValue) => ({
      name: modelValue || 'empty',
      props: { label: 'KZ', modelValue },
      width: 480,
    })),
  },
  {
    name: 'BusStack',
    component: BusStack,
    states: [
      { name: 'empty', width: 336 },
      { name: 'two documents and a list', setUp: stackOf([pnrus, 'MILK'], list), width: 336 },
    ],
  },
  {
    name: 'BusExceptions',
    component: BusExceptions,
    states: [
      {
        name: 'unread, twice, by the rules, by the list',
        setUp: stackOf([pnrus, 'MILK', wanted], list),
        props: { busy: false },
        width: 900,
      },
    ],
  },
];
