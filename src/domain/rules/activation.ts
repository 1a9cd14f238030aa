import * as v from 'valibot';
import { hashSchema } from '../log.ts';

/** A pack as a whole: `hash` is the SHA-256 of the canonical JSON of the file, as `version` stands in it. */
const wholePackSchema = v.object({ id: v.string(), version: v.string(), hash: hashSchema });

/** Body of a `pack-activated` entry: which law, from which instant (ISO 8601, UTC), and the two who answer for it. */
export const packActivatedSchema = v.object({
  pack: wholePackSchema,
  from: v.pipe(v.string(), v.isoTimestamp()),
  /** Badges of who proposed and of who confirmed: never the same. */
  by: v.string(),
  confirmedBy: v.string(),
  act: v.picklist(['activate', 'roll-back']),
  /** What was to be in force at that instant until then. */
  before: wholePackSchema,
});

export type WholePack = v.InferOutput<typeof wholePackSchema>;
export type PackActivated = v.InferOutput<typeof packActivatedSchema>;
/** An activation with the number of its entry and when it was written. */
export type Activation = PackActivated & { readonly seq: number; readonly at: string };

/** The activation that holds at an instant (epoch milliseconds): the latest moment; of one moment, the later entry. */
export const activationAt = (activations: readonly Activation[], instant: number): Activation | undefined =>
  activations
    .filter(({ from }) => Date.parse(from) <= instant)
    .reduce<Activation | undefined>((best, one) => {
      if (!best) return one;
      const later = Date.parse(one.from) - Date.parse(best.from);
      return later > 0 || (later === 0 && one.seq > best.seq) ? one : best;
    }, undefined);

/** Activations whose moment is yet to come and that will hold then, soonest first. */
export const plannedAfter = (activations: readonly Activation[], instant: number): Activation[] =>
  activations
    .filter((one) => Date.parse(one.from) > instant && activationAt(activations, Date.parse(one.from)) === one)
    .toSorted((a, b) => a.from.localeCompare(b.from));
