import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Circumstances, Purpose, Transport } from '../../domain/crossing.ts';
import type { Direction } from '../../domain/stay.ts';

/** What the officer sets by hand and the lane keeps from one traveller to the next. */
export const useCircumstances = defineStore('circumstances', () => {
  const direction = ref<Direction>('entry');
  const purpose = ref<Purpose>('private');
  const transport = ref<Transport>('car');
  const plate = ref('');
  const remarks = ref('');

  const onWheels = computed(() => transport.value !== 'foot' && transport.value !== 'train');
  const current = computed<Circumstances>(() => ({
    direction: direction.value,
    purpose: purpose.value,
    transport: transport.value,
    ...(onWheels.value && plate.value.trim() !== '' && { plate: plate.value.trim().toUpperCase() }),
  }));
  const turn = (): void => void (direction.value = direction.value === 'entry' ? 'exit' : 'entry');
  return { direction, purpose, transport, plate, remarks, onWheels, current, turn };
});
