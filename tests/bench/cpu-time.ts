import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks a second of /proc, as every Linux has it (proc(5), sysconf(_SC_CLK_TCK)). */
const ticksPerSecond = 100;

/** User and system time of a process with its ended children, seconds; fields 14 to 17 of /proc/PID/stat (proc(5)). */
const ownSeconds = (pid: number): { seconds: number; parent: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { seconds: ticks / ticksPerSecond, parent: Number(fields[1]) };
  } catch {
    return undefined;
  }
};

/** CPU seconds a process and its children have used until now; 0 where there is no /proc. */
export const cpuSeconds = (pid: number): number => {
  const own = ownSeconds(pid);
  if (!own) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => ownSeconds(Number(name)) ?? []);
  return own.seconds + children.reduce((sum, { seconds, parent }) => sum + (parent === pid ? seconds : 0), 0);
};

/** The process that is the parent of another. */
export const parentOf = (pid: number): number => ownSeconds(pid)?.parent ?? 0;
