import { useI18n } from 'vue-i18n';
import type { FleetDesk } from '../../contract/fleet.ts';
import type { ChainCheck } from '../../domain/fleet/desk-health.ts';
import { useFormat } from '../i18n/format.ts';

const gigabyte = 1e9;

/** A desk's state in words; what it could not tell is said to be unknown. */
export const useFleetWords = () => {
  const { t } = useI18n();
  const format = useFormat();
  const unknown = (): string => t('fleet.unknown');
  const minutesUntil = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
  const checked = (check: Pick<ChainCheck, 'ok' | 'at' | 'firstBad'> | undefined): string => {
    if (!check) return t('fleet.unchecked');
    return check.ok
      ? t('fleet.whole', { at: format.momentOf(check.at) })
      : t('fleet.broken', { n: check.firstBad ?? '?', at: format.momentOf(check.at) });
  };
  return {
    title: ({ name, post, lane }: FleetDesk): string => name ?? t('fleet.at', { post: format.postName(post), lane }),
    seen: ({ lastSeenAt }: FleetDesk): string => (lastSeenAt ? format.ago(lastSeenAt) : t('sync.never')),
    backlog: ({ health, acknowledged }: FleetDesk, now: string): string => {
      if (!health) return unknown();
      const waiting = Math.max(0, health.head - acknowledged);
      if (waiting === 0) return '0';
      const age = health.unsentSince ? ` · ${format.duration(minutesUntil(health.unsentSince, now))}` : '';
      return `${format.number(waiting)}${age}`;
    },
    skew: ({ skewMs }: FleetDesk): string => {
      if (skewMs === undefined) return unknown();
      // Added to nought, so that less than a twentieth of a second is no "-0".
      const seconds = Math.round(skewMs / 100) / 10 + 0;
      return `${seconds > 0 ? '+' : ''}${format.number(seconds)} ${t('fleet.s')}`;
    },
    chain: ({ health }: FleetDesk): string => (health ? checked(health.chain) : unknown()),
    held: ({ held }: FleetDesk): string => {
      if (held && !held.done) return t('fleet.walking', { n: format.number(held.entries), of: format.number(held.of) });
      return checked(held);
    },
    version: ({ health }: FleetDesk): string => health?.version ?? unknown(),
    pack: ({ health }: FleetDesk): string => (health?.pack ? `${health.pack.id} ${health.pack.version}` : unknown()),
    list: ({ health }: FleetDesk): string => {
      if (!health) return unknown();
      const { entries, updatedAt } = health.watchlist;
      return updatedAt ? `${format.number(entries)} · ${format.age(updatedAt)}` : t('fleet.noList');
    },
    disk: ({ health }: FleetDesk): string => {
      if (!health?.disk) return unknown();
      const { free, total } = health.disk;
      return t('fleet.diskFree', {
        n: format.number(Math.round(free / gigabyte)),
        share: Math.round((free / total) * 100),
      });
    },
    battery: ({ health }: FleetDesk): string => {
      if (!health?.battery) return unknown();
      const share = Math.round(health.battery.share * 100);
      return health.battery.charging ? t('fleet.charging', { share }) : t('fleet.onBattery', { share });
    },
    copy: ({ health }: FleetDesk): string => (health?.copyAt ? format.ago(health.copyAt) : unknown()),
  };
};
