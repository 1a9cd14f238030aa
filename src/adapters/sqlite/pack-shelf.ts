import type { KeptPack, PackMemory, PackShelf } from '../../core/packs-ports.ts';
import type { StoredEntry } from '../../domain/log.ts';
import type { Activation, PackActivated } from '../../domain/rules/activation.ts';
import type { Connection } from './connection.ts';
import type { Settings } from './settings.ts';

const nothing: PackMemory = { proposals: [], keys: [] };
const memoryName = 'packs';

const activationOf = ({ seq, at, body }: StoredEntry): Activation => ({ ...(body as PackActivated), seq, at });

/** Packs in the log's own database: a copy of the log is a copy of the law it was kept by. `find` reads an entry. */
export const createPackShelf = (
  connection: Connection,
  settings: Settings,
  find: (seq: number) => StoredEntry | undefined,
): PackShelf => {
  const one = connection.prepare<[string], string>('SELECT kept FROM rule_pack WHERE hash = ?').pluck();
  const all = connection.prepare<[], string>('SELECT kept FROM rule_pack ORDER BY at, hash').pluck();
  const upsert = connection.prepare(
    'INSERT INTO rule_pack (hash, at, kept) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET kept = excluded.kept',
  );
  const drop = connection.prepare('DELETE FROM rule_pack WHERE hash = ?');
  const places = connection.prepare<[], number>('SELECT seq FROM pack_activation ORDER BY seq').pluck();
  // Asked at every scan: an entry once written does not change.
  const read = new Map<number, Activation>();
  let memory: { text: string; value: PackMemory } | undefined;
  return {
    save: (kept) => void upsert.run(kept.hash, kept.at, JSON.stringify(kept)),
    find: (hash) => {
      const text = one.get(hash);
      return text === undefined ? undefined : (JSON.parse(text) as KeptPack);
    },
    list: () => all.all().map((text) => JSON.parse(text) as KeptPack),
    remove: (hash) => void drop.run(hash),
    activations: () =>
      places.all().flatMap((seq) => {
        const entry = read.has(seq) ? undefined : find(seq);
        if (entry) read.set(seq, activationOf(entry));
        return read.get(seq) ?? [];
      }),
    memory: () => {
      const text = settings.get(memoryName);
      if (text === undefined) return nothing;
      if (memory?.text !== text) memory = { text, value: JSON.parse(text) as PackMemory };
      return memory.value;
    },
    remember: (value) => settings.set(memoryName, JSON.stringify(value)),
  };
};
