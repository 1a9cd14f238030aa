import { documentTypes } from '../../domain/document/travel-document.ts';

/** A field an officer may type, with its words. */
export type TypedField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly figures?: boolean;
  readonly capitals?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
};

const text = (name: string, more: Omit<TypedField, 'name' | 'label'> = {}): TypedField => ({
  name,
  label: `field.${name}`,
  ...more,
});
const date = (name: string): TypedField => text(name, { hint: 'manual.dateHint', figures: true });
const state = (name: string): TypedField => text(name, { hint: 'manual.stateHint', figures: true, capitals: true });

export const typedFields: readonly TypedField[] = [
  text('type', { options: documentTypes.map((value) => ({ value, label: `documentType.${value}` })) }),
  state('issuer'),
  text('number', { hint: 'manual.numberHint', figures: true, capitals: true }),
  text('surname', { capitals: true, hint: 'manual.nameHint' }),
  text('givenNames', { capitals: true, hint: 'manual.nameHint' }),
  text('patronymic', { capitals: true, hint: 'manual.nameHint' }),
  date('birthDate'),
  text('sex', {
    options: ['', 'M', 'F', 'X'].map((value) => ({ value, label: value ? `sex.${value}` : 'app.unset' })),
  }),
  state('citizenship'),
  date('issueDate'),
  date('expiryDate'),
  text('issuingUnit', { hint: 'manual.unitHint', figures: true }),
  text('personalNumber', { figures: true }),
];

export const typedFieldsOf = (names: readonly string[]): readonly TypedField[] =>
  names.map((name) => typedFields.find((field) => field.name === name) ?? text(name));
