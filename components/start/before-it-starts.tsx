import { memo, type RefObject, useDeferredValue } from 'react';
import type { Clock } from '#lib/format/time.ts';
import type { CheckView } from '#lib/migrations/start-views.ts';
import type { Choice } from './choice.ts';
import { ObjectsButton } from './objects-button.tsx';
import type { OptionsDraft } from './options-draft.ts';
import type { Preflight } from './preflight.ts';
import { PreflightPanel } from './preflight-panel.tsx';
import { PANEL_ID } from './start-fields.ts';
import { WhatHappens } from './what-happens.tsx';

interface BeforeItStartsProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly check: CheckView | null;
  /** Null until there are two accounts. */
  readonly preflight: Preflight | null;
  readonly excludes: readonly string[];
  readonly options: OptionsDraft;
  /** To the user. */
  readonly note: string;
  readonly clock: Clock;
  readonly onOptions: () => void;
}

/** Beside the form: how the migration of two chosen accounts would go, and until there are two, what a migration is. */
export const BeforeItStarts = memo(function BeforeItStarts(props: BeforeItStartsProps) {
  // What is chosen and typed is drawn at once, and what that leads to when it is ready.
  return <Drawn {...useDeferredValue(props)} />;
});

const Drawn = memo(function Drawn(props: BeforeItStartsProps) {
  const { ref, from, to, check, preflight, excludes, options, note, clock, onOptions } = props;
  return (
    <aside
      ref={ref}
      id={PANEL_ID}
      aria-label={preflight ? 'Before it starts' : 'What happens'}
      className="panel scroll-mt-16 scroll-mb-24 split:col-start-2 split:row-span-3 split:row-start-1"
    >
      {from && to && preflight ? (
        <PreflightPanel {...{ preflight, from, to, check, excludes, clock, onOptions }}>
          <ObjectsButton {...{ from, to, options, note }} />
        </PreflightPanel>
      ) : (
        <WhatHappens />
      )}
    </aside>
  );
});
