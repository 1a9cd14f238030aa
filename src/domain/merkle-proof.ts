import type { Sha256 } from './log.ts';

/** One step from a leaf towards the root: the neighbour's hash, and on which side of ours it stands. */
export type ProofStep = { readonly side: 'left' | 'right'; readonly hash: string };

/** Proof that the leaf at `index` is under `merkleRoot(hashes)`; verified without the log (docs/verify.md). */
export const merkleProof = (hashes: readonly string[], index: number, sha256: Sha256): ProofStep[] => {
  const steps: ProofStep[] = [];
  let level = hashes.map((hash) => sha256(`leaf:${hash}`));
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const neighbour = level[at % 2 === 0 ? at + 1 : at - 1];
    if (neighbour !== undefined) steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: neighbour });
    level = level.flatMap((left, i) => {
      if (i % 2 === 1) return [];
      const right = level[i + 1];
      return [right === undefined ? left : sha256(`node:${left}${right}`)];
    });
  }
  return steps;
};

/** The root that a hash and its proof lead to. */
export const rootOfProof = (hash: string, steps: readonly ProofStep[], sha256: Sha256): string =>
  steps.reduce(
    (below, step) => sha256(step.side === 'left' ? `node:${step.hash}${below}` : `node:${below}${step.hash}`),
    sha256(`leaf:${hash}`),
  );

/** `merkleRoot` over hashes that come one after the other: no more than a few are held, however many there are. */
export const rootOfHashes = (hashes: Iterable<string>, sha256: Sha256): string => {
  const peaks: { readonly leaves: number; readonly hash: string }[] = [];
  for (const hash of hashes) {
    let top = { leaves: 1, hash: sha256(`leaf:${hash}`) };
    for (let left = peaks.at(-1); left?.leaves === top.leaves; left = peaks.at(-1)) {
      top = { leaves: top.leaves * 2, hash: sha256(`node:${left.hash}${top.hash}`) };
      peaks.pop();
    }
    peaks.push(top);
  }
  const last = peaks.pop();
  return last ? peaks.reduceRight((right, { hash }) => sha256(`node:${hash}${right}`), last.hash) : sha256('');
};
