import * as v from 'valibot';
import { dayTrendSchema } from '../../domain/day-trend.ts';
import { picturesSchema } from '../../domain/pictures.ts';
import { periodSchema } from '../../domain/tally-report.ts';
import { boardSchema, dayPictureSchema } from '../board-view.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

const day = v.pipe(v.string(), v.isoDate());

/** The post as it is now, and what was counted as pictures. */
export const boardCalls = {
  board: { input: nothing, output: boardSchema, role: 'supervisor' },
  dayPicture: { input: v.object({ day: v.optional(day) }), output: dayPictureSchema, role: 'supervisor' },
  pictures: { input: v.object({ period: periodSchema }), output: picturesSchema, role: 'supervisor' },
  /** Days not held yet are counted in the background: whoever asks again is told more. */
  dayTrend: { input: v.object({ since: day, until: v.optional(day) }), output: dayTrendSchema, role: 'supervisor' },
} as const satisfies CallTable;
