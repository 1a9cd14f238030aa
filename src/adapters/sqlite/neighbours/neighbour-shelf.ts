import { gunzipSync, gzipSync } from 'node:zlib';
import { cursorPlace } from '../../../contract/feeds.ts';
import { signatureWindowSeconds } from '../../../contract/uplink.ts';
import type { NeighbourShelf } from '../../../core/neighbour-ports.ts';
import { openNeighbourFile } from './neighbour-file.ts';
import { createNeighbourStays, type NeighbourEvent } from './neighbour-stays.ts';

export type OpenShelf = NeighbourShelf & {
  /** What other desks say of whoever bears one of the keys. */
  find(keys: readonly number[], fromMinute: number): NeighbourEvent[];
  close(): void;
};

/** Lists kept to be passed on, and entries carried for others, in bytes. */
const mostBatches = 64 * 1024 * 1024;
const mostParcels = 256 * 1024 * 1024;
/** A desk that was not heard of for so long is not waiting for us. */
const keptMs = 30 * 86_400_000;

/** All that a desk keeps of and for its neighbours, in an encrypted file beside the log. */
export const openNeighbourShelf = (file: string, key: string): OpenShelf => {
  const connection = openNeighbourFile(file, key);
  const stays = createNeighbourStays(connection);
  const number = (sql: string) => connection.prepare<unknown[], number>(sql).pluck();
  const noteNonce = connection.prepare('INSERT OR IGNORE INTO nonce (station, nonce, at) VALUES (?, ?, ?)');
  const forgetNonces = connection.prepare('DELETE FROM nonce WHERE at < ?');
  const putBatch = connection.prepare(
    'INSERT OR REPLACE INTO batch (feed, epoch, first, last, is_restart, at, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const batchBytes = number('SELECT coalesce(sum(length(text)), 0) FROM batch');
  const dropOldest = connection.prepare(
    'DELETE FROM batch WHERE rowid = (SELECT rowid FROM batch ORDER BY at LIMIT 1)',
  );
  const dropEpochs = connection.prepare('DELETE FROM batch WHERE feed = ? AND epoch <> ?');
  const onwards = connection
    .prepare<unknown[], Buffer>(
      `SELECT text FROM batch WHERE feed = ? AND epoch = ? AND first <= ? AND (last > ? OR (last = ? AND at > ?)) ORDER BY last DESC, first DESC LIMIT 1`,
    )
    .pluck();
  const fromStart = connection
    .prepare<unknown[], Buffer>('SELECT text FROM batch WHERE feed = ? AND first = 0 AND (? OR is_restart = 1) LIMIT 1')
    .pluck();
  const putParcel = connection.prepare(
    'INSERT OR IGNORE INTO parcel (station, after, upto, at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const parcelBytes = number('SELECT coalesce(sum(length(bytes)), 0) FROM parcel');
  const parcelRows = connection
    .prepare<[], [string, number, number]>('SELECT station, after, upto FROM parcel ORDER BY station, after')
    .raw();
  const ofStation = connection
    .prepare<[string], [number, number]>('SELECT after, upto FROM parcel WHERE station = ? ORDER BY after')
    .raw();
  const oneParcel = connection
    .prepare<[string, number], Buffer>('SELECT bytes FROM parcel WHERE station = ? AND after = ?')
    .pluck();
  const dropParcels = connection.prepare('DELETE FROM parcel WHERE station = ? AND upto <= ?');
  const dropOld = connection.prepare('DELETE FROM parcel WHERE at < ?');
  const waiting = number('SELECT coalesce(sum(upto - after), 0) FROM parcel');
  const putAnswer = connection.prepare(
    `INSERT INTO answer (station, acknowledged, text) VALUES (?, ?, ?) ON CONFLICT (station) DO UPDATE
     SET acknowledged = excluded.acknowledged, text = excluded.text WHERE excluded.acknowledged >= acknowledged`,
  );
  const answerRows = connection
    .prepare<[], [string, number, string]>('SELECT station, acknowledged, text FROM answer ORDER BY station')
    .raw();
  const answered = number('SELECT acknowledged FROM answer WHERE station = ?');
  let bytesKept: number | undefined;

  return {
    ...stays,
    isFresh: (station, nonce, now) => {
      forgetNonces.run(now - 2_000 * signatureWindowSeconds);
      return noteNonce.run(station, nonce, now).changes === 1;
    },
    keepBatch: ({ feed, from, to, at, isRestart, text }) => {
      const [first, last] = [cursorPlace(from), cursorPlace(to)];
      if (!last) return;
      const packed = gzipSync(text, { level: 1 });
      dropEpochs.run(feed, last.epoch);
      putBatch.run(feed, last.epoch, first?.number ?? 0, last.number, isRestart ? 1 : 0, at, packed);
      bytesKept = bytesKept === undefined ? (batchBytes.get() ?? 0) : bytesKept + packed.length;
      while (bytesKept > mostBatches && dropOldest.run().changes > 0) bytesKept = batchBytes.get() ?? 0;
    },
    batchAfter: (feed, cursor, at) => {
      const place = cursorPlace(cursor);
      const { epoch, number: n } = place ?? { epoch: '', number: 0 };
      const packed = onwards.get(feed, epoch, n, n, n, at ?? '') ?? fromStart.get(feed, cursor === undefined ? 1 : 0);
      return packed && gunzipSync(packed).toString('utf8');
    },
    keepParcel: ({ station, after, to }, bytes, now) => {
      dropOld.run(now - keptMs);
      return putParcel.run(station, after, to, now, Buffer.from(bytes)).changes === 1;
    },
    parcels: () => parcelRows.all().map(([station, after, to]) => ({ station, after, to })),
    bytesOf: ({ station, after }) => oneParcel.get(station, after),
    carriedUpTo: (station) => {
      const own = ofStation.all(station);
      const floor = answered.get(station) ?? own[0]?.[0] ?? 0;
      return own.reduce((reached, [after, to]) => (after <= reached && to > reached ? to : reached), floor);
    },
    carried: () => waiting.get() ?? 0,
    hasRoom: () => (parcelBytes.get() ?? 0) < mostParcels,
    dropParcels: (station, upTo) => void dropParcels.run(station, upTo),
    keepAnswer: ({ station, acknowledged, text }) => void putAnswer.run(station, acknowledged, text),
    answers: () => answerRows.all().map(([station, acknowledged, text]) => ({ station, acknowledged, text })),
    close: () => connection.close(),
  };
};
