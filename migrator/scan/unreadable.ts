/** Unreadable, or gone or swapped since its folder was listed: judged at verification. */
export const MEANT_FOR_LATER: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE', 'ENXIO', 'EXDEV'],
]);
