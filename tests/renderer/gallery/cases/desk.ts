import KeyList from '../../../../src/renderer/components/KeyList.vue';
import NavBar from '../../../../src/renderer/components/NavBar.vue';
import OfficerBook from '../../../../src/renderer/components/OfficerBook.vue';
import ScanExplained from '../../../../src/renderer/components/ScanExplained.vue';
import ScreenSettings from '../../../../src/renderer/components/ScreenSettings.vue';
import SerialPanel from '../../../../src/renderer/components/SerialPanel.vue';
import SoundSettings from '../../../../src/renderer/components/SoundSettings.vue';
import StatusBar from '../../../../src/renderer/components/StatusBar.vue';
import WatchedFolder from '../../../../src/renderer/components/WatchedFolder.vue';
import WatchlistImport from '../../../../src/renderer/components/WatchlistImport.vue';
import { useStation } from '../../../../src/renderer/stores/station.ts';
import type { SyncState } from '../../../../src/contract/views.ts';
import { pnrus } from '../../double-cases.ts';
import type { GalleryCase } from '../gallery-case.ts';

const sync = (more: Partial<SyncState>) => (): void =>
  useStation().tellSync({ connected: true, url: 'https://centre.example', unsent: 0, busy: false, ...more });

/** The frame around the views, and what an administrator sets. */
export const deskCases: readonly GalleryCase[] = [
  {
    name: 'StatusBar',
    component: StatusBar,
    states: [
      { name: 'all sent', setUp: sync({ lastSyncAt: '2026-11-22T09:10:00Z' }) },
      { name: 'unsent', setUp: sync({ unsent: 412, unsentSince: '2026-11-20T04:00:00Z' }) },
      {
        name: 'the line fails',
        setUp: sync({ unsent: 12, error: { code: 'not-a-centre', at: '2026-11-22T09:00:00Z' } }),
      },
      { name: 'no centre', setUp: sync({ connected: false }) },
    ].map((state) => ({ ...state, width: 1280 })),
  },
  { name: 'NavBar', component: NavBar, states: [{ name: 'administrator', width: 1280 }] },
  { name: 'ScreenSettings', component: ScreenSettings, states: [{ name: 'plain', width: 480 }] },
  { name: 'SoundSettings', component: SoundSettings, states: [{ name: 'all on', width: 640 }] },
  { name: 'KeyList', component: KeyList, states: [{ name: 'open', width: 800, height: 600 }] },
  { name: 'OfficerBook', component: OfficerBook, states: [{ name: 'the station does not answer', width: 800 }] },
  { name: 'WatchlistImport', component: WatchlistImport, states: [{ name: 'a list is held', width: 800 }] },
  { name: 'WatchedFolder', component: WatchedFolder, states: [{ name: 'none', width: 800 }] },
  { name: 'SerialPanel', component: SerialPanel, states: [{ name: 'as the browser has it', width: 800 }] },
  {
    name: 'ScanExplained',
    component: ScanExplained,
    states: [
      { name: 'a document', text: pnrus },
      { name: 'control characters', text: 'M\u001d\u00041234 56' },
    ].map(({ name, text }) => ({ name, props: { arrival: { device: 'wedge', text, at: 0 } }, width: 800 })),
  },
];
