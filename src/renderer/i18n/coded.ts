import { useI18n } from 'vue-i18n';

/** The sentence for a code, or the general one where the code is newer than the page. */
export const useCoded = () => {
  const { t, te } = useI18n();
  const coded = (group: 'problem' | 'uplink' | 'csvProblem' | 'field', code: string): string => {
    if (te(`${group}.${code}`)) return t(`${group}.${code}`);
    return group === 'field' ? code : t(`${group}.unknown`);
  };
  return {
    problem: (code: string) => coded('problem', code),
    uplink: (code: string) => coded('uplink', code),
    csvProblem: (code: string) => coded('csvProblem', code),
    field: (name: string) => coded('field', name),
  };
};
