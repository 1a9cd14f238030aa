import * as v from 'valibot';
import {
  neighbourAnswerSchema,
  neighbourQuestionSchema,
  neighbourRefusalSchema,
  tidingsSchema,
  type NeighbourAnswer,
  type NeighbourQuestion,
  type NeighbourRefusal,
  type Tidings,
} from './neighbour.ts';

const parsed = <S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined => {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
};

export const readQuestion = (text: string): NeighbourQuestion | undefined => parsed(neighbourQuestionSchema, text);
export const readNeighbourAnswer = (text: string): NeighbourAnswer | undefined => parsed(neighbourAnswerSchema, text);
export const readTidings = (text: string): Tidings | undefined => parsed(tidingsSchema, text);
export const readRefusal = (text: string): NeighbourRefusal | undefined =>
  parsed(neighbourRefusalSchema, text)?.error.code;
