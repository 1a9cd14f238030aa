import type { FaultCode } from '../../contract/station.ts';
import type { Action, OverrideCode, Purpose, ReasonCode, Transport } from '../../domain/crossing.ts';
import type { Voucher } from '../../domain/document/reading.ts';
import type { DocumentField, DocumentType } from '../../domain/document/travel-document.ts';
import type { Attestation } from '../../domain/finding.ts';
import type { ChainFault } from '../../domain/log.ts';
import type { SealFault } from '../../domain/shift-seal.ts';
import type { Role } from '../../domain/officer.ts';
import type { Direction, StayMethod } from '../../domain/stay.ts';
import type { UplinkErrorCode } from '../../contract/uplink.ts';

type Words<Code extends string> = Readonly<Record<Code, string>>;
/** Codes that are not one closed list in the contract carry a sentence for the unknown one too. */
type OpenWords<Code extends string = never> = Words<Code | 'unknown'> & Readonly<Record<string, string>>;

/** Every list of codes of the contract: a language that lacks a word for one of them does not build. */
export type CodeWords = {
  readonly fault: Words<FaultCode>;
  readonly uplink: OpenWords<UplinkErrorCode | 'unreachable' | 'timeout' | 'not-a-centre' | 'tls' | 'server-error'>;
  readonly problem: OpenWords;
  readonly documentType: Words<DocumentType>;
  readonly field: Words<DocumentField | 'type' | 'text' | 'mrz' | 'barcode' | 'image' | 'seal'>;
  readonly sex: Words<'M' | 'F' | 'X'>;
  readonly purpose: Words<Purpose>;
  readonly transport: Words<Transport>;
  readonly direction: Words<Direction>;
  readonly action: Words<Action | 'void'>;
  readonly reasonCode: Words<ReasonCode | OverrideCode>;
  readonly voucher: Words<Voucher>;
  readonly attested: Words<Attestation>;
  readonly method: Words<StayMethod>;
  readonly role: Words<Role>;
  readonly csvProblem: OpenWords;
  readonly chainFault: Words<ChainFault | SealFault | 'unreadable' | 'projection'>;
};
