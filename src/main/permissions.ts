import type { Session } from 'electron';
import { isHome } from './origin.ts';

/**
 * What the desk's own page may ask of the system: the camera's picture and a reader on a serial port. All else is refused, to
 * everybody; asked and checked alike, since Chromium does the one without the other (checklist no. 5).
 */
export const guardPermissions = (session: Session, home: string): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isCamera =
      permission === 'media' && 'mediaTypes' in details && details.mediaTypes?.every((type) => type === 'video');
    answer(isCamera === true && details.isMainFrame && isHome(details.requestingUrl, home));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType, isMainFrame }) => {
    const isWanted = (permission === 'media' && mediaType === 'video') || permission === 'serial';
    return isWanted && isMainFrame && isHome(origin, home);
  });
  session.setDevicePermissionHandler(({ deviceType, origin }) => deviceType === 'serial' && isHome(origin, home));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
};

/** Which serial port a reader is on: the only one at once, else the officer says; -1 for none of them. */
export const guardSerialPorts = (session: Session, choose: (names: readonly string[]) => Promise<number>): void => {
  session.on('select-serial-port', (event, ports, _contents, answer) => {
    event.preventDefault();
    const names = ports.map(({ displayName, portName }) => displayName ?? portName);
    const choice = ports.length === 1 ? Promise.resolve(0) : choose(names);
    void choice.then((at) => answer(ports[at]?.portId ?? ''));
  });
};
