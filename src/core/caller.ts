import type { CallName, CallOutput, CallValue, Session } from '../contract/station.ts';
import type { Officer } from '../domain/officer.ts';

/** Who calls: the page's session and, where the call needs one, the officer signed in on it. */
export type Caller = { readonly session: Session; readonly officer: Officer | undefined };

export type Handler<N extends CallName> = (
  input: CallValue<N>,
  caller: Caller,
) => CallOutput<N> | Promise<CallOutput<N>>;

export type Handlers = { readonly [N in CallName]: Handler<N> };

/** The badge of a caller whose role has been checked already. */
export const badgeOf = (caller: Caller): string => caller.officer?.badge ?? '';

/** The words why something was changed, as the personal part of its entry: they may name somebody. */
export const because = (reason: string | undefined): { readonly personal?: { readonly reason: string } } =>
  reason === undefined ? {} : { personal: { reason } };
