import { createHmac } from 'node:crypto';
import { isSameSecret } from './secrets.ts';

const cookie = 'beket-reports';
const hours = 8;

const seal = (token: string, until: number): string =>
  createHmac('sha256', token).update(`reports:${until}`).digest('hex');

/** A cookie that says nothing but until when it is good; it dies with the token it was made from. */
export const newSession = (token: string, now: number, isTls: boolean): string => {
  const until = now + hours * 3_600_000;
  const secure = isTls ? '; Secure' : '';
  return `${cookie}=${until}.${seal(token, until)}; Path=/reports; HttpOnly; SameSite=Strict; Max-Age=${hours * 3600}${secure}`;
};

export const isInSession = (header: string | undefined, token: string, now: number): boolean => {
  const [, until, given] = new RegExp(`(?:^|; )${cookie}=(\\d{1,15})\\.([0-9a-f]{64})`).exec(header ?? '') ?? [];
  return given !== undefined && Number(until) > now && isSameSecret(given, seal(token, Number(until)));
};
