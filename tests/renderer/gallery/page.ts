import { createPinia, setActivePinia } from 'pinia';
import { createApp, nextTick, ref } from 'vue';
import { createWords, languages, type Language } from '../../../src/renderer/i18n/languages.ts';
import { chooseFileKey } from '../../../src/renderer/input/choose-file.ts';
import { useStation } from '../../../src/renderer/stores/station.ts';
import { lineKey } from '../../../src/renderer/transport/station-client.ts';
import '../../../src/renderer/styles/fonts.ts';
import '../../../src/renderer/styles/tokens.css';
import '../../../src/renderer/styles/base.css';
import { createStationDouble } from '../station-double.ts';
import { deskCases } from './cases/desk.ts';
import { groupCases } from './cases/groups.ts';
import { laneCases } from './cases/lane.ts';
import { listCases } from './cases/lists.ts';
import { partCases } from './cases/parts.ts';
import type { GalleryCase, GalleryState } from './gallery-case.ts';

const asked = new URLSearchParams(location.search);
const language = languages.find((one) => one === asked.get('language')) ?? 'kk';
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const cases: readonly GalleryCase[] = [...partCases, ...laneCases, ...groupCases, ...listCases, ...deskCases];

const element = (tag: string, parent: Element, text = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.append(made);
  return made;
};

/** Every state is an application of its own: stores of one know nothing of another's. */
const show = async (one: GalleryCase, state: GalleryState, parent: HTMLElement): Promise<void> => {
  const box = element('div', parent);
  box.className = 'state';
  element('h3', box, state.name);
  const stage = element('div', box);
  stage.className = 'stage';
  stage.style.width = `${state.width ?? 480}px`;
  if (state.height) stage.style.height = `${state.height}px`;
  const double = createStationDouble();
  const pinia = createPinia();
  const app = createApp(one.component, { ...state.props })
    .provide(lineKey, { client: double, up: ref(true) })
    .provide(chooseFileKey, () => undefined)
    .use(pinia)
    .use(createWords(language as Language));
  setActivePinia(pinia);
  await double.call('signIn', { badge: 'A100', pin: '0000' });
  await app.runWithContext(async () => {
    await useStation().refresh();
    await state.setUp?.(double);
  });
  // Vue makes the mount point its own; the stage lays it out.
  const root = element('div', stage);
  root.className = 'root';
  app.mount(root);
  await nextTick();
  await state.after?.(stage);
};

document.documentElement.lang = language;
document.documentElement.dataset['theme'] = theme;
localStorage.setItem('beket.language', language);
localStorage.setItem('beket.theme', theme);
const links = document.querySelector('nav');
const all = document.querySelector<HTMLElement>('#cases');
for (const one of languages) {
  for (const look of ['light', 'dark']) {
    const link = links && element('a', links, `${one} ${look}`);
    link?.setAttribute('href', `?language=${one}&theme=${look}`);
  }
}
for (const one of all ? cases : []) {
  const section = element('section', all as HTMLElement);
  section.dataset['case'] = one.name;
  element('h2', section, one.name);
  for (const state of one.states) await show(one, state, section);
}
await document.fonts.ready;
// Every stage begins at a whole pixel of a picture half the size, however tall those above it are.
for (const one of document.querySelectorAll<HTMLElement>('nav, section > h2, .state > h3, .stage')) {
  one.style.boxSizing = 'border-box';
  one.style.minHeight = `${2 * Math.ceil(one.getBoundingClientRect().height / 2)}px`;
}
document.documentElement.dataset['ready'] = 'true';
