import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ChainHead, Entry, EntryKind, PersonalPart, Sha256 } from '../../domain/log.ts';
import { membersOf } from './body-codec.ts';

/** An entry ready to be written, with the texts its hashes were taken over, so that none is put together twice. */
export type Sealed = {
  readonly entry: Entry;
  readonly bodyMembers: readonly string[];
  readonly personal: (PersonalPart & { readonly text: string }) | undefined;
};

/** What an entry is sealed from; with a salt where it has a personal part. */
type Unsealed = {
  readonly stationId: string;
  readonly at: number;
  readonly kind: EntryKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly personal: PersonalPart | undefined;
};

/** Seals as `domain/log.ts` says: the same canonical JSON, members in their order, from parts that are also what is stored. */
export const seal = ({ stationId, at, kind, body, personal }: Unsealed, before: ChainHead, sha256: Sha256): Sealed => {
  const bodyMembers = membersOf(body);
  const personalText = personal && canonicalJson(personal.value);
  const personalDigest = personal && sha256(`${personal.salt}\n${personalText}`);
  const instant = new Date(at).toISOString();
  const seq = before.seq + 1;
  const digestMember = personalDigest === undefined ? '' : `,"personalDigest":"${personalDigest}"`;
  const text =
    `{"at":"${instant}","body":{${bodyMembers.join(',')}},"kind":"${kind}"${digestMember}` +
    `,"previousHash":"${before.hash}","seq":${seq},"stationId":${JSON.stringify(stationId)}}`;
  return {
    entry: {
      stationId,
      seq,
      at: instant,
      kind,
      body: { ...body },
      ...(personalDigest !== undefined && { personalDigest }),
      previousHash: before.hash,
      hash: sha256(text),
    },
    bodyMembers,
    personal: personal && { ...personal, text: personalText ?? '' },
  };
};
