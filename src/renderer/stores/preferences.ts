import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { cues, type Cue } from '../input/cue.ts';
import { languages, type Language } from '../i18n/languages.ts';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const kept = <T extends string>(key: string, known: readonly T[], otherwise: T): T => {
  const value = globalThis.localStorage?.getItem(key);
  return known.find((one) => one === value) ?? otherwise;
};

const systemTheme = (): Theme => (globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

const keptCues = (): Set<Cue> => {
  const off = globalThis.localStorage?.getItem('beket.silent')?.split(' ') ?? [];
  return new Set(cues.filter((cue) => !off.includes(cue)));
};

/** What belongs to the reader of this screen, not to the station: language, theme, sounds. */
export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(kept('beket.language', languages, 'kk'));
  const theme = ref<Theme>(kept('beket.theme', themes, systemTheme()));
  const sounds = ref<ReadonlySet<Cue>>(keptCues());

  watch([language, theme, sounds], () => {
    localStorage.setItem('beket.language', language.value);
    localStorage.setItem('beket.theme', theme.value);
    localStorage.setItem('beket.silent', cues.filter((cue) => !sounds.value.has(cue)).join(' '));
  });
  const switchTheme = (): void => void (theme.value = theme.value === 'light' ? 'dark' : 'light');
  const turnSound = (cue: Cue): void =>
    void (sounds.value = new Set(cues.filter((one) => sounds.value.has(one) !== (one === cue))));
  return { language, theme, sounds, switchTheme, turnSound };
});
