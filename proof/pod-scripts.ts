import type { Script } from '#embedded-cluster/script.ts';
import { EXIT } from '#lib/migrations/exit-codes.ts';
import { PHASES } from '#lib/migrations/states.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';

/** What the migrator of a scripted pod says at its end. */
export const said = (result: Partial<FinalResult>): string =>
  JSON.stringify({
    ...{ exitCode: EXIT.ok, message: '', folder: 'migrated-scripted', folderState: 'complete', path: '/scripted' },
    ...{ staging: null, files: 2, bytes: 20, totalFiles: 2, totalBytes: 20, owner: { uid: 1000, gid: 100 } },
    ...{ oldHome: null, newHome: null, room: null, notes: [], ...result },
  } satisfies FinalResult);

const steps = (delayMs: number) =>
  PHASES.map((phase, seq) => ({
    delayMs,
    line: JSON.stringify({ seq, at: '{now}', type: 'phase', phase }),
  }));

const stopped = {
  exitCode: EXIT.stopped,
  terminationMessage: said({ exitCode: EXIT.stopped, folderState: 'partial', folder: null }),
};

/** A copy that goes well, in so many milliseconds for each of its steps. */
export const copying = (delayMs: number): Script => ({
  steps: [...steps(delayMs), { delayMs }],
  exitCode: EXIT.ok,
  terminationMessage: said({}),
  onSigterm: stopped,
});

/** What scripted pods do. */
export const pods = {
  good: copying(20),
  /** Copies until it is asked to stop. */
  endless: { steps: [...steps(20).slice(0, 2), { delayMs: 600_000 }], onSigterm: stopped },
  failing: {
    steps: steps(20).slice(0, 2),
    exitCode: EXIT.copyFailed,
    terminationMessage: said({ exitCode: EXIT.copyFailed, message: 'rsync ended with 23', folderState: 'partial' }),
  },
} as const satisfies Readonly<Record<string, Script>>;
