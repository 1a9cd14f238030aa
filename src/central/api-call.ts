import type * as v from 'valibot';

/** One call of the centre as it is written down at /docs. */
export type ApiCall = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  /** Who may: a desk by its signature, an administrator by the token, anybody. */
  readonly by: 'desk' | 'administrator' | 'anybody';
  readonly query?: Readonly<Record<string, string>>;
  readonly request?: { readonly mediaType: string; readonly schema: v.GenericSchema };
  readonly answer?: { readonly mediaType: string; readonly schema?: v.GenericSchema };
};
