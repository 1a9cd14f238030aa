import type { Finding, FindingParams } from '../finding.ts';
import type { Localised } from '../post.ts';
import type { PackRule } from './pack.ts';
import type { Situation } from './scene.ts';

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A value as people read it: dates day first, as all three languages write them. */
const shown = (value: FindingParams[string] | undefined): string =>
  value === undefined ? '–' : String(value).replace(isoDate, '$3.$2.$1');

const fill = (text: string, params: FindingParams): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => shown(params[name]));

const fillAll = ({ kk, ru, en }: Localised, params: FindingParams): Localised => ({
  kk: fill(kk, params),
  ru: fill(ru, params),
  en: fill(en, params),
});

/** The finding a rule makes of a situation; missing where the pack is silent about it. */
export const findingOf = (rule: PackRule, situation: Situation): Finding | undefined => {
  const said = rule.outcomes[situation.name];
  if (!said) return undefined;
  const params = { situation: situation.name, ...situation.params };
  return {
    rule: rule.id,
    outcome: said.outcome,
    citation: situation.citation ?? rule.citation,
    attested: rule.attested,
    params,
    text: fillAll(said.text, params),
  };
};
