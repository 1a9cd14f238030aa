import { centreFingerprint } from '../contract/centre-key.ts';
import type { CallOutput } from '../contract/station.ts';
import {
  configDifferences,
  configText,
  configVersion,
  readConfig,
  type DeskConfig,
  type DeskSettings,
} from '../domain/fleet/desk-config.ts';
import type { Thresholds } from '../domain/fleet/fleet-alerts.ts';
import { badgeOf, because, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import { usualSettings, type Neighbours } from './neighbours.ts';
import type { Backups } from './backups.ts';
import type { NeighbourSettings } from './neighbour-ports.ts';
import type { Ports } from './ports.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly inbox: Inbox;
  readonly neighbours: Pick<Neighbours, 'changed'>;
  readonly keeper: { readonly backups: Pick<Backups, 'setSecond'> };
};
type Fault = Extract<CallOutput<'applyConfig'>, { ok: false }>['fault'];
const refuse = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });

/** The file of a desk's settings, signed by the desk. */
export const signConfig = (config: DeskConfig, vault: Pick<Ports['vault'], 'sign' | 'publicKey'>): string => {
  const signed = JSON.stringify(config);
  const file = { beket: 'config', signed, publicKey: vault.publicKey(), signature: vault.sign(configText(signed)) };
  return `${JSON.stringify(file, undefined, 1)}\n`;
};

/** Another desk's neighbours as this desk's: the address at which this one is asked stays its own, and it does not ask itself. */
export const neighboursOf = (
  { host }: Pick<NeighbourSettings, 'host'> = usualSettings,
  { on, port, others }: NonNullable<DeskSettings['neighbours']>,
): NeighbourSettings => ({ on, host, port, others: others.filter((one) => one !== `${host}:${port}`) });

/** Settings of this desk as a file, and those of another desk taken over after they were looked at. */
export const configCalls = ({
  ports,
  desk,
  journal,
  inbox,
  neighbours,
  keeper,
}: Parts): Pick<Handlers, 'exportConfig' | 'compareConfig' | 'applyConfig'> => {
  const { clock, fleet, feeds, rules, store, vault, base64, sha256 } = ports;

  /** Known where the centre tells this administrator; without a line they are left out. */
  const thresholds = async (caller: Caller): Promise<Thresholds | undefined> => {
    const { stationId, centre } = desk.config();
    if (!centre) return undefined;
    const answer = await fleet.line.fleet(centre.url, stationId, badgeOf(caller));
    return answer.ok ? answer.value.thresholds : undefined;
  };
  const settings = async (language: DeskSettings['language'], caller: Caller): Promise<DeskSettings> => {
    const { post, lane, watchedFolder, secondBackups, neighbours: asked, centre } = desk.config();
    const { id, version, retention } = rules.packAt(clock.now(), desk.post().zone);
    const limits = await thresholds(caller);
    return {
      language,
      post,
      lane,
      rules: `${id} ${version}`,
      ...(watchedFolder !== undefined && { watchedFolder }),
      ...(secondBackups !== undefined && { secondBackups }),
      ...(asked && { neighbours: { on: asked.on, port: asked.port, others: [...asked.others] } }),
      ...(limits && { thresholds: limits }),
      ...(centre && { centre: centre.url }),
      ...(retention && { retentionMonths: retention.months }),
    };
  };
  const setLimits = async (limits: Thresholds, reason: string, caller: Caller): Promise<boolean> => {
    const { stationId, centre } = desk.config();
    const request = { officer: badgeOf(caller), reason, act: { what: 'thresholds', thresholds: limits } } as const;
    return centre !== undefined && (await fleet.line.act(centre.url, stationId, request)).ok;
  };
  const setWatched = (folder: string): boolean => {
    const { watchedFolder: before } = desk.config();
    if (!inbox.watch(folder)) {
      inbox.watch(before);
      return false;
    }
    store.saveConfig({ ...desk.config(), watchedFolder: folder });
    return true;
  };

  const setNeighbours = async (wanted: NonNullable<DeskSettings['neighbours']>): Promise<void> => {
    store.saveConfig({ ...desk.config(), neighbours: neighboursOf(desk.config().neighbours, wanted) });
    await neighbours.changed();
  };

  return {
    exportConfig: async ({ language }, caller) => {
      const { stationId } = desk.config();
      const madeAt = desk.now();
      const config = { version: configVersion, madeAt, station: stationId, settings: await settings(language, caller) };
      journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), configExported: true } });
      return {
        fileName: `${stationId}-${madeAt.slice(0, 10)}.beket-config`,
        mediaType: 'application/json',
        base64: base64.ofText(signConfig(config, vault)),
      };
    },
    compareConfig: async ({ text, language }, caller) => {
      const read = readConfig(text, feeds.verify);
      if ('fault' in read) return refuse(read.fault);
      const { station, madeAt, settings: theirs } = read.config;
      const differences = configDifferences(await settings(language, caller), theirs);
      return { ok: true, station, madeAt, key: centreFingerprint(read.publicKey, sha256), differences };
    },
    applyConfig: async ({ text, language, reason }, caller) => {
      const read = readConfig(text, feeds.verify);
      if ('fault' in read) return refuse(read.fault);
      const { station, settings: theirs } = read.config;
      const wanted = configDifferences(await settings(language, caller), theirs).filter(({ applies }) => applies);
      const applied: string[] = [];
      let fault: Fault | undefined;
      for (const { name } of wanted) {
        if (name === 'watchedFolder' && !setWatched(theirs.watchedFolder ?? '')) fault = 'no-such-folder';
        else if (name === 'secondBackups' && !keeper.backups.setSecond(theirs.secondBackups)) fault = 'no-such-folder';
        else if (name === 'thresholds' && theirs.thresholds && !(await setLimits(theirs.thresholds, reason, caller)))
          fault = 'centre';
        else if (name === 'neighbours' && theirs.neighbours) {
          await setNeighbours(theirs.neighbours);
          applied.push(name);
        } else applied.push(name);
      }
      // What was put into place is written down also where the rest could not be.
      if (applied.length > 0) {
        const body = { by: badgeOf(caller), configFrom: station, settings: applied };
        journal.append({ kind: 'settings-changed', body, ...because(reason) });
      }
      if (fault) return refuse(fault);
      return { ok: true, applied, ...(applied.includes('language') && { language: theirs.language }) };
    },
  };
};
