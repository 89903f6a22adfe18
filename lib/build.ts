/**
 * What this was built from, the same in the browser's scripts and in the server of one build; `development` where nothing was
 * built. A page whose scripts are of another build than the server has to be loaded again before it can do anything.
 */
export const BUILD: string = process.env.REHOME_BUILD ?? 'development';
