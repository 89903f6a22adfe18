import type { RunView } from '#lib/migrations/views.ts';

const AT = '2026-11-23T09:00:00.000Z';

/** A run that copies since a moment ago, but for what is said of it. */
export const runView = (about: Partial<RunView> = {}): RunView => ({
  ...{ id: 'r', number: 1, oldUser: 'a', newUser: 'b', kind: 'copy', status: 'copying', lastState: 'copying' },
  ...{ stalled: false, reason: null, code: null, requestedBy: 'local', requestedAt: AT, startedAt: AT, endedAt: null },
  ...{ stopRequestedBy: null, stopRequestedAt: null, why: null, folder: 'migrated-a', folderState: 'none' },
  ...{ progress: null, evidence: 'none', objects: 'present', later: null, queuePosition: null },
  ...about,
});
