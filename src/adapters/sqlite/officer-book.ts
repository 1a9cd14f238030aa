import type { OfficerBook } from '../../core/ports.ts';
import type { Officer } from '../../domain/officer.ts';
import type { Connection } from './connection.ts';

type Row = { badge: string; name: string; role: Officer['role']; active: number; pin_hash: string | null };

const officerOf = ({ badge, name, role, active }: Row): Officer => ({ badge, name, role, active: active === 1 });

export const createOfficerBook = (connection: Connection): OfficerBook => {
  const select = connection.prepare<[string], Row>('SELECT * FROM officer WHERE badge = ?');
  const all = connection.prepare<[], Row>('SELECT * FROM officer ORDER BY badge');
  const upsert = connection.prepare(
    `INSERT INTO officer (badge, name, role, active, pin_hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (badge) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active,
       pin_hash = coalesce(excluded.pin_hash, pin_hash)`,
  );
  return {
    find: (badge) => {
      const row = select.get(badge);
      return row && officerOf(row);
    },
    list: () => all.all().map(officerOf),
    save: ({ badge, name, role, active }, pinHash) =>
      void upsert.run(badge, name, role, active ? 1 : 0, pinHash ?? null),
    pinHash: (badge) => select.get(badge)?.pin_hash ?? undefined,
  };
};
