/**
 * What may be written down of a failure: its kind and where in our code it happened. Never its message, which may quote a
 * name or a number (Law 94-V: no personal data in logs).
 */
export const faultLine = (call: string, error: unknown): string => {
  if (!(error instanceof Error)) return `beket: ${call} failed`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`beket: ${call} failed with ${error.name}${code}`, ...frames.slice(0, 6)].join('\n');
};
