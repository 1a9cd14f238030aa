import * as v from 'valibot';
import { paramsSchema } from '../../finding.ts';
import { ruleKind } from '../rule-kind.ts';

/** Says its sentence wherever its scope holds; the parameters are figures for the sentence. */
export const notice = ruleKind(paramsSchema, ['applies'], (_scene, params, say) => [say('applies', params)]);

/** Silent unless `required`: an authorisation that is only a pilot stands in the pack switched off (domain.md §2.3, QazETA). */
export const authorisation = ruleKind(
  v.strictObject({ required: v.boolean(), name: v.string() }),
  ['needed'],
  (_scene, { required, name }, say) => (required ? [say('needed', { name, required })] : []),
);
