import * as v from 'valibot';
import { canonicalJson } from '../canonical-json.ts';
import { thresholdsSchema } from './fleet-alerts.ts';

const word = v.pipe(v.string(), v.maxLength(200));
const path = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** `others` are `host:port`, an IPv6 address in brackets; at which of its own addresses a machine is asked is its own affair. */
const neighboursSchema = v.object({
  on: v.boolean(),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  others: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(260), v.regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/))),
    v.maxLength(64),
  ),
});

/** How a desk is set, without a key, a PIN or a name: what one desk may give another. */
export const deskSettingsSchema = v.object({
  language: v.optional(v.picklist(['kk', 'ru', 'en'])),
  watchedFolder: v.optional(path),
  secondBackups: v.optional(path),
  /** Other desks of the post. */
  neighbours: v.optional(neighboursSchema),
  /** From when on desks need attention; the centre's, where it told them. */
  thresholds: v.optional(thresholdsSchema),
  /** Where the desk that made the file stands, and what it works by: to be seen, never copied. */
  post: word,
  lane: word,
  centre: v.optional(word),
  rules: v.optional(word),
  retentionMonths: v.optional(v.number()),
});

export const configVersion = 1;
export const configSchema = v.object({
  version: v.number(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  station: word,
  settings: deskSettingsSchema,
});
/** What was signed, as text, and the Ed25519 signature of the desk that made it over `configText`. */
export const configFileSchema = v.object({
  beket: v.literal('config'),
  signed: v.pipe(v.string(), v.maxLength(20_000)),
  publicKey: v.pipe(v.string(), v.base64()),
  signature: v.pipe(v.string(), v.base64()),
});

/** The purpose stands before what is signed, so that no other signature of a desk can pass for this one. */
export const configText = (signed: string): string => `beket-config-1\n${signed}`;

/** Settings that a file puts into place at another desk. */
export const copiedSettings = ['language', 'watchedFolder', 'secondBackups', 'neighbours', 'thresholds'] as const;

export type DeskSettings = v.InferOutput<typeof deskSettingsSchema>;
export type DeskConfig = v.InferOutput<typeof configSchema>;
type SettingName = keyof DeskSettings;

/** One setting that is not the same; `applies` is false where it is another desk's own affair, or the file does not say. */
export type SettingDifference = {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly applies: boolean;
};

const said = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : canonicalJson(value);

/** What a file would change, setting by setting. What the file leaves out stays as it is. */
export const configDifferences = (now: DeskSettings, file: DeskSettings): SettingDifference[] => {
  const names = Object.keys(deskSettingsSchema.entries) as SettingName[];
  return names.flatMap((name) => {
    const [from, to] = [said(now[name]), said(file[name])];
    if (to === undefined || from === to) return [];
    const applies = (copiedSettings as readonly string[]).includes(name);
    return [{ name, ...(from !== undefined && { from }), to, applies }];
  });
};

/** The configuration inside a file, where its own key signed it; else why not. */
export const readConfig = (
  text: string,
  verify: (text: string, signature: string, publicKey: string) => boolean,
):
  | { readonly config: DeskConfig; readonly publicKey: string }
  | { readonly fault: 'not-a-config' | 'changed' | 'newer' } => {
  const json = (part: string): unknown => {
    try {
      return JSON.parse(part) as unknown;
    } catch {
      return undefined;
    }
  };
  const file = v.safeParse(configFileSchema, json(text));
  if (!file.success) return { fault: 'not-a-config' };
  const { signed, signature, publicKey } = file.output;
  if (!verify(configText(signed), signature, publicKey)) return { fault: 'changed' };
  const value = json(signed);
  if (v.is(v.object({ version: v.pipe(v.number(), v.minValue(configVersion + 1)) }), value)) return { fault: 'newer' };
  const config = v.safeParse(configSchema, value);
  return config.success ? { config: config.output, publicKey } : { fault: 'not-a-config' };
};
