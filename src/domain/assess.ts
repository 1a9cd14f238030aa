import * as v from 'valibot';
import { assessInputSchema, typeOf, type AssessInput } from './assess-input.ts';
import { parseDay, parseInstant } from './calendar.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { Finding } from './finding.ts';
import { localDay, zoneOffset } from './local-time.ts';
import type { Post } from './post.ts';
import { editionOn } from './rules/editions.ts';
import type { RulePack } from './rules/pack.ts';
import type { Subject } from './rules/scene.ts';
import type { Stay } from './stay.ts';

/** What `beket assess` prints for one line (architecture.md, "The command line is an interface"). */
export type Assessment = {
  readonly id?: string | number;
  readonly pack: Decision['pack'];
  readonly advice: Decision['advice'];
  readonly findings: readonly Omit<Finding, 'text'>[];
  readonly stay?: Pick<
    Stay,
    'used' | 'remaining' | 'lastLawfulDay' | 'registerBy' | 'allowedFrom' | 'complete' | 'methods'
  >;
};

export type AssessAnswer =
  | { readonly ok: true; readonly value: Assessment; readonly note?: string }
  | { readonly ok: false; readonly message: string };

/** The law and the posts to assess by: editions of one state, oldest first. */
export type Rulebook = {
  readonly packs: readonly RulePack[];
  posts(): readonly Post[];
  /** What was in force at a desk at an instant (epoch milliseconds), where its log says; by the dates of `packs` otherwise. */
  inForce?(instant: number, zone: string): RulePack;
};

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-');

const findPost = (name: string, posts: readonly Post[]): Post | undefined =>
  posts.find(({ id, name: names }) => [id, names.kk, names.ru, names.en].some((known) => plain(known) === plain(name)));

/** An instant, a local time without an offset, or a bare local day (taken at noon); epoch milliseconds, NaN where it is none. */
const instantOf = (text: string, zone: string): number => {
  const day = parseDay(text);
  const local = Number.isNaN(day) ? parseInstant(`${text}Z`) : day * 86_400_000 + 43_200_000;
  const isLocal = !Number.isNaN(day) || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text);
  return isLocal ? local - zoneOffset(local, zone) : parseInstant(text);
};

const subjectOf = (document: AssessInput['document']): Subject | undefined => {
  const citizenship = document.citizenship ?? document.issuer;
  if (citizenship === undefined) return undefined;
  const known = Object.fromEntries(Object.entries(document).filter(([, value]) => value != null));
  return {
    format: document.format,
    ...known,
    type: typeOf(document),
    citizenship,
    issuer: document.issuer ?? citizenship,
  };
};

const printed = (id: Assessment['id'], { pack, advice, findings, stay }: Decision): Assessment => ({
  ...(id !== undefined && { id }),
  pack,
  advice,
  findings: findings.map(({ rule, outcome, citation, attested, params }) => ({
    rule,
    outcome,
    citation,
    attested,
    params,
  })),
  ...(stay && {
    stay: {
      used: stay.used,
      remaining: stay.remaining,
      lastLawfulDay: stay.lastLawfulDay,
      ...(stay.registerBy !== undefined && { registerBy: stay.registerBy }),
      ...(stay.allowedFrom !== undefined && { allowedFrom: stay.allowedFrom }),
      complete: stay.complete,
      methods: stay.methods,
    },
  }),
});

const firstIssue = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const [issue] = issues;
  const path = (issue?.path ?? []).map(({ key }) => String(key)).join('.');
  return `${path || 'line'}: ${issue?.message ?? 'not understood'}`;
};

/** Weighs one parsed line. A post nobody knows is judged in the state's usual zone without the rules of posts, and noted. */
export const assess = (input: unknown, { packs, posts, inForce }: Rulebook): AssessAnswer => {
  const parsed = v.safeParse(assessInputSchema, input);
  if (!parsed.success) return { ok: false, message: firstIssue(parsed.issues) };
  const { id, document, circumstances, ...line } = withCircumstances(parsed.output);
  const subject = subjectOf(document);
  if (!subject) return { ok: false, message: 'document.citizenship: missing' };
  const usualZone = packs[0]?.zone ?? 'UTC';
  const known = findPost(line.post, posts());
  const post = known ?? placeholder(line.post, usualZone);
  const instant = instantOf(line.at, post.zone);
  if (Number.isNaN(instant)) return { ok: false, message: `at: not an instant: ${line.at}` };
  const day = localDay(instant, post.zone);
  const pack = inForce?.(instant, post.zone) ?? editionOn(packs, day);
  if (!pack) return { ok: false, message: `at: no rule pack in force on ${day}` };

  const zones: Record<string, string> = {};
  const history: { at: string; direction: AssessInput['direction']; post: string }[] = [];
  for (const event of line.history) {
    const there = findPost(event.post, posts());
    const zone = there?.zone ?? (event.post === '' ? post.zone : usualZone);
    const when = instantOf(event.at, zone);
    if (Number.isNaN(when)) return { ok: false, message: `history: not an instant: ${event.at}` };
    zones[event.post] = zone;
    history.push({ at: new Date(when).toISOString(), direction: event.direction, post: event.post });
  }
  const at = new Date(instant).toISOString();
  const decision = decide({
    document: subject,
    circumstances,
    at,
    post,
    history,
    historyKnown: { asOf: at, complete: true },
    registrations: line.registrations,
    permits: line.permits,
    problems: line.problems,
    zones,
    pack,
  });
  const value = printed(id, decision);
  return known
    ? { ok: true, value }
    : { ok: true, value, note: `post not known, judged in ${usualZone}: ${line.post}` };
};

const withCircumstances = ({ direction, purpose, transport, ...rest }: AssessInput) => ({
  ...rest,
  circumstances: { direction, ...(purpose && { purpose }), ...(transport && { transport }) },
});

const placeholder = (name: string, zone: string): Post => ({
  id: 'unknown',
  name: { kk: name, ru: name, en: name },
  region: { kk: '', ru: '', en: '' },
  zone,
  kind: 'multilateral',
  closures: [],
});
