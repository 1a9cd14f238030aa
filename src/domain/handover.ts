import * as v from 'valibot';
import { packRefSchema } from './decision.ts';

/** What a lane works with; whether each works is asked when a shift is opened and when it is handed over. */
export const equipmentItems = ['reader', 'camera', 'scanner', 'printer', 'lamp', 'stamp', 'radio'] as const;
export const equipmentSchema = v.pipe(
  v.array(v.object({ item: v.picklist(equipmentItems), works: v.boolean() })),
  v.maxLength(equipmentItems.length),
);

const seq = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * What one shift leaves to the next (domain.md §7.5), as part of the entry that closes it: both officers have shown their
 * PIN. What is said of documents and faults in words stands in the personal part.
 */
export const handoverBodySchema = v.object({
  outgoing: v.string(),
  /** Missing where nobody was there to take over. */
  incoming: v.optional(v.string()),
  equipment: equipmentSchema,
  /** Crossings still open at the second line. */
  openCases: v.array(seq),
  /** How many documents are kept back. */
  seized: v.number(),
  unsent: v.number(),
  unsentSince: v.optional(v.string()),
  watchlist: v.object({ entries: v.number(), updatedAt: v.optional(v.string()) }),
  pack: packRefSchema,
});

const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));

export const handoverWordsSchema = v.object({
  seized: v.pipe(v.array(words(200)), v.maxLength(50)),
  faults: v.pipe(
    v.array(v.object({ item: v.picklist(equipmentItems), note: words(200) })),
    v.maxLength(equipmentItems.length),
  ),
  remarks: v.optional(words(1000)),
});

export type EquipmentItem = (typeof equipmentItems)[number];
export type Equipment = v.InferOutput<typeof equipmentSchema>;
export type HandoverBody = v.InferOutput<typeof handoverBodySchema>;
export type HandoverWords = v.InferOutput<typeof handoverWordsSchema>;
