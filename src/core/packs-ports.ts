import type { Activation } from '../domain/rules/activation.ts';
import type { PackRefusal, SignedPack, VerifySignature } from '../domain/rules/signed-pack.ts';

/** Who brought a pack: it came with the program, an administrator chose a file, or the centre sent it. */
export type PackSource = 'program' | 'file' | 'centre';

/** A pack as the desk keeps it, for good: old verdicts are told again from it. Refused ones stay until newer ones push them out. */
export type KeptPack = {
  /** SHA-256 of the canonical JSON of what was signed. */
  readonly hash: string;
  readonly source: PackSource;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Badge of who brought a file. */
  readonly by?: string;
  readonly signed: SignedPack;
  readonly refusal?: PackRefusal;
};

/** What one administrator asks and another is to confirm. */
export type PackProposal = {
  readonly id: string;
  readonly by: string;
  /** ISO 8601 instant of the proposing. */
  readonly at: string;
  readonly reason?: string;
} & (
  | { readonly what: 'activate' | 'roll-back'; readonly hash: string; readonly from?: string }
  | { readonly what: 'trust-key'; readonly publicKey: string }
);

export type AcceptedKey = {
  readonly publicKey: string;
  readonly at: string;
  readonly by: string;
  readonly confirmedBy: string;
};

/** What the desk remembers of packs beside the log. */
export type PackMemory = {
  /** Hash of the pack in force until the first activation: the one the desk was opened with first. */
  readonly base?: string;
  readonly proposals: readonly PackProposal[];
  readonly keys: readonly AcceptedKey[];
  /** When the centre last said that this pack is the current one. */
  readonly confirmed?: { readonly hash: string; readonly at: string };
};

/** Packs on the disk of the desk, in the log's own database. */
export type PackShelf = {
  save(pack: KeptPack): void;
  find(hash: string): KeptPack | undefined;
  /** Oldest first. */
  list(): readonly KeptPack[];
  remove(hash: string): void;
  /** All `pack-activated` entries of the log, ascending. */
  activations(): readonly Activation[];
  memory(): PackMemory;
  remember(memory: PackMemory): void;
};

/** A public key (Ed25519, SPKI DER in Base64) that packs may be signed by, and whose it is. */
export type PackKey = { readonly publicKey: string; readonly name: string };

export type PackPorts = {
  readonly shelf: PackShelf;
  readonly verify: VerifySignature;
  /** Keys that came with the program. */
  readonly programKeys: readonly PackKey[];
  /** Packs that came with the program, of every state, by hash; signed and checked. */
  readonly programPacks: ReadonlyMap<string, SignedPack>;
  /** State whose border the desk stands at. */
  readonly state: string;
};
