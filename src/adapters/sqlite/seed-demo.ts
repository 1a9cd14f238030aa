import type { RuleStore } from '../../core/ports.ts';
import { inventCrossings, type DemoDraft } from '../../domain/demo-crossings.ts';
import { inventPerson } from '../../domain/demo-people.ts';
import { createDice } from '../../domain/demo-random.ts';
import { inventWatchlist } from '../../domain/demo-watchlist.ts';
import { dayNumber, localDay } from '../../domain/local-time.ts';
import type { Officer } from '../../domain/officer.ts';
import { hashPin } from '../vault-pin.ts';
import type { Post } from '../../domain/post.ts';
import type { DataFolder } from './open-data.ts';

/** Invented officers; the shell prints their badges and PINs, which open nothing but invented desks. */
export const demoOfficers: readonly (Officer & { readonly pin: string })[] = [
  { badge: 'A100', name: 'Амина Үлгібаева', role: 'administrator', active: true, pin: '1000' },
  { badge: 'A110', name: 'Айдар Мысалов', role: 'administrator', active: true, pin: '1100' },
  { badge: 'S200', name: 'Сергей Образцов', role: 'supervisor', active: true, pin: '2000' },
  { badge: 'O300', name: 'Ольга Примерова', role: 'officer', active: true, pin: '3000' },
];

export type SeedOptions = {
  /** Epoch milliseconds; the last invented entry is not after it. */
  readonly now: number;
  readonly seed: number;
  readonly days: number;
  readonly rules: Pick<RuleStore, 'packAt' | 'posts'>;
  /** A post of `posts`; the first that is open to all where it is not given. */
  readonly post?: string;
};

export type Seeded = { readonly entries: number; readonly crossings: number; readonly officers: typeof demoOfficers };

const watched = 12;
const lane = '1';
const otherLane = '2';
const day = 86_400_000;

/** Fills an empty log with invented officers, travellers and a watchlist. Throws where the log is not empty. */
export const seedDemo = async (
  { log, store, officers, watchlist, appendAll }: DataFolder,
  { now, seed, days, rules, post: wanted }: SeedOptions,
): Promise<Seeded> => {
  if (log.head().seq > 0) throw new Error('invented crossings go into an empty log only');
  const posts = rules.posts();
  const isWanted = ({ id, kind, closures }: Post): boolean =>
    wanted ? id === wanted : kind === 'multilateral' && closures.length === 0;
  const post = posts.find(isWanted);
  if (!post) throw new Error(`no post ${wanted ?? ''} among the posts known`);
  const hashes = await Promise.all(demoOfficers.map(({ pin }) => hashPin(pin)));
  const dice = createDice(seed);
  const start = now - (days + 1) * day;
  store.saveConfig({ stationId: `${post.id}-demo-${seed}`, post: post.id, lane, demo: true });
  for (const [i, { badge, name, role, active }] of demoOfficers.entries()) {
    officers.save({ badge, name, role, active }, hashes[i]);
  }
  const opening: DemoDraft[] = [
    { at: start, kind: 'station-opened', body: { post: post.id, lane, demo: true } },
    ...demoOfficers.map(({ badge, name, role, active }, i) => ({
      at: start + (i + 1) * 1000,
      kind: 'officer-saved' as const,
      body: { by: 'A100', badge, role, active },
      personal: { name },
    })),
  ];
  const crossings = inventCrossings(dice, {
    now,
    days,
    post: post.id,
    zone: post.zone,
    lane,
    otherLane,
    officers: ['O300', 'S200'],
    supervisor: 'S200',
    witness: 'A110',
    packAt: (instant) => {
      const { id, version, hash } = rules.packAt(instant);
      return { id, version, hash };
    },
    firstSeq: opening.length + 1,
  });
  const today = dayNumber(localDay(now, post.zone));
  const list = inventWatchlist(Array.from({ length: watched }, () => inventPerson(dice, today)));
  watchlist.replace(list, new Date(now).toISOString());
  const drafts = [
    ...opening,
    ...crossings,
    { at: now, kind: 'watchlist-imported' as const, body: { by: 'A100', entries: list.length } },
  ];
  const entries = appendAll(drafts);
  return { entries, crossings: crossings.filter(({ kind }) => kind === 'crossing').length, officers: demoOfficers };
};
