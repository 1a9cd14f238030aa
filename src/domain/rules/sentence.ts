import type { Finding, FindingParams } from '../finding.ts';
import type { Localised } from '../post.ts';
import type { PackRule, RulePack } from './pack.ts';
import type { Situation } from './scene.ts';

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

type Language = keyof Localised;

/** A value as people read it: dates day first, as all three languages write them; known words in the language. */
const shown = (value: FindingParams[string] | undefined, words: RulePack['words'], language: Language): string =>
  String(value ?? '–')
    .split(', ')
    .map((word) => words[word]?.[language] ?? word.replace(isoDate, '$3.$2.$1'))
    .join(', ');

/** A sentence of a pack with its `{parameters}` filled in. */
const fill = (text: Localised, params: FindingParams, words: RulePack['words']): Localised => {
  const inLanguage = (language: Language): string =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => shown(params[name], words, language));
  return { kk: inLanguage('kk'), ru: inLanguage('ru'), en: inLanguage('en') };
};

/** The finding a rule makes of a situation; missing where the pack is silent about it. */
export const findingOf = (rule: PackRule, situation: Situation, words: RulePack['words']): Finding | undefined => {
  const said = rule.outcomes[situation.name];
  if (!said) return undefined;
  const params: FindingParams = { situation: situation.name, ...situation.params };
  const citation = typeof params['source'] === 'string' ? params['source'] : rule.citation;
  const cited = words[citation];
  return {
    rule: rule.id,
    outcome: said.outcome,
    citation,
    ...(cited && { cited }),
    attested: rule.attested,
    params,
    text: fill(said.text, params, words),
  };
};
