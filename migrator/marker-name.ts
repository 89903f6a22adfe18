/** The file that tells whose a partial folder is. By itself, for workers that need no more of `marker.ts` and what that loads. */
export const MARKER = 'marker.json';
