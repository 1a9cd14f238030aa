/**
 * What a page may load and reach, the same in both shells: its own files and its own station, nothing else.
 * Electron security checklist no. 7; OWASP Secure Headers.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The camera and a serial reader belong to the desk; every other power a browser could lend is refused. */
const permissionsPolicy = [
  'camera=(self)',
  'serial=(self)',
  ...[
    'geolocation',
    'microphone',
    'display-capture',
    'usb',
    'hid',
    'bluetooth',
    'midi',
    'payment',
    'browsing-topics',
  ].map((power) => `${power}=()`),
].join(', ');

/** Headers of every answer that a page could come from. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'permissions-policy': permissionsPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
