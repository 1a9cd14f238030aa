import { useI18n } from 'vue-i18n';
import type { Cause } from '../../domain/group/exceptions.ts';
import type { ListedPassenger } from '../../domain/group/passenger-list.ts';
import { useCoded } from '../i18n/coded.ts';
import { useFormat } from '../i18n/format.ts';
import { useBus } from '../stores/bus.ts';

/** What stands open about somebody on the bus, in words. */
export const useBusWords = () => {
  const { t } = useI18n();
  const coded = useCoded();
  const format = useFormat();
  const bus = useBus();

  const line = ({ name, number, birthDate, citizenship }: ListedPassenger): string =>
    [name, number, birthDate && format.shortDay(birthDate), citizenship].filter(Boolean).join(' · ');
  const found = (id: string | undefined, outcome: 'second-line' | 'warn'): string =>
    (bus.find(id)?.parked?.decision?.findings ?? [])
      .filter((finding) => finding.outcome === outcome)
      .map(({ text }) => format.said(text))
      .join(' ');

  return (cause: Cause, id: string | undefined): string => {
    switch (cause.kind) {
      case 'second-line':
      case 'warn':
        return found(id, cause.kind) || t(`bus.cause.${cause.kind}`);
      case 'incomplete':
        return t('bus.cause.incomplete', { fields: cause.fields.map(coded.field).join(', ') });
      case 'missing':
        return t('bus.cause.missing', { line: cause.listed.line });
      case 'differs':
        return t('bus.cause.differs', {
          on: cause.on.map((one) => t(`bus.difference.${one}`)).join(', '),
          listed: line(cause.listed),
        });
      case 'swapped':
        return t('bus.cause.swapped', { byNumber: line(cause.byNumber), byName: line(cause.byName) });
      case 'repeated':
        return t('bus.cause.repeated', { place: bus.find(cause.first)?.place ?? 0 });
      default:
        return t(`bus.cause.${cause.kind}`);
    }
  };
};
