/** Settings that are planned and that this version does not know: named, so that nobody looks for a typing error. */
export const UNAVAILABLE = 'not available in this version';

const KEYS = new Set(['auth.roles', 'policy.whenServerRunning', 'policy.requireReason', 'policy.requireCheck']);
const VALUES: Readonly<Record<string, RegExp>> = {
  'auth.mode': /^(password|proxy|oidc|jupyterhub)$/,
  'directory.source': /^(jupyterhub|gafaelfawr)$/,
  'homes.owner': /^fromUserInfo$/,
  'history.url': /^postgres(ql)?:/,
};

export const isUnavailableKey = (path: string): boolean => KEYS.has(path);
export const isUnavailableValue = (path: string, value: unknown): boolean =>
  typeof value === 'string' && Boolean(VALUES[path]?.test(value));
