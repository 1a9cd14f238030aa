import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { typedDocument } from '../../domain/document/typed-document.ts';
import { readTypedLine } from '../../domain/document/typed-line.ts';
import { useStation } from './station.ts';

const lettersKey = 'beket.cyrillic';
const beforehand = { type: 'internal-passport', issuer: 'RUS' } as const;

/** What is being typed of a document without machine-readable lines; kept while a scan takes the officer to the lane. */
export const useManual = defineStore('manual', () => {
  const station = useStation();
  const values = ref<Record<string, string>>({ ...beforehand });
  const line = ref('');
  /** Letters are Cyrillic whatever layout the system has. */
  const cyrillic = ref(globalThis.localStorage?.getItem(lettersKey) === 'on');
  const turnLetters = (): void => {
    cyrillic.value = !cyrillic.value;
    localStorage.setItem(lettersKey, cyrillic.value ? 'on' : 'off');
  };

  const filled = computed(() =>
    Object.fromEntries(Object.entries(values.value).filter(([, text]) => text.trim() !== '')),
  );
  /** The same check the station makes, so that every field answers as it is typed. The station makes it again. */
  const typed = computed(() => {
    return typedDocument(filled.value, station.today());
  });
  /** What the line says stands in the fields; a field typed by itself stays until the line is typed on. */
  const readLine = (text: string): void => {
    line.value = text;
    values.value = { ...beforehand, ...readTypedLine(text, station.today()) };
  };
  const empty = (): void => {
    line.value = '';
    values.value = { ...beforehand };
  };
  return { values, line, cyrillic, turnLetters, filled, typed, readLine, empty };
});
