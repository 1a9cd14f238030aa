import * as v from 'valibot';
import { faultCodes, stationCalls, stationEvents, type Answer, type StationClient } from './station.ts';

/** What a door gives the client: Electron's bridge, the kiosk's HTTP, or the station in the same process. */
export type Transport = {
  call(name: string, input: unknown): Promise<unknown>;
  /** Returns what ends the listening. */
  on(name: string, listener: (data: unknown) => void): () => void;
};

const faultSchema = v.object({
  ok: v.literal(false),
  fault: v.object({ code: v.picklist(faultCodes), detail: v.optional(v.string()), field: v.optional(v.string()) }),
});

/**
 * The station as a page sees it, made from the table of calls. Every answer is parsed by the schema the station was
 * written to; an answer that does not fit, or a door that fails, is `internal` with `detail: 'door'`. Never rejects.
 */
export const createClient = (transport: Transport): StationClient => ({
  call: async (name, input) => {
    const broken: Answer<never> = { ok: false, fault: { code: 'internal', detail: 'door' } };
    const answer = await transport.call(name, input).catch(() => undefined);
    if (v.is(faultSchema, answer)) return v.parse(faultSchema, answer);
    const output = v.safeParse(v.object({ ok: v.literal(true), value: stationCalls[name].output }), answer);
    return output.success ? (output.output as Answer<never>) : broken;
  },
  on: (name, listener) =>
    transport.on(name, (data) => {
      const event = v.safeParse(stationEvents[name], data);
      if (event.success) listener(event.output as Parameters<typeof listener>[0]);
    }),
});
