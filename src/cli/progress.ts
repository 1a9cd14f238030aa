import { say } from './output.ts';

type Progress = { readonly step: string; readonly done: number; readonly total: number };

const everyMs = 2000;

/** Long work, told now and then on standard error: how much, how fast, how long still. */
export const sayProgress = (): ((progress: Progress) => void) => {
  let told = performance.now();
  let [step, began, from] = ['', 0, 0];
  return (progress) => {
    const now = performance.now();
    if (progress.step !== step) [step, began, from] = [progress.step, now, progress.done];
    if (now - told < everyMs) return;
    told = now;
    const perSecond = (progress.done - from) / Math.max(0.001, (now - began) / 1000);
    const left = perSecond > 0 ? `, ${String(Math.ceil((progress.total - progress.done) / perSecond))} s left` : '';
    const of = `${String(progress.done)} of ${String(progress.total)}`;
    say(`${step}: ${of}, ${String(Math.round(perSecond))} a second${left}`);
  };
};
