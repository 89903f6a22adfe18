import type { RunKind } from '#lib/migrations/states.ts';

/** What a run is called before its number. */
export const KIND_WORDS: Readonly<Record<RunKind, string>> = { copy: 'Run', check: 'Check', discard: 'Removal' };
