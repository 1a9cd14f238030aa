import type { Query, Row } from './database.ts';
import { genesisHash, type ChainHead } from '../domain/log.ts';
import { codeHash } from './secrets.ts';

export type Station = {
  readonly id: string;
  readonly post: string;
  readonly lane: string;
  readonly publicKey: string;
  readonly enrolledAt: string;
  readonly revokedAt?: string;
  /** Taken out of service: it is told nothing more. */
  readonly retiredAt?: string;
  /** True where administrators may look after the fleet at this desk. */
  readonly administers: boolean;
  /** Counts the forks an administrator let stand; entries of each branch are kept apart. */
  readonly branch: number;
  /** Highest sequence up to which everything is here. `hash` is missing after a line nobody could read. */
  readonly head: { readonly seq: number; readonly hash?: string };
  readonly lastSeenAt?: string;
  readonly skewMs?: number;
  /** Where the desk's log parted from ours: the first sequence refused, and the last one both have, if known. */
  readonly fork?: { readonly seq: number; readonly base?: number; readonly at: string };
};

const iso = (value: unknown): string | undefined => (value ? new Date(value as string).toISOString() : undefined);
const numeric = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

const stationOf = (row: Row): Station => {
  const seq = Number(row.head_seq);
  const forkSeq = numeric(row.fork_seq);
  return {
    id: String(row.station_id),
    post: String(row.post),
    lane: String(row.lane),
    publicKey: String(row.public_key),
    enrolledAt: iso(row.enrolled_at) as string,
    revokedAt: iso(row.revoked_at),
    retiredAt: iso(row.retired_at),
    administers: row.may_administer === true,
    branch: Number(row.branch),
    head: { seq, hash: seq === 0 ? genesisHash : ((row.head_hash as string | null) ?? undefined) },
    lastSeenAt: iso(row.last_seen_at),
    skewMs: numeric(row.skew_ms),
    fork:
      forkSeq === undefined
        ? undefined
        : { seq: forkSeq, base: numeric(row.fork_base), at: iso(row.fork_at) as string },
  };
};

export const findStation = async (query: Query, id: string): Promise<Station | undefined> => {
  const [row] = await query('SELECT * FROM stations WHERE station_id = $1', [id]);
  return row && stationOf(row);
};

/** The same, and nobody else may move its head until this transaction ends. */
export const lockStation = async (query: Query, id: string): Promise<Station | undefined> => {
  const [row] = await query('SELECT * FROM stations WHERE station_id = $1 FOR UPDATE', [id]);
  return row && stationOf(row);
};

export const listStations = async (query: Query): Promise<Station[]> =>
  (await query('SELECT * FROM stations ORDER BY station_id')).map(stationOf);

export const moveHead = async (query: Query, id: string, head: Partial<ChainHead> & { seq: number }): Promise<void> => {
  await query(
    `UPDATE stations SET head_seq = $2, head_hash = $3, fork_seq = NULL, fork_base = NULL, fork_at = NULL
     WHERE station_id = $1`,
    [id, head.seq, head.hash],
  );
};

export const noteSeen = async (query: Query, id: string, at: string, skewMs: number): Promise<void> => {
  await query('UPDATE stations SET last_seen_at = $2, skew_ms = $3 WHERE station_id = $1', [id, at, skewMs]);
};

export const noteFork = async (
  query: Query,
  id: string,
  fork: { seq: number; base?: number; at: string },
): Promise<void> => {
  await query('UPDATE stations SET fork_seq = $2, fork_base = $3, fork_at = $4 WHERE station_id = $1', [
    id,
    fork.seq,
    fork.base,
    fork.at,
  ]);
};

export const issueCode = async (
  query: Query,
  code: { code: string; post: string; lane: string; replaces?: string; issuedAt: string; expiresAt: string },
): Promise<void> => {
  await query(
    `INSERT INTO enrolment_codes (code_hash, post, lane, replaces, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [codeHash(code.code), code.post, code.lane, code.replaces, code.issuedAt, code.expiresAt],
  );
};

/** Revokes, or takes a revocation back. False where there is no such desk. */
export const setRevoked = async (query: Query, id: string, at: string | undefined): Promise<boolean> =>
  (await query('UPDATE stations SET revoked_at = $2 WHERE station_id = $1 RETURNING station_id', [id, at])).length > 0;

export const setRetired = async (query: Query, id: string, at: string | undefined): Promise<void> => {
  await query('UPDATE stations SET retired_at = $2 WHERE station_id = $1', [id, at]);
};

/** An empty name takes it away. */
export const renameStation = async (query: Query, id: string, name: string): Promise<void> => {
  await query('UPDATE stations SET name = $2 WHERE station_id = $1', [id, name === '' ? undefined : name]);
};

/** False where there is no such desk. */
export const setAdministers = async (query: Query, id: string, may: boolean): Promise<boolean> =>
  (await query('UPDATE stations SET may_administer = $2 WHERE station_id = $1 RETURNING station_id', [id, may]))
    .length > 0;
