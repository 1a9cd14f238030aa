import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { CrossingBody } from '../../src/domain/crossing.ts';
import { entryHash, genesisHash, personalDigest, type EntryKind, type StoredEntry } from '../../src/domain/log.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
};

export const crossingBody = (changes: Partial<CrossingBody> = {}): CrossingBody => ({
  action: 'admit',
  direction: 'entry',
  post: 'syrym',
  lane: '1',
  officer: 'A1',
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
  pack: { id: 'kz', version: '2026.1', hash: 'f'.repeat(64) },
  advice: 'ok',
  findings: [{ rule: 'KZ.STAY.EAEU.90_180', outcome: 'ok' }],
  stay: { used: 0, remaining: 90, lastLawfulDay: '2027-02-19' },
  seconds: 7,
  ...changes,
});

/** An invented traveller. */
const personal = (number: number) => ({
  document: {
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    number: String(4511_000000 + number),
    surname: 'OBRAZTSOVA',
    givenNames: `ANNA ${number}`,
    birthDate: '1990-03-15',
    sex: 'F',
    citizenship: 'RUS',
  },
});

type Draft = { kind: EntryKind; body: Record<string, unknown>; personal?: Record<string, unknown>; at?: string };

/** A desk's log in memory, chained as the real one is. */
export const createTestLog = (stationId: string, entries: StoredEntry[] = []) => {
  const start = Date.parse('2026-11-01T06:00:00.000Z');
  const append = ({ kind, body, personal: value, at }: Draft): StoredEntry => {
    const last = entries.at(-1);
    const seq = (last?.seq ?? 0) + 1;
    const part = value && { salt: randomBytes(16).toString('hex'), value };
    const unsealed = {
      stationId,
      seq,
      at: at ?? new Date(start + seq * 1000).toISOString(),
      kind,
      body,
      personalDigest: part && personalDigest(part, sha256),
      previousHash: last?.hash ?? genesisHash,
    };
    const entry = { ...unsealed, hash: entryHash(unsealed, sha256), ...(part && { personal: part }) };
    entries.push(entry);
    return entry;
  };
  return {
    entries,
    append,
    cross: (changes: Partial<CrossingBody> = {}, at?: string) =>
      append({ kind: 'crossing', body: crossingBody(changes), personal: personal(entries.length), at }),
    head: () => ({ seq: entries.at(-1)?.seq ?? 0, hash: entries.at(-1)?.hash ?? genesisHash }),
    entriesAfter: (seq: number, limit: number) => entries.slice(seq, seq + limit),
    find: (seq: number) => entries[seq - 1],
    /** What a copy taken after `seq` would hold. */
    copyUntil: (seq: number) => createTestLog(stationId, entries.slice(0, seq)),
  };
};

/** A desk with its key and log, not yet known to any centre. */
export const createTestDesk = (stationId = `desk-${randomBytes(4).toString('hex')}`, post = 'syrym', lane = '1') => ({
  stationId,
  post,
  lane,
  ...keyPair(),
  log: createTestLog(stationId),
});

export type TestDesk = ReturnType<typeof createTestDesk>;
