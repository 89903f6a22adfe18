import type { Move } from '#lib/history/lineage.ts';
import type { LineageMoveView, LineagePersonView } from './pair-views.ts';
import { isoOf } from './run-view.ts';
import type { PersonView } from './views.ts';

/** A move as the page tells it, by the run that tells most. */
export const moveView = ({ oldUser, newUser, copies, run }: Move): LineageMoveView => ({
  ...{ oldUser, newUser, copies, status: run.outcome ?? run.state },
  at: isoOf(run.endedAt ?? run.startedAt ?? run.requestedAt),
  bytes: run.result?.bytes ?? run.bytesDone,
  isComplete: run.outcome !== null && run.folderState === 'complete',
});

/** The people of a lineage; what runs saw of a home counts before what the directory says. */
export const lineagePeople = (people: readonly PersonView[]): readonly LineagePersonView[] =>
  people.map(({ username, displayName, uid, facts }) => ({
    ...{ username, displayName, uid: facts?.uid ?? uid },
    ...{ bytes: facts?.bytes ?? null, asOf: facts?.asOf ?? null },
  }));
