import type { PartialDocument } from './travel-document.ts';

type Names = { readonly [part in 'surname' | 'givenNames' | 'patronymic']?: string | undefined };

/** `ЩЕРБАКОВА ЮЛИЯ ЮРЬЕВНА`: the names there are, in the order documents have them; empty where there is none. */
export const wholeName = ({ surname, givenNames, patronymic }: Names): string =>
  [surname, givenNames, patronymic].filter(Boolean).join(' ');

/** The whole name in the document's own letters where it has them, else as its machine-readable zone has it. */
export const ownName = (document: Pick<PartialDocument, 'nativeName' | keyof Names>): string =>
  wholeName(document.nativeName ?? document);
