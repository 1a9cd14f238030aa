import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { createBarcodeReader } from '../adapters/reading/barcode-reader.ts';
import { decodeImage } from '../adapters/reading/decode-image.ts';
import { DataFault } from '../adapters/sqlite/data-fault.ts';
import { openCopy } from '../adapters/sqlite/open-copy.ts';
import { openRecovery } from '../adapters/vault-recovery.ts';
import { passphraseSeal } from '../adapters/vault-seal.ts';
import { openVault } from '../adapters/vault.ts';
import type { VerdictReport } from '../adapters/verifying/report.ts';
import { kindOfFile, verifyData, verifyExportFile, verifySignedFile } from '../adapters/verifying/verify-file.ts';
import { verifyCode } from '../adapters/verifying/verify-signed.ts';
import type { ShiftSeal } from '../domain/shift-seal.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { withData } from './with-data.ts';

/** Entries between two reports of progress on standard error. */
const reportEvery = 100_000;

/** Faults of a log whose very beginning is damaged: nothing of it can be read. */
const unopenable: readonly string[] = ['wrong-key', 'damaged', 'not-a-database', 'not-encrypted'];

const text = { type: 'string' } as const;
const options = { data: text, against: text, desk: text, words: text, passphrase: text };
type Values = { [name in keyof typeof options]?: string };

const progress = (): ((done: number, total: number) => void) => {
  let told = 0;
  return (done, total) => {
    if (done - told < reportEvery) return;
    told = done;
    say(`${done} of ${total}`);
  };
};

/** The key of a copy: from the desk's vault, under a passphrase or not, or from recovery words and the file beside the copy. */
const keyOf = (file: string, { desk, words, passphrase }: Values): string => {
  if (words !== undefined) {
    const places = [
      ...(desk === undefined ? [] : [dataFolderPaths(desk).recovery]),
      join(dirname(file), 'recovery.key'),
    ];
    const kept = places.find(existsSync);
    if (kept === undefined) throw new UsageError('There is no recovery.key beside the copy.');
    return openRecovery(kept, readFileSync(words, 'utf8')).dataKey;
  }
  if (desk === undefined) throw new UsageError('A backup is encrypted: name its desk with --desk, or its --words.');
  const seal = passphrase === undefined ? undefined : passphraseSeal(readFileSync(passphrase, 'utf8').trim());
  return openVault({ folder: dataFolderPaths(desk).vault, mayCreate: false, ...(seal && { seal }) }).dataKey();
};

const sealOf = (file: string | undefined): ShiftSeal | VerdictReport | undefined => {
  if (file === undefined) return undefined;
  const { seal, report } = verifySignedFile(file);
  return seal ?? report;
};

const verifyCopyFile = async (file: string, values: Values, seal: ShiftSeal | undefined): Promise<VerdictReport> => {
  const copy = openCopy(file, keyOf(file, values));
  try {
    return await verifyData(copy, 'backup', seal, progress());
  } finally {
    copy.close();
  }
};

const verifyPicture = async (file: string): Promise<VerdictReport> => {
  const reader = await createBarcodeReader();
  const image = await decodeImage(readFileSync(file));
  if (typeof image === 'string') return { ok: false, kind: 'seal', entries: 0, reason: 'shape' };
  const first = await reader.firstLook(image.pixels);
  const { finds } = first.finds.length > 0 ? first : await reader.secondLook(image.pixels);
  const codes = finds.map((find) => verifyCode(find.text));
  const found = codes.find(({ seal }) => seal) ?? codes[0];
  return found?.report ?? { ok: false, kind: 'seal', entries: 0, reason: 'shape' };
};

const verifyAny = (file: string, values: Values, seal: ShiftSeal | undefined): Promise<VerdictReport> => {
  const kind = kindOfFile(file);
  if (kind === 'export') return verifyExportFile(file, seal);
  if (kind === 'backup') return verifyCopyFile(file, values, seal);
  if (kind === 'picture') return verifyPicture(file);
  return Promise.resolve(verifySignedFile(file).report);
};

const told = (report: VerdictReport): ExitCode => {
  printLine(report);
  return report.ok ? exitCodes.done : exitCodes.wrong;
};

export const verifyCommand: Command = {
  usage: 'verify --data DIR | FILE [--against TALLY] [--desk DIR | --words FILE] [--passphrase FILE]',
  about:
    "Checks a desk's log, a backup, an export, a signed tally or a proof (JSON, PDF, or a picture of its QR) from beginning\n" +
    '      to end; names the first bad sequence and why. --against holds a log against a signed tally that was kept\n' +
    '      elsewhere. A backup is opened by the keys of its --desk (under a --passphrase), or by its recovery --words.',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file] = positionals;
    if ((values.data === undefined) === (file === undefined) || positionals.length > 1)
      throw new UsageError('Name the data folder with --data, or one file.');
    for (const one of [file, values.against])
      if (one !== undefined && !existsSync(one)) throw new UsageError(`${one} is not there.`);
    const against = sealOf(values.against);
    if (against && 'ok' in against) {
      say(`${values.against} is itself not as it was signed.`);
      return told(against);
    }
    const checked =
      file === undefined
        ? withData(values.data ?? '', (data) => verifyData(data, 'log', against, progress()))
        : verifyAny(file, values, against);
    return checked.then(told, (error: unknown) => {
      if (!(error instanceof DataFault) || !unopenable.includes(error.code)) throw error;
      say(error.message);
      return told({ ok: false, entries: 0, firstBad: 1, reason: 'unreadable' });
    });
  },
};
