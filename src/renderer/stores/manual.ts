import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { typedDocument } from '../../domain/document/typed-document.ts';
import { useStation } from './station.ts';

const beforehand = { type: 'internal-passport', issuer: 'RUS' } as const;

/** What is being typed of a document without machine-readable lines; kept while a scan takes the officer to the lane. */
export const useManual = defineStore('manual', () => {
  const station = useStation();
  const values = ref<Record<string, string>>({ ...beforehand });

  const filled = computed(() =>
    Object.fromEntries(Object.entries(values.value).filter(([, text]) => text.trim() !== '')),
  );
  /** The same check the station makes, so that every field answers as it is typed. The station makes it again. */
  const typed = computed(() => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: station.zone }).format(new Date(station.now()));
    return typedDocument(filled.value, today);
  });
  const empty = (): void => void (values.value = { ...beforehand });
  return { values, filled, typed, empty };
});
