import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { printMrz } from '../../domain/document/print-mrz.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import { useLane } from './lane.ts';
import { useNavigation } from './navigation.ts';
import { useStation } from './station.ts';

/** Invented travellers of the tour; series 99 is issued by nobody. */
const anna: PartialDocument = {
  type: 'internal-passport',
  format: 'PNRUS',
  issuer: 'RUS',
  citizenship: 'RUS',
  number: '9911 000101',
  nativeName: { surname: 'ПРИМЕРОВА', givenNames: 'АННА', patronymic: 'ИВАНОВНА' },
  birthDate: '1991-04-12',
  sex: 'F',
  issueDate: '2014-05-20',
  issuingUnit: '990-001',
};
const pavel: PartialDocument = {
  type: 'passport',
  format: 'TD3',
  issuer: 'RUS',
  citizenship: 'RUS',
  number: '990000102',
  surname: 'OBRAZTSOV',
  givenNames: 'PAVEL',
  birthDate: '1985-02-03',
  sex: 'M',
  // Long expired, so that there is something to see at the second line.
  expiryDate: '2019-06-01',
};

/** What the officer is asked to do, and whether the reader plays along first. */
const steps = ['scan', 'admit', 'scanBad', 'refer', 'undo', 'byHand', 'end'] as const;
export type TourStep = (typeof steps)[number];

/** A first day with invented travellers, on a demonstration desk only: every step waits for what the officer does. */
export const useTour = defineStore('tour', () => {
  const station = useStation();
  const lane = useLane();
  const navigation = useNavigation();
  const at = ref<number>();
  const recordedBefore = ref<number>();

  const step = computed<TourStep | undefined>(() => (at.value === undefined ? undefined : steps[at.value]));
  const isOffered = computed(() => station.state?.demo === true && at.value === undefined);
  const plays = computed(() => step.value === 'scan' || step.value === 'scanBad');
  const count = { of: steps.length };

  const go = (to: number): void => {
    recordedBefore.value = lane.last?.seq;
    at.value = to < steps.length ? to : undefined;
  };
  const begin = (): void => {
    navigation.go('lane');
    go(0);
  };
  const end = (): void => void (at.value = undefined);
  /** The reader of the tour: lays the traveller's document on the desk. Elsewhere a step forward. */
  const next = async (): Promise<void> => {
    if (step.value === 'scan') await lane.takeScan({ source: 'wedge', payload: printMrz(anna, 'PNRUS') });
    else if (step.value === 'scanBad') await lane.takeScan({ source: 'wedge', payload: printMrz(pavel, 'TD3') });
    else go((at.value ?? 0) + 1);
  };

  watch(
    () => [lane.phase, lane.last?.seq, navigation.view] as const,
    ([phase, last, view]) => {
      if (at.value === undefined) return;
      const isRecorded = last !== recordedBefore.value;
      if (plays.value && phase === 'decided') go(at.value + 1);
      else if ((step.value === 'admit' || step.value === 'refer') && isRecorded) go(at.value + 1);
      else if (step.value === 'byHand' && view === 'manual') go(at.value + 1);
    },
  );
  return { step, at, count, isOffered, plays, begin, next, end };
});
