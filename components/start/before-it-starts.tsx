import { memo, type RefObject, useDeferredValue } from 'react';
import type { Clock } from '#lib/format/time.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import type { Choice } from './choice.ts';
import { ObjectsButton } from './objects-button.tsx';
import { excludesOf, type OptionsDraft } from './options-draft.ts';
import { preflightOf } from './preflight.ts';
import { PreflightPanel } from './preflight-panel.tsx';
import { PANEL_ID } from './start-fields.ts';
import { WhatHappens } from './what-happens.tsx';

interface BeforeItStartsProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly context: PairContextView | undefined;
  readonly options: OptionsDraft;
  /** To the user. */
  readonly note: string;
  readonly isAsking: boolean;
  readonly knowsEverybody: boolean;
  readonly clock: Clock;
  readonly onOptions: () => void;
}

/** Beside the form: how the migration of two chosen accounts would go, and until there are two, what a migration is. */
export const BeforeItStarts = memo(function BeforeItStarts(props: BeforeItStartsProps) {
  // What is chosen and typed is drawn at once, and what that leads to when it is ready.
  return <Drawn {...useDeferredValue(props)} />;
});

const Drawn = memo(function Drawn(props: BeforeItStartsProps) {
  const { ref, from, to, context, options, note, clock, onOptions, ...rest } = props;
  const excludes = excludesOf(options);
  return (
    <aside
      ref={ref}
      id={PANEL_ID}
      aria-label={from && to ? 'Before it starts' : 'What happens'}
      className="panel scroll-mt-16 scroll-mb-24 split:col-start-2 split:row-span-3 split:row-start-1"
    >
      {from && to ? (
        <PreflightPanel
          {...{ from, to, excludes, clock, onOptions }}
          check={context?.check ?? null}
          preflight={preflightOf({ ...rest, from, to, context, excludes, now: clock.now })}
        >
          <ObjectsButton {...{ from, to, options, note }} />
        </PreflightPanel>
      ) : (
        <WhatHappens />
      )}
    </aside>
  );
});
