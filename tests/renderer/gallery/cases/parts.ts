import ActionButton from '../../../../src/renderer/components/ActionButton.vue';
import ChoiceField from '../../../../src/renderer/components/ChoiceField.vue';
import FaultNotice from '../../../../src/renderer/components/FaultNotice.vue';
import KeyCap from '../../../../src/renderer/components/KeyCap.vue';
import MeaningShape from '../../../../src/renderer/components/MeaningShape.vue';
import ReasonPicker from '../../../../src/renderer/components/ReasonPicker.vue';
import TypedFields from '../../../../src/renderer/components/TypedFields.vue';
import { typedFieldsOf } from '../../../../src/renderer/components/typed-fields.ts';
import VerdictBand from '../../../../src/renderer/components/VerdictBand.vue';
import { faultCodes } from '../../../../src/contract/station.ts';
import { overrideCodes, reasonCodes } from '../../../../src/domain/crossing.ts';
import type { GalleryCase } from '../gallery-case.ts';

const meanings = ['calm', 'attention', 'second', 'refusal', 'none'] as const;
const button = { label: 'Өткізу', keyName: 'Enter', meaning: 'calm', live: true, advised: true };
const options = ['private', 'tourism', 'work'].map((value, at) => ({
  value,
  word: ['Жеке', 'Туризм', 'Жұмыс'][at] ?? '',
}));
const open = (stage: HTMLElement): void => stage.querySelector('button')?.click();

/** The smallest parts: keys, shapes, bands, buttons, fields. */
export const partCases: readonly GalleryCase[] = [
  {
    name: 'KeyCap',
    component: KeyCap,
    states: ['Enter', 'F7', 'Escape', 'ArrowDown', 'Alt+1'].map((name) => ({ name, props: { name }, width: 120 })),
  },
  {
    name: 'MeaningShape',
    component: MeaningShape,
    states: meanings.map((meaning) => ({ name: meaning, props: { meaning }, width: 60, height: 40 })),
  },
  {
    name: 'VerdictBand',
    component: VerdictBand,
    states: meanings.map((meaning) => ({
      name: meaning,
      props: { verdict: { meaning, key: 'lane.ready', advice: 'none' }, word: 'Щербакова Ұлболсын' },
      width: 700,
    })),
  },
  {
    name: 'ActionButton',
    component: ActionButton,
    states: [
      { name: 'advised', props: button },
      { name: 'not advised', props: { ...button, advised: false } },
      { name: 'asleep', props: { ...button, live: false } },
      { name: 'second line', props: { ...button, meaning: 'second', keyName: 'F7' } },
      { name: 'refusal', props: { ...button, meaning: 'refusal', keyName: 'F9', advised: false } },
    ].map((state) => ({ ...state, width: 300 })),
  },
  {
    name: 'ChoiceField',
    component: ChoiceField,
    states: [
      { name: 'closed', height: 80 },
      { name: 'open', height: 260, after: open },
    ].map((state) => ({
      ...state,
      props: { label: 'Мақсат', options, keyName: 'F3', shortcutLabel: 'keys.purpose', modelValue: 'tourism' },
      width: 320,
    })),
  },
  {
    name: 'FaultNotice',
    component: FaultNotice,
    states: faultCodes.map((code) => ({ name: code, props: { fault: { code } }, width: 640 })),
  },
  {
    name: 'ReasonPicker',
    component: ReasonPicker,
    states: [
      { name: 'refusal', props: { codes: reasonCodes } },
      { name: 'against the advice', props: { codes: overrideCodes } },
    ].map(({ name, props }) => ({ name, props: { ...props, title: 'Неге?', live: true }, width: 640 })),
  },
  {
    name: 'TypedFields',
    component: TypedFields,
    states: [
      { name: 'empty', values: {}, problems: [] },
      {
        name: 'with problems',
        values: { number: '45l1 12345б', birthDate: '31.02.1990' },
        problems: [
          { field: 'number', code: 'bad-character' },
          { field: 'birthDate', code: 'bad-date' },
        ],
      },
    ].map(({ name, values, problems }) => ({
      name,
      props: { fields: typedFieldsOf(['number', 'birthDate', 'surname', 'sex']), problems, modelValue: values },
      width: 640,
    })),
  },
];
