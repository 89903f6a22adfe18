/** Unreadable, gone or swapped since its folder was listed, or under somebody's lease: judged at verification. */
export const MEANT_FOR_LATER: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE', 'ENXIO', 'EXDEV', 'EAGAIN'],
]);
