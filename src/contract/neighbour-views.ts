import * as v from 'valibot';
import { neighbourRefusals } from './neighbour.ts';

/** Why a neighbour told us nothing; the page has a sentence for each. */
export const neighbourFaults = [
  ...neighbourRefusals,
  'unreachable',
  'timeout',
  /** What answers there is no desk. */
  'not-a-desk',
  /** The answer is not signed by a desk that the centre told of, or cannot be opened. */
  'unsigned',
] as const;

/** Why nobody can ask this desk. */
export const listeningFaults = ['port-taken', 'address-not-here', 'not-listening'] as const;

export const neighboursViewSchema = v.object({
  on: v.boolean(),
  host: v.string(),
  port: v.number(),
  /** True while other desks can ask this one. */
  listening: v.boolean(),
  fault: v.optional(v.picklist(listeningFaults)),
  /** Other desks of the post whose keys the centre told. */
  desks: v.number(),
  others: v.array(
    v.object({
      address: v.string(),
      station: v.optional(v.string()),
      lane: v.optional(v.string()),
      /** When it last told us something, ISO instant. */
      heardAt: v.optional(v.string()),
      fault: v.optional(v.object({ code: v.picklist(neighbourFaults), at: v.string() })),
      /** Of this run: crossings it told, lists of the centre it passed on, entries taken along for it. */
      crossings: v.number(),
      lists: v.number(),
      entries: v.number(),
    }),
  ),
  /** Entries of others that lie here sealed, waiting for a line. */
  carried: v.number(),
  /** Of this run: entries of others brought to the centre, and entries of our own that the centre acknowledged by way of others. */
  delivered: v.number(),
  acknowledged: v.number(),
});

export type NeighboursView = v.InferOutput<typeof neighboursViewSchema>;
export type NeighbourFault = (typeof neighbourFaults)[number];
export type ListeningFault = (typeof listeningFaults)[number];
