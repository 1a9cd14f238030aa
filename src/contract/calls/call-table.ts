import type * as v from 'valibot';
import type { Role } from '../../domain/officer.ts';

/** Calls by name: what goes in, what comes out, and the least role that may call (`undefined`: nobody need be signed in). */
export type CallTable = Record<string, { input: v.GenericSchema; output: v.GenericSchema; role: Role | undefined }>;
