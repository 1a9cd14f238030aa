import type * as v from 'valibot';
import { stickLinePaths, stickPartResponseSchema, stickTakeResponseSchema } from '../contract/stick-line.ts';
import type { ApiCall } from './api-call.ts';

const json = (schema: v.GenericSchema) => ({ mediaType: 'application/json', schema });

/** What comes on a stick, by whoever brings it. */
export const stickApi: readonly ApiCall[] = [
  {
    method: 'post',
    path: stickLinePaths.part,
    summary:
      "A part of another desk's file from a stick, as bytes, the file named by its SHA-256; answers how much lies here. Without a body it only asks.",
    by: 'desk',
    query: { at: 'Bytes of the file before this part.', size: 'Bytes of the whole file.' },
    answer: json(stickPartResponseSchema),
  },
  {
    method: 'post',
    path: stickLinePaths.take,
    summary:
      'Take in some more of a file that lies here whole; asked again until the answer for its desk comes. What it refuses it says by `refused`.',
    by: 'desk',
    answer: json(stickTakeResponseSchema),
  },
  {
    method: 'post',
    path: '/v1/admin/stick',
    summary: 'Take the file a desk without a line wrote to a stick, as bytes; answers the file for the way back.',
    by: 'administrator',
  },
];
