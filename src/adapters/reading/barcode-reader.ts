import { isMatrix } from './barcode-find.ts';
import type { BarcodeFind } from './barcode-find.ts';
import { invert, rotateQuarter, scale, toGray, toPixels } from './pixels.ts';
import type { Gray, Pixels } from './pixels.ts';
import { slantOf, turn } from './slant.ts';
import { readWithJs } from './zxing-js-engine.ts';
import { createWasmEngine } from './zxing-wasm-engine.ts';

export type BarcodeAnswer = { readonly finds: readonly BarcodeFind[]; readonly disagree: boolean };
export type BarcodeReader = {
  /** zxing-cpp on the picture as it is: a few milliseconds, and nearly always the answer. */
  firstLook(pixels: Pixels): Promise<BarcodeAnswer>;
  /**
   * For pictures the first look found nothing in: both engines look again (another binarizer, other sizes, quarter turns,
   * inverted) and what they read is weighed: a matrix code needs one look, a linear code two, and looks that contradict
   * each other give nothing at all.
   */
  secondLook(pixels: Pixels, budgetMs?: number): Promise<BarcodeAnswer>;
};

/** Second looks are not begun after this much work, counted in this thread's own time: a busy machine sees no less. */
const defaultBudgetMs = 300;
const workedMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
/** Second looks are taken at no more than this many pixels, so that none of them outlasts the budget by much. */
const secondLookArea = 1_000_000;

/** One reader over two engines. */
export const createBarcodeReader = async (): Promise<BarcodeReader> => {
  const wasm = await createWasmEngine();
  return {
    firstLook: async (pixels) => ({ finds: distinct(await wasm(pixels)), disagree: false }),
    secondLook: async (pixels, budgetMs = defaultBudgetMs) => {
      const until = workedMs() + budgetMs;
      const inTime = (): boolean => workedMs() < until;
      const gray = toGray(pixels);
      const looks: BarcodeFind[] = [];
      for (const look of secondLooks(scale(gray, Math.min(1, Math.sqrt(secondLookArea / gray.data.length))))) {
        if (!inTime()) break;
        const seen = look.wasm ? wasm(toPixels(look.gray()), look.wasm) : readWithJs(look.gray(), look.js, inTime);
        looks.push(...(await seen).map((find) => ({ ...find, corners: undefined })));
        if (look.endsRound && looks.length > 0) {
          const answer = weigh(looks);
          if (answer.finds.length > 0 || answer.disagree) return answer;
        }
      }
      return weigh(looks);
    },
  };
};

type Look = { readonly gray: () => Gray; readonly endsRound?: boolean } & (
  | { readonly wasm: { binarizer?: 'GlobalHistogram' | 'LocalAverage'; tryDenoise?: boolean }; readonly js?: undefined }
  | { readonly js: 'hybrid' | 'global'; readonly wasm?: undefined }
);

/** A slant smaller than this is read as it is. */
const leastSlant = 2;

/** PDF417 and linear codes are read along the rows of the picture: one that lies askew is turned first. */
const straightLooks = (base: Gray, slant: number | undefined): Look[] => {
  if (slant === undefined || Math.abs(slant) < leastSlant) return [];
  const straight = turn(base, -slant);
  return [
    { gray: () => straight, wasm: { binarizer: 'LocalAverage' } },
    {
      gray: () => scale(straight, base.data.length <= 250_000 ? 1.5 : 0.75),
      wasm: { binarizer: 'GlobalHistogram' },
      endsRound: true,
    },
  ];
};

/** Cheapest and likeliest first; after each round what was seen so far is weighed. */
const secondLooks = (base: Gray): Look[] => {
  const half = (): Gray => scale(base, 0.5);
  const small = base.data.length <= 250_000;
  return [
    { gray: () => base, wasm: { binarizer: 'GlobalHistogram' } },
    { gray: half, wasm: { binarizer: 'GlobalHistogram' }, endsRound: true },
    ...straightLooks(base, slantOf(base)),
    { gray: () => base, js: 'hybrid' },
    { gray: () => base, js: 'global', endsRound: true },
    { gray: () => scale(base, 0.75), js: 'global' },
    { gray: () => scale(base, small ? 2 : 1.5), wasm: { binarizer: 'LocalAverage' }, endsRound: true },
    { gray: () => rotateQuarter(base), js: 'hybrid' },
    { gray: () => invert(base), js: 'hybrid', endsRound: true },
  ];
};

const key = (find: BarcodeFind): string => `${find.format}\n${find.text}`;

const distinct = (finds: readonly BarcodeFind[]): BarcodeFind[] => [
  ...new Map(finds.map((find) => [`${key(find)}\n${find.part?.index ?? ''}`, find])).values(),
];

/** Votes of the second looks. Two texts for one symbology, or two linear codes of different kinds, are a contradiction. */
export const weigh = (looks: readonly BarcodeFind[]): BarcodeAnswer => {
  const candidates = distinct(looks).filter(
    (find) => isMatrix(find.format) || looks.filter((look) => key(look) === key(find)).length > 1,
  );
  const families = candidates.map((find) => (isMatrix(find.format) ? find.format : 'linear'));
  const disagree = new Set(families).size < families.length;
  return { finds: disagree ? [] : candidates, disagree };
};
