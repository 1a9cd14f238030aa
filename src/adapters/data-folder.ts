import { join } from 'node:path';

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const programsFolder = ({ platform, home, env }: Machine): string => {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  // XDG Base Directory Specification 0.8: data a user would miss.
  return env['XDG_DATA_HOME'] ?? join(home, '.local', 'share');
};

/**
 * Where a desk keeps its log when nobody says otherwise, the same folder for every shell and the command line. Invented
 * crossings have a folder of their own, so that they never stand in a real log.
 */
export const dataFolder = (machine: Machine, isDemo: boolean): string =>
  machine.env['BEKET_DATA'] ?? join(programsFolder(machine), 'beket', isDemo ? 'demo' : 'desk');
