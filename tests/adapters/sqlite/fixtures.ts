import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openData, type DataFolder, type DataOptions } from '../../../src/adapters/sqlite/open-data.ts';
import type { CrossingBody, CrossingPersonal } from '../../../src/domain/crossing.ts';
import type { Clock, EntryDraft } from '../../../src/core/ports.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-log-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const station = { stationId: 'st-test', post: 'zhaisan', lane: '1', demo: false };

/** An open desk in a folder of its own, closed when the test ends. */
export const openDesk = (options: Partial<DataOptions> = {}): DataFolder & { folder: string } => {
  const folder = options.folder ?? tempFolder();
  const data = openData({ ...options, folder });
  ends.push(() => data.close());
  if (!options.readOnly && !data.store.config()) data.store.saveConfig(station);
  return { ...data, folder };
};

/** A clock that stands where it is put. */
export const clockAt = (iso: string): Clock & { set(iso: string): void; step(ms: number): void } => {
  let now = Date.parse(iso);
  let ticks = 0;
  return {
    now: () => now,
    ticks: () => ticks,
    set: (to) => void (now = Date.parse(to)),
    step: (ms) => {
      now += ms;
      ticks += ms;
    },
  };
};

export const body = (more: Partial<CrossingBody> = {}): CrossingBody => ({
  action: 'admit',
  direction: 'entry',
  post: 'zhaisan',
  lane: '1',
  officer: 'O300',
  citizenship: 'RUS',
  issuer: 'RUS',
  documentType: 'internal-passport',
  documentFormat: 'PNRUS',
  capture: 'mrz',
  sex: 'F',
  birthYear: 1990,
  age: 36,
  purpose: 'private',
  transport: 'car',
  iin: false,
  pack: { id: 'kz', version: '2026.1', hash: 'a'.repeat(64) },
  advice: 'ok',
  findings: [{ rule: 'KZ.STAY.EAEU.90_180', outcome: 'ok' }],
  stay: { used: 3, remaining: 87, lastLawfulDay: '2027-02-16' },
  seconds: 7.4,
  ...more,
});

export const personal = (more: Partial<CrossingPersonal['document']> = {}): CrossingPersonal => ({
  document: {
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    number: '4511 123456',
    surname: 'SHCHERBAKOVA',
    givenNames: 'IULIIA',
    nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
    birthDate: '1990-03-15',
    sex: 'F',
    citizenship: 'RUS',
    ...more,
  },
  raw: 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98',
});

export const crossing = (
  more: Partial<CrossingBody> = {},
  document: Partial<CrossingPersonal['document']> = {},
): EntryDraft => ({
  kind: 'crossing',
  body: body(more),
  personal: personal(document),
});
