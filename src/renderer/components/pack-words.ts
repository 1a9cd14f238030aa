import { useI18n } from 'vue-i18n';
import { outcomes, type Outcome } from '../../domain/finding.ts';
import type { Localised } from '../../domain/post.ts';
import type { PackFile } from '../../domain/rules/pack.ts';
import { useFormat } from '../i18n/format.ts';

type Said = { readonly outcome: Outcome; readonly text: Localised };
const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'outcome' in value && 'text' in value;
const isIsoDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** What stands in a pack, as people read it: never a name out of the file where there is a word for it. */
export const usePackWords = () => {
  const { t, te, locale } = useI18n();
  const format = useFormat();

  /** Words of codes that stand elsewhere on the page already. */
  const wordGroups = ['documentType', 'purpose', 'direction', 'method', 'sex', 'problem'] as const;
  const word = (value: string, pack: PackFile | undefined): string => {
    if (isIsoDay(value)) return format.shortDay(value);
    const group = wordGroups.find((one) => te(`${one}.${value}`));
    if (group) return t(`${group}.${value}`);
    if (te(`packs.value.${value}`)) return t(`packs.value.${value}`);
    const states: string[] = pack?.groups[value]?.flatMap((row) => row.states) ?? [];
    if (states.length > 0) return [...new Set(states)].map(format.stateName).join(', ');
    if (/^[A-Z]{3}$/.test(value)) return format.stateName(value);
    return pack?.words[value]?.[locale.value as keyof Localised] ?? value;
  };
  const label = (name: string): string => (te(`packs.fact.${name}`) ? t(`packs.fact.${name}`) : name);

  const told = (value: unknown, pack: PackFile | undefined): string => {
    if (value === undefined) return t('packs.compare.notSaid');
    if (typeof value === 'boolean') return t(value ? 'packs.value.yes' : 'packs.value.no');
    if (typeof value === 'string') return word(value, pack);
    if (Array.isArray(value)) return value.map((one) => told(one, pack)).join(', ');
    // What a case fills in stands open: there is no case here.
    if (isSaid(value)) {
      return `${t(`packs.advice.${value.outcome}`)}: ${format.said(value.text).replaceAll(/\{\w+\}/g, '…')}`;
    }
    if (typeof value !== 'object' || value === null) return String(value);
    const entries = Object.entries(value);
    if ('days' in value && 'in' in value) return t('packs.fact.windowOf', { days: value.days, in: value.in });
    const isKeyed = entries.every(([key]) => /^\d+$/.test(key));
    return entries
      .map(([key, one]) => {
        const text = told(one, pack);
        if (key === 'types' || key === 'as') return text;
        return isKeyed ? `${key} – ${text}` : `${label(key)}: ${text}`;
      })
      .join(isKeyed ? ', ' : '; ');
  };

  /** The name of a fact: `params.window` is “Days in all”; a row of a table goes by the table's name. */
  const named = (key: string): string => {
    const [group, name = ''] = key.split('.');
    if (group === 'outcomes') return label('says');
    return label(group === 'when' || group === 'params' ? name : (group ?? key));
  };
  const kind = (value: unknown): string =>
    te(`packs.kind.${String(value)}`) ? t(`packs.kind.${String(value)}`) : t('packs.kind.unknown');
  const fact = (key: string, value: unknown, pack: PackFile | undefined): string => {
    if (value === undefined) return t('packs.compare.notSaid');
    if (key === 'kind') return kind(value);
    if (key === 'attested') return t(`attested.${String(value)}`);
    if (key === 'to') return t('packs.fact.toDay', { day: format.shortDay(String(value)) });
    if (key === 'citation') return pack?.words[String(value)]?.[locale.value as keyof Localised] ?? String(value);
    if (key === 'params.pattern' || key === 'params.name') return String(value);
    return told(value, pack);
  };
  /** Languages other than the reader's in which a sentence changed. */
  const elsewhere = (before: unknown, after: unknown): { language: string; before: string; after: string }[] => {
    if (!isSaid(before) || !isSaid(after)) return [];
    return (['kk', 'ru', 'en'] as const)
      .filter((one) => one !== locale.value && before.text[one] !== after.text[one])
      .map((one) => ({ language: one, before: before.text[one], after: after.text[one] }));
  };
  const advice = (value: string): string => (outcomes.includes(value as Outcome) ? t(`packs.advice.${value}`) : value);
  return { named, fact, kind, elsewhere, advice };
};
