import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { languages, type Language } from '../i18n/languages.ts';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const kept = <T extends string>(key: string, known: readonly T[], otherwise: T): T => {
  const value = globalThis.localStorage?.getItem(key);
  return known.find((one) => one === value) ?? otherwise;
};

const systemTheme = (): Theme => (globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** What belongs to the reader of this screen, not to the station: language, theme, sound. */
export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(kept('beket.language', languages, 'kk'));
  const theme = ref<Theme>(kept('beket.theme', themes, systemTheme()));
  const sound = ref(kept('beket.sound', ['on', 'off'], 'on') === 'on');

  watch([language, theme, sound], () => {
    localStorage.setItem('beket.language', language.value);
    localStorage.setItem('beket.theme', theme.value);
    localStorage.setItem('beket.sound', sound.value ? 'on' : 'off');
  });
  const switchTheme = (): void => void (theme.value = theme.value === 'light' ? 'dark' : 'light');
  return { language, theme, sound, switchTheme };
});
