import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { readTypedState } from '../../domain/document/typed-state.ts';
import type { Circumstances, Purpose, Transport } from '../../domain/crossing.ts';
import type { Direction } from '../../domain/stay.ts';

/** What the officer sets by hand and the lane keeps from one traveller to the next. */
export const useCircumstances = defineStore('circumstances', () => {
  const direction = ref<Direction>('entry');
  const purpose = ref<Purpose>('private');
  const transport = ref<Transport>('car');
  const plate = ref('');
  /** State of the plate as typed; only a state that there is goes on. */
  const plateCountry = ref('');
  const role = ref<Circumstances['role']>();
  const remarks = ref('');

  const onWheels = computed(() => transport.value !== 'foot' && transport.value !== 'train');
  const current = computed<Circumstances>(() => {
    const country = readTypedState(plateCountry.value);
    return {
      direction: direction.value,
      purpose: purpose.value,
      transport: transport.value,
      ...(onWheels.value && plate.value.trim() !== '' && { plate: plate.value.trim().toUpperCase() }),
      ...(onWheels.value && country !== undefined && { plateCountry: country }),
      ...(onWheels.value && role.value !== undefined && { role: role.value }),
    };
  });
  const turn = (): void => void (direction.value = direction.value === 'entry' ? 'exit' : 'entry');
  const leaveVehicle = (): void => {
    plate.value = '';
    plateCountry.value = '';
    role.value = undefined;
  };
  return { direction, purpose, transport, plate, plateCountry, role, remarks, onWheels, current, turn, leaveVehicle };
});
