import { Plate } from '#components/layout/plate.tsx';
import type { Scope } from '#components/layout/scope.ts';
import { Button } from '#components/ui/button.tsx';
import type { Preflight, Stage } from './preflight.ts';
import { PANEL_ID } from './start-fields.ts';

interface StartBarProps {
  readonly busy: boolean;
  readonly isChecking: boolean;
  readonly preflight: Preflight | null;
  /** Why it may not start now, in a sentence. */
  readonly held: string | null;
  /** Whether two accounts are chosen that can be checked. */
  readonly isPair: boolean;
  /** When it is to start, in words; null for at once. */
  readonly startsAt: string | null;
  readonly scope: Scope;
  readonly onStart: () => void;
  readonly onCheck: () => void;
}

/**
 * The buttons that start and that check, and beside them where it starts, or why not now. Until there is a fresh check that is
 * the one set off; neither ever takes the other's place, where a second click would hit it. On phones they stay in sight at the
 * bottom.
 */
export function StartBar({
  busy,
  isChecking,
  preflight,
  held,
  isPair,
  startsAt,
  scope,
  onStart,
  onCheck,
}: StartBarProps) {
  const mayStart = !busy && held === null;
  const mayCheck = !busy && !isChecking && isPair;
  const stage = preflight?.stage ?? 'unchecked';
  const isChecked = stage === 'checked';
  const start = (
    <Button
      variant={isChecked ? 'primary' : 'secondary'}
      className="max-phone:flex-1"
      aria-disabled={!mayStart}
      aria-describedby="start-note"
      onClick={() => mayStart && onStart()}
    >
      {busy ? 'Starting migration' : startsAt ? 'Schedule migration' : 'Start migration'}
    </Button>
  );
  const check = (
    <Button
      icon="scan"
      variant={isChecked ? 'secondary' : 'primary'}
      className="max-phone:flex-1"
      aria-disabled={!mayCheck}
      aria-describedby="start-note"
      onClick={() => mayCheck && onCheck()}
    >
      {checkWords(stage, isChecking)}
    </Button>
  );
  return (
    <div className="start-bar split:col-start-1">
      <div className="flex gap-2 max-phone:w-full">
        {start}
        {check}
      </div>
      <p
        id="start-note"
        className="min-w-0 flex-1 basis-64 text-row text-ink-2 max-phone:text-caption"
        aria-live="polite"
      >
        {!busy && preflight && stage !== 'unchecked' && (
          <a className="link mr-1.5 split:hidden" href={`#${PANEL_ID}`}>
            {preflight.verdict.words}
          </a>
        )}
        {busy && 'Recording the run.'}
        {!busy && held}
        {mayStart && !isPair && (preflight ? 'Choose two different accounts.' : 'Choose two accounts first.')}
        {mayStart && isPair && (
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            Starts in <Plate {...scope} /> {startsAt ?? 'as soon as a slot is free'}.
          </span>
        )}
      </p>
    </div>
  );
}

function checkWords(stage: Stage, isChecking: boolean): string {
  if (isChecking) return 'Checking';
  return stage === 'unchecked' ? 'Check first' : 'Check again';
}
