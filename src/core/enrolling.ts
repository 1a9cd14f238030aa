import { centreFingerprint, splitCode } from '../contract/centre-key.ts';
import { StationFault } from '../contract/fault.ts';
import type { EnrolResponse } from '../contract/uplink.ts';
import type { Desk } from './desk.ts';
import type { Ports, UplinkFault } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Pick<Ports, 'sha256' | 'vault'>;
  readonly desk: Pick<Desk, 'config'>;
  readonly sync: Pick<Sync, 'connect'>;
};

/** Brings the desk's key to a centre, for its post and a lane. */
export const enrolAt = async (
  { ports, desk, sync }: Parts,
  url: string,
  givenCode: string,
  lane: string,
): Promise<void> => {
  const { stationId, post } = desk.config();
  const { code, fingerprint } = splitCode(givenCode);
  /** Behind a code with a fingerprint stands one centre; whoever cannot show its key is another, an older one too. */
  const mistrust = ({ key }: EnrolResponse): UplinkFault | undefined =>
    fingerprint === undefined || (key !== undefined && centreFingerprint(key, ports.sha256) === fingerprint)
      ? undefined
      : { code: 'wrong-centre' };
  const request = { code, stationId, post, lane, publicKey: ports.vault.publicKey() };
  const answer = await sync.connect(url, request, mistrust);
  if (!answer.ok) throw new StationFault('centre', { detail: answer.fault.code });
};
