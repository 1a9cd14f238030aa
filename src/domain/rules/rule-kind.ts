import * as v from 'valibot';
import type { PackRule } from './pack.ts';
import type { Scene, Situation } from './scene.ts';

/** One kind of rule: what its parameters are, the situations it tells apart, and how it weighs a scene. */
export type RuleKind = {
  readonly params: v.GenericSchema;
  /** Every situation it may name; a pack gives each an outcome and a sentence, or leaves it out to say nothing. */
  readonly situations: readonly string[];
  readonly weigh: (scene: Scene, rule: PackRule) => Situation[];
};

type Weigh<S extends v.GenericSchema, N extends string> = (
  scene: Scene,
  params: v.InferOutput<S>,
  say: (name: N, params?: Situation['params']) => Situation,
) => Situation[];

/** Parameters of a rule are checked when its pack is loaded; the parse is kept with the rule, so that weighing stays cheap. */
const parsed = new WeakMap<PackRule, unknown>();

export const paramsOf = <S extends v.GenericSchema>(schema: S, rule: PackRule): v.InferOutput<S> => {
  if (!parsed.has(rule)) parsed.set(rule, v.parse(schema, rule.params));
  return parsed.get(rule) as v.InferOutput<S>;
};

export const ruleKind = <S extends v.GenericSchema, const N extends string>(
  params: S,
  situations: readonly N[],
  weigh: Weigh<S, N>,
): RuleKind => ({
  params,
  situations,
  weigh: (scene, rule) => weigh(scene, paramsOf(params, rule), (name, values = {}) => ({ name, params: values })),
});
