import { toJsonSchema } from '@valibot/to-json-schema';
import { signatureHeaders, uplinkErrorSchema } from '../contract/uplink.ts';
import type { GenericSchema } from 'valibot';
import type { ApiCall } from './api-call.ts';
import { api } from './api.ts';

/** The dialect is said once, by the version of OpenAPI. */
const schemaOf = (schema: GenericSchema): object => ({
  ...toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }),
  $schema: undefined,
});

const content = ({ mediaType, schema }: { mediaType: string; schema?: GenericSchema }): object => ({
  content: { [mediaType]: { schema: schema ? schemaOf(schema) : { type: 'string' } } },
});

const text = { type: 'string' };

const parametersOf = ({ path, query = {}, by }: ApiCall): object[] => [
  ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text })),
  ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, schema: text })),
  ...(by === 'desk'
    ? Object.values(signatureHeaders).map((name) => ({ name, in: 'header', required: true, schema: text }))
    : []),
];

const operation = (call: ApiCall): object => ({
  summary: call.summary,
  tags: [call.by],
  parameters: parametersOf(call),
  ...(call.request && { requestBody: { required: true, ...content(call.request) } }),
  ...(call.by === 'administrator' && { security: [{ administrator: [] }] }),
  responses: {
    200: { description: 'Done', ...(call.answer && content(call.answer)) },
    ...(call.by === 'desk' && {
      '4XX': { description: 'Refused', ...content({ mediaType: 'application/json', schema: uplinkErrorSchema }) },
    }),
  },
});

/** The centre's calls as OpenAPI 3.1. */
export const openApi = (version: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const call of api) {
    const path = call.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [call.method]: operation(call) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Beket centre', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: { securitySchemes: { administrator: { type: 'http', scheme: 'bearer' } } },
  };
};
