import { StationFault } from '../contract/fault.ts';
import type { PacksView } from '../contract/pack-views.ts';
import type { Officer } from '../domain/officer.ts';
import { checkPackValue } from '../domain/rules/pack-check.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import { dryRun } from './dry-run.ts';
import type { Packs } from './packs.ts';
import { packsView, shownRefusal } from './packs-view.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './sessions.ts';

type Parts = {
  readonly ports: Ports;
  readonly packs: Packs;
  readonly sessions: Sessions;
  readonly onDryRun: (progress: { hash: string; weighed: number; share: number }) => void;
};

const dayMs = 86_400_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Packs as an administrator handles them: seen, offered, tried on the log, proposed, confirmed by another. */
export const packCalls = (
  parts: Parts,
): Pick<
  Handlers,
  | 'packs'
  | 'packContents'
  | 'offerPack'
  | 'dryRunPack'
  | 'proposePack'
  | 'proposeKey'
  | 'confirmProposal'
  | 'withdrawProposal'
  | 'distrustKey'
> => {
  const { ports, packs, sessions } = parts;
  const view = (): PacksView => packsView(parts);
  const witnessOf = async (
    witness: { badge: string; pin: string } | undefined,
    { officer }: Caller,
  ): Promise<Officer> => {
    if (witness) return sessions.check(witness.badge, witness.pin);
    if (!officer) throw new StationFault('not-signed-in');
    return officer;
  };

  return {
    packs: view,
    packContents: ({ hash }) => {
      // Whoever is to trust a key looks at what it signed first, so refused packs may be read where they are whole.
      const file = packs.law.whole(hash) ?? checkPackValue(ports.packs.shelf.find(hash)?.signed.pack).pack;
      if (!file) throw new StationFault('no-such-pack');
      return file;
    },
    offerPack: ({ text }, caller) => {
      const answer = packs.offer(parsed(text), 'file', badgeOf(caller));
      return answer.ok
        ? { hash: answer.hash, isNew: answer.isNew, packs: view() }
        : {
            ...(answer.hash && { hash: answer.hash }),
            isNew: false,
            refusal: shownRefusal(answer.refusal),
            packs: view(),
          };
    },
    dryRunPack: ({ hash, days }) => {
      const file = packs.law.whole(hash);
      if (!file || file.state !== ports.packs.state) throw new StationFault('no-such-pack');
      const { log, stays, clock } = ports;
      return dryRun(
        {
          log,
          stays,
          clock,
          rules: packs.law,
          pause: () => new Promise((resume) => void ports.schedule(0, resume)),
          onProgress: (weighed, share) => parts.onDryRun({ hash, weighed, share }),
        },
        { id: file.id, version: file.version, hash },
        packs.law.editions(hash),
        clock.now() - days * dayMs,
      );
    },
    proposePack: (wish, caller) => {
      packs.propose(wish, badgeOf(caller));
      return view();
    },
    proposeKey: ({ publicKey, reason }, caller) => {
      packs.propose({ what: 'trust-key', publicKey, ...(reason !== undefined && { reason }) }, badgeOf(caller));
      return view();
    },
    confirmProposal: async ({ id, witness }, caller) => {
      packs.confirm(id, await witnessOf(witness, caller));
      return view();
    },
    withdrawProposal: ({ id }) => {
      packs.withdraw(id);
      return view();
    },
    distrustKey: ({ publicKey, reason }, caller) => {
      packs.distrust(publicKey, badgeOf(caller), reason);
      return view();
    },
  };
};
