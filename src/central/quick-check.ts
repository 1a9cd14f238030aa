import * as v from 'valibot';

type Check = (value: unknown) => boolean;
type Schema = v.GenericSchema;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The rest of a pipe, each looked at as `v.is` would; nothing where one of them changes the value on its way. */
const further = (schema: Schema): Check[] | undefined => {
  const { pipe = [schema] } = schema as { pipe?: readonly v.PipeItem<unknown, unknown, v.BaseIssue<unknown>>[] };
  const checks = pipe.slice(1).map((item): Check | undefined => {
    const { type, requirement } = item as { type: string; requirement?: unknown };
    if (item.kind !== 'validation') return undefined;
    if (requirement instanceof RegExp && !requirement.global && !requirement.sticky) {
      return (value) => requirement.test(value as string);
    }
    if (type === 'integer') return Number.isInteger;
    return type === 'min_value' && typeof requirement === 'number'
      ? (value) => Number(value) >= requirement
      : undefined;
  });
  return checks.every((check) => check !== undefined) ? checks : undefined;
};

const objectCheck = (entries: Record<string, Schema>): Check | undefined => {
  if (Object.values(entries).some(({ type }) => type === 'nullish' || type === 'exact_optional')) return undefined;
  const members = Object.entries(entries).map(([name, entry]) => {
    const isOptional = entry.type === 'optional';
    return { name, isOptional, check: quickCheck(entry) };
  });
  return (value) => {
    if (!isObject(value)) return false;
    for (const { name, isOptional, check } of members) {
      const member = value[name];
      if (member === undefined ? !isOptional : !check(member)) return false;
    }
    return true;
  };
};

const own = (schema: Schema): Check | undefined => {
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return (value) => typeof value === schema.type;
    case 'number':
      return (value) => typeof value === 'number' && !Number.isNaN(value);
    case 'picklist': {
      const options = new Set((schema as unknown as { options: readonly unknown[] }).options);
      return (value) => options.has(value);
    }
    case 'optional': {
      const { wrapped, default: otherwise } = schema as unknown as { wrapped: Schema; default: unknown };
      const check = quickCheck(wrapped);
      return otherwise === undefined ? (value) => value === undefined || check(value) : undefined;
    }
    case 'array': {
      const check = quickCheck((schema as unknown as { item: Schema }).item);
      return (value) => Array.isArray(value) && value.every(check);
    }
    case 'record': {
      const { key, value: item } = schema as unknown as { key: Schema & { pipe?: unknown }; value: Schema };
      return key.type === 'string' && !key.pipe && item.type === 'unknown' ? isObject : undefined;
    }
    case 'object':
      return objectCheck((schema as unknown as { entries: Record<string, Schema> }).entries);
    default:
      return undefined;
  }
};

/**
 * `v.is` for one schema and values as JSON has them, several times as fast: the schema is walked once, not at every value, which
 * was an eighth of taking in a backlog. What is not known here is left to `v.is`.
 */
export const quickCheck = (schema: Schema): Check => {
  const [first, others] = [own(schema), further(schema)];
  if (!first || !others) return (value) => v.is(schema, value);
  return others.length === 0 ? first : (value) => first(value) && others.every((check) => check(value));
};
