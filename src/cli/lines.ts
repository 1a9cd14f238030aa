import process from 'node:process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** All of standard input as text. */
export const inputText = (): Promise<string> => text(process.stdin);

/** Standard input line by line, empty lines left out. */
export async function* inputLines(): AsyncGenerator<string> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield line;
  }
}
