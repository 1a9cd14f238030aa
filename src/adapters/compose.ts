import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Station } from '../contract/station.ts';
import type { Base64, Schedule } from '../core/ports.ts';
import { knownPosts } from '../core/known-posts.ts';
import { createStation } from '../core/station.ts';
import type { Post } from '../domain/post.ts';
import { localDay } from '../domain/local-time.ts';
import { systemClock } from './clock.ts';
import { dataFolderPaths } from './data-folder-paths.ts';
import { sha256 } from './hash.ts';
import { createFleetLine } from './http/fleet-line.ts';
import { fullLines } from './http/uplink-lines.ts';
import { askNeighbour } from './http/neighbour-line.ts';
import { listenForNeighbours } from './http/neighbour-server.ts';
import { createUplink } from './http/uplink.ts';
import { createKeeping } from './keeping.ts';
import { createMachine } from './machine.ts';
import { neighbourSealing } from './neighbour-seal.ts';
import { OpeningFault } from './opening-fault.ts';
import { sealPaper } from './printing/paper-seal.ts';
import { qrPath } from './printing/qr.ts';
import { createSlipPrinter } from './printing/slip-paper.ts';
import { createPrinter } from './printing/printer.ts';
import { createHandoverPrinter } from './printing/handover-paper.ts';
import { systemRandom } from './random.ts';
import { createReader } from './reading/reader.ts';
import { verifyPackSignature } from './pack-signature.ts';
import { loadRules, type FileRules } from './rule-files.ts';
import { openData } from './sqlite/open-data.ts';
import { openNationalIndex } from './sqlite/national/national-index.ts';
import { nationalKey } from './sqlite/national/national-keys.ts';
import { createNationalStays } from './sqlite/national/national-stays.ts';
import { openNeighbourShelf } from './sqlite/neighbours/neighbour-shelf.ts';
import { seedDemo } from './sqlite/seed-demo.ts';
import { openStickFile } from './stick-file.ts';
import { stickFolder } from './stick-folder.ts';
import { createStickLine } from './http/stick-line.ts';
import * as sealing from './stick-seal.ts';
import { paperCheck } from './verifying/paper-check.ts';
import type { VaultSeal } from './vault-seal.ts';
import { openVault } from './vault.ts';
import { watchFolder } from './watched-folder.ts';

export type StationPlace = {
  /** The desk's data folder, made where it is not there. */
  readonly folder: string;
  /** Rule packs, posts, countries. */
  readonly resources: string;
  readonly workerUrl: URL;
  /** How the desk's keys lie on the disk; a key file where it is not given. */
  readonly seal?: VaultSeal;
  /** Hears of a seal an administrator chose; missing where the shell has its own. */
  readonly onSeal?: (seal: VaultSeal) => void;
  /** Closes the desk and puts a copy in the place of its log. */
  readonly restore?: (file: string) => void;
  /** Closes a desk that was never set up, for it to become another from a copy. */
  readonly beginRepair?: () => void;
  /** The same number invents the same people for a demonstration; a new one each time where it is not given. */
  readonly demoSeed?: number;
};

const demoDays = 14;

/** Until a desk has a post, its day is the country's: one zone since 1 March 2024 (domain.md §2.5). */
const countryZone = 'Asia/Almaty';

const base64: Base64 = {
  ofBytes: (bytes) => Buffer.from(bytes).toString('base64'),
  ofText: (text) => Buffer.from(text, 'utf8').toString('base64'),
  toBytes: (text) => Buffer.from(text, 'base64'),
};

const schedule: Schedule = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** Packs are files an administrator may replace, so a broken one is told in words. */
const rulesOf = (resources: string): FileRules => {
  try {
    return loadRules(resources);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OpeningFault(`${why} Put back the rule packs that came with this version.`);
  }
};

/**
 * The station with everything it stands on, the same for every shell. Throws DataFault or VaultFault where the data folder
 * cannot be opened; `close` leaves it in order.
 */
export const openStation = ({
  folder,
  resources,
  workerUrl,
  seal,
  demoSeed,
  onSeal,
  restore = () => undefined,
  beginRepair = () => undefined,
}: StationPlace): Station => {
  const rules = rulesOf(resources);
  let told = (): readonly Post[] => [];
  const zoneOf = (post: string | undefined): string =>
    knownPosts(rules.posts(), told()).find(({ id }) => id === post)?.zone ?? countryZone;
  const data = openData({ folder, zoneOf, ...(seal && { seal }) });
  told = () => data.centre.posts.list();
  const vault = openVault({ folder: dataFolderPaths(folder).vault, mayCreate: false, ...(seal && { seal }) });
  const clock = systemClock;
  const uplink = createUplink({ sign: vault.sign, now: clock.now, nonce: () => systemRandom.hex(16) });
  const national = openNationalIndex(dataFolderPaths(folder).stays, vault.dataKey());
  const shelf = openNeighbourShelf(dataFolderPaths(folder).neighbours, vault.dataKey());
  const station = createStation({
    clock,
    random: systemRandom,
    sha256,
    base64,
    schedule,
    log: data.log,
    stays: data.withNational(national, shelf),
    feeds: {
      ...data.centre,
      line: uplink.feed,
      verify: verifyPackSignature,
      national: createNationalStays(national, clock),
    },
    evidence: data.evidence,
    people: data.people,
    rules,
    packs: { ...rules, shelf: data.packs, verify: verifyPackSignature },
    watchlist: data.watchlist,
    officers: data.officers,
    store: data.store,
    vault,
    reader: createReader({
      workerUrl,
      signers: join(folder, 'signers'),
      today: () => localDay(clock.now(), zoneOf(data.store.config()?.post)),
    }),
    uplink,
    slips: createSlipPrinter(),
    handovers: createHandoverPrinter(),
    printer: createPrinter(),
    sealPaper: (pdf, paper) => sealPaper(pdf, paper, vault),
    papers: paperCheck,
    watchFolder,
    keeping: createKeeping({ folder, data, vault, onSeal, restore, beginRepair }),
    neighbour: {
      shelf,
      sealing: neighbourSealing,
      keyOf: nationalKey,
      post: askNeighbour,
      listen: listenForNeighbours,
      deliver: uplink.carry,
    },
    stick: {
      sealing,
      linesOf: fullLines,
      open: openStickFile,
      ...stickFolder,
      line: createStickLine(uplink.askBytes),
    },
    fleet: { ...data.fleet, line: createFleetLine(uplink.askJson), machine: createMachine(folder), qr: qrPath },
    seedDemo: async () => {
      await seedDemo(data, { now: clock.now(), seed: demoSeed ?? randomInt(1_000_000), days: demoDays, rules });
    },
    version: packageJson.version,
  });
  return {
    ...station,
    close: async () => {
      await station.close();
      await national.close();
      shelf.close();
      data.close();
    },
  };
};
