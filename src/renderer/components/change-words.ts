import { useI18n } from 'vue-i18n';
import { useFormat } from '../i18n/format.ts';

/** Names of fields that stand elsewhere among the words. */
const names: Readonly<Record<string, string>> = {
  direction: 'lane.direction',
  purpose: 'lane.purpose',
  transport: 'lane.transport',
  action: 'mend.action',
  plate: 'mend.plate',
  remarks: 'lane.remarks',
  result: 'mend.result',
  day: 'mend.day',
  time: 'mend.time',
  documentType: 'field.type',
};
/** Fields whose values are codes, and where their words stand. */
const coded: Readonly<Record<string, string>> = {
  direction: 'direction',
  purpose: 'purpose',
  transport: 'transport',
  action: 'action',
  result: 'action',
  sex: 'sex',
  documentType: 'documentType',
  type: 'documentType',
};
const dates = new Set(['birthDate', 'day', 'issueDate', 'expiryDate']);

/** Fields of a crossing and what stood in them, in the words of the page. */
export const useChangeWords = () => {
  const { t, te } = useI18n();
  const format = useFormat();
  const said = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);
  return {
    kind: (kind: string): string => said(`mend.kind.${kind}`, kind),
    field: (field: string): string => {
      if (field === 'voided') return t('mend.voided');
      const last = field.split('.').at(-1) ?? field;
      return said(names[field] ?? `field.${last}`, field);
    },
    value: (field: string, value: string | undefined): string => {
      if (value === undefined || value === '') return t('mend.nothing');
      const section = coded[field];
      if (section !== undefined) return said(`${section}.${value}`, value);
      if (field === 'citizenship' || field === 'issuer') return format.stateName(value);
      return dates.has(field) ? format.shortDay(value) : value;
    },
    /** A code, words, or both with a colon between. */
    reason: (reason: string): string => {
      const [code = '', ...rest] = reason.split(': ');
      const key = `reasonCode.${code}`;
      return te(key) ? [t(key), ...rest].join(': ') : reason;
    },
  };
};
