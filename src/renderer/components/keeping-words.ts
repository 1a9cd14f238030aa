import { useI18n } from 'vue-i18n';
import type { Work } from '../../contract/keeping-view.ts';
import { useFormat } from '../i18n/format.ts';
import { useStation } from '../stores/station.ts';

const mb = 1024 * 1024;
const gb = 1024 * mb;

/** Sizes and progress in words, the same wherever copies are shown. */
export const useKeepingWords = () => {
  const { t } = useI18n();
  const format = useFormat();
  const station = useStation();
  const tenths = (value: number): string => format.number(Math.round(value * 10) / 10);
  const size = (bytes: number): string => {
    if (bytes >= gb) return t('keeping.bytes.gb', { n: tenths(bytes / gb) });
    // A slow line is a few of these a second, and not none.
    if (bytes < mb / 10) return t('keeping.bytes.kb', { n: tenths(bytes / 1024) });
    return t('keeping.bytes.mb', { n: tenths(bytes / mb) });
  };
  const time = (seconds: number): string =>
    seconds < 90
      ? t('keeping.seconds', { n: format.number(Math.ceil(seconds)) })
      : t('keeping.minutes', { n: format.number(Math.ceil(seconds / 60)) });
  const progress = ({ step, done, total, startedAt, stepAt = startedAt, stepFrom = 0 }: Work): string => {
    const name = t(`keeping.step.${step}`);
    const seconds = (station.now() - Date.parse(stepAt)) / 1000;
    if (done === stepFrom || total === 0 || seconds < 0.5) return t('keeping.progressStart', { step: name });
    // What lay there before this step began was not done by it.
    const perSecond = (done - stepFrom) / seconds;
    const isBytes = step === 'copy' || step === 'stick-send';
    const amount = (value: number): string => (isBytes ? size(value) : format.number(Math.round(value)));
    const left = time(Math.max(0, total - done) / perSecond);
    return t('keeping.progress', {
      step: name,
      done: amount(done),
      total: amount(total),
      rate: amount(perSecond),
      left,
    });
  };
  return { size, progress };
};
