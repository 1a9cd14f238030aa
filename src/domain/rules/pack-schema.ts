import type * as v from 'valibot';
import { packFileSchema, packRuleSchema } from './pack.ts';
import { ruleKinds } from './rule-kinds.ts';

type Json = { [key: string]: unknown };

/** The members of valibot's schemas that we use; each is a plain object that tells its kind in `type`. */
type Node = v.GenericSchema & {
  readonly type: string;
  readonly entries?: Record<string, Node>;
  readonly item?: Node;
  readonly key?: Node;
  readonly value?: Node;
  readonly wrapped?: Node;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly default?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
};

const isOptional = (node: Node): boolean => node.type === 'optional';

const objectOf = (entries: Record<string, Node>): Json => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, schemaOf(entry)])),
  required: Object.entries(entries).flatMap(([key, entry]) => (isOptional(entry) ? [] : [key])),
  additionalProperties: false,
});

/** Rules that JSON Schema can say too; checks in code stay with `beket pack check`. */
const constraintsOf = ({ pipe = [] }: Node): Json =>
  Object.assign(
    {},
    ...pipe.map(({ type, requirement }) => {
      if (type === 'regex') return { pattern: (requirement as RegExp).source };
      if (type === 'iso_date') return { format: 'date' };
      if (type === 'min_length') return { minLength: requirement };
      return {};
    }),
  ) as Json;

const arrayOf = (node: Node): Json => {
  const { minLength, ...rest } = constraintsOf(node);
  return {
    type: 'array',
    items: schemaOf(node.item as Node),
    ...(minLength !== undefined && { minItems: minLength }),
    ...rest,
  };
};

const schemaOf = (node: Node): Json => {
  switch (node.type) {
    case 'strict_object':
    case 'object':
      return objectOf(node.entries ?? {});
    case 'array':
      return arrayOf(node);
    case 'record':
      return {
        type: 'object',
        propertyNames: schemaOf(node.key as Node),
        additionalProperties: schemaOf(node.value as Node),
      };
    case 'optional':
      return { ...schemaOf(node.wrapped as Node), ...(node.default !== undefined && { default: node.default }) };
    case 'picklist':
      return { enum: node.options };
    case 'literal':
      return { const: node.literal };
    case 'union':
      return { anyOf: (node.options as readonly Node[]).map(schemaOf) };
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type, ...constraintsOf(node) };
    default:
      return {};
  }
};

/** A rule of one kind: its parameters, and the situations it can tell apart. */
const ruleOf = (kind: string): Json => {
  const { params, situations } = ruleKinds[kind] ?? { params: undefined, situations: [] };
  const base = schemaOf(packRuleSchema as unknown as Node);
  const properties = base['properties'] as Json;
  const outcome = (properties['outcomes'] as Json)['additionalProperties'];
  return {
    ...base,
    title: kind,
    properties: {
      ...properties,
      kind: { const: kind },
      ...(params && { params: schemaOf(params as unknown as Node) }),
      outcomes: {
        type: 'object',
        properties: Object.fromEntries(situations.map((name) => [name, outcome])),
        minProperties: 1,
        additionalProperties: false,
      },
    },
  };
};

/** JSON Schema (draft 2020-12) of a rule pack, for the editors of people who write one. */
export const packJsonSchema = (): Json => {
  const base = schemaOf(packFileSchema as unknown as Node);
  const kinds = Object.keys(ruleKinds);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Beket rule pack',
    ...base,
    properties: {
      ...(base['properties'] as Json),
      rules: { type: 'array', items: { oneOf: kinds.map((kind) => ({ $ref: `#/$defs/${kind}` })) } },
    },
    $defs: Object.fromEntries(kinds.map((kind) => [kind, ruleOf(kind)])),
  };
};
