import type { UplinkErrorCode } from '../contract/uplink.ts';

/** Why the centre does not do what a desk asked, in the words of the contract. */
export type Refusal = {
  readonly refused: UplinkErrorCode;
  readonly message: string;
  readonly acknowledged?: number;
};

export const refusal = (refused: UplinkErrorCode, message: string, acknowledged?: number): Refusal => ({
  refused,
  message,
  acknowledged,
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;

/** HTTP status by code; the code is what a desk reads, the status is for what stands between. */
export const refusalStatus: Readonly<Record<UplinkErrorCode, number>> = {
  'bad-code': 403,
  'unknown-station': 401,
  revoked: 403,
  'bad-signature': 401,
  replayed: 409,
  'clock-skew': 401,
  gap: 409,
  fork: 409,
  'bad-chain': 422,
  'bad-schema': 400,
  'too-large': 413,
  'not-allowed': 403,
  'no-such-station': 404,
};
