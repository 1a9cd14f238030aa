import * as v from 'valibot';
import { StationFault } from './fault.ts';
import { stationCalls, type Answer, type CallName, type Session, type Station } from './station.ts';

type FaultOf = Extract<Answer<never>, { ok: false }>['fault'];
const refuse = (fault: FaultOf): Answer<never> => ({ ok: false, fault });

// An own key only: `constructor` and `__proto__` are names a hostile page would try first.
const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(stationCalls, name);

const faultOf = (fault: StationFault): FaultOf => ({
  code: fault.code,
  ...(fault.detail === undefined ? {} : { detail: fault.detail }),
  ...(fault.field === undefined ? {} : { field: fault.field }),
});

/**
 * The one door into the station. Whatever a page, a socket or a script sends comes in as `unknown` and leaves as an
 * answer: this never rejects, and what fails inside leaves as `internal` without a message, a stack or a name.
 * `onInternal` hears what was hidden from the caller, for the shell's own log.
 */
export const dispatch = async (
  station: Station,
  name: unknown,
  input: unknown,
  session: Session,
  onInternal: (call: CallName, error: unknown) => void = () => undefined,
): Promise<Answer<unknown>> => {
  if (!isCallName(name)) return refuse({ code: 'unknown-call' });
  const parsed = v.safeParse(stationCalls[name].input as v.GenericSchema, input);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]);
    return refuse({ code: 'bad-input', ...(field === null ? {} : { field }) });
  }
  try {
    // The schema above is the one `handle` names for this call; TypeScript cannot follow that through a union of names.
    return { ok: true, value: await station.handle(name, parsed.output as never, session) };
  } catch (error) {
    if (error instanceof StationFault) return refuse(faultOf(error));
    onInternal(name, error);
    return refuse({ code: 'internal' });
  }
};
