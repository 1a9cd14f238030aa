import * as v from 'valibot';
import { forecastSchema, hourCountsSchema } from '../domain/hour-counts.ts';

const count = v.number();

/** A lane as it is known here. */
const boardLaneSchema = v.object({
  station: v.string(),
  lane: v.string(),
  isOwn: v.boolean(),
  /** Somebody is signed in there. */
  isOpen: v.boolean(),
  officers: v.array(v.string()),
  lastAt: v.optional(v.string()),
  /** Persons in the last sixty minutes. */
  lastHour: count,
  /** Seconds from scan to key, median of the last twenty. */
  medianSeconds: v.optional(count),
  /** Median seconds between one traveller's record and the next one's scan, of the last ten. */
  gapSeconds: v.optional(count),
  /** Travellers follow each other without a pause: somebody waits. */
  isQueueing: v.boolean(),
  /** Open, and nobody came for five minutes. */
  isIdle: v.boolean(),
});

/** The post at this moment, for whoever runs the shift. */
export const boardSchema = v.object({
  at: v.string(),
  /** Which lanes the rows are: this desk's alone, or those of the neighbours it hears as well. */
  known: v.picklist(['desk', 'neighbours']),
  lanes: v.array(boardLaneSchema),
  openLanes: count,
  /** Persons of all known lanes in the last sixty minutes. */
  perHour: count,
  medianSeconds: v.optional(count),
  today: v.object({ entry: count, exit: count }),
  secondLine: v.object({ waiting: count, oldestAt: v.optional(v.string()) }),
  sync: v.object({ connected: v.boolean(), unsent: count, unsentSince: v.optional(v.string()) }),
  /** Lanes that stand idle while another one queues. */
  idleWhileQueue: v.array(v.string()),
  /** The hour under way and the three after it; missing where no same weekday is held. */
  next: v.optional(
    v.object({
      hours: v.array(v.object({ hour: count, entry: count, exit: count })),
      days: v.array(v.string()),
      scale: count,
    }),
  ),
});

/** A day by its hours, and what the rest of it may bring. */
export const dayPictureSchema = v.object({
  counted: hourCountsSchema,
  /** Missing for a day that is over, and where no same weekday is held. */
  forecast: v.optional(forecastSchema),
});

export type Board = v.InferOutput<typeof boardSchema>;
export type BoardLane = v.InferOutput<typeof boardLaneSchema>;
