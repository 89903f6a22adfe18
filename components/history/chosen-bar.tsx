import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuDownload } from '#components/ui/menu.tsx';
import { useWarm } from '#components/ui/use-warm.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { Deed } from './chosen-words.ts';
import { chosenHref } from './list-address.ts';

interface ChosenBarProps {
  readonly chosen: readonly RunView[];
  readonly mayRun: boolean;
  readonly mayClean: boolean;
  readonly onAsk: (deed: Deed) => void;
  readonly onClear: () => void;
}

/** What can be done with the runs that are chosen, in the place of the list's tools; out of sight where none is. */
export function ChosenBar({ chosen, mayRun, mayClean, onAsk, onClear }: ChosenBarProps) {
  const bar = useRef<HTMLElement>(null);
  useWarm(bar, true);
  const ids = chosen.map(({ id }) => id);
  return (
    <section
      ref={bar}
      aria-label="Chosen runs"
      hidden={chosen.length === 0}
      className="flex min-h-[51px] flex-wrap items-center gap-2 border-b border-line bg-accent-tint px-inset py-2.5"
    >
      <p role="status" className="mr-1 text-row font-medium">
        {chosen.length} selected
      </p>
      {mayRun && (
        <>
          <Button size="small" variant="danger-quiet" onClick={() => onAsk('stop')}>
            Stop…
          </Button>
          <Button size="small" onClick={() => onAsk('seen')}>
            Mark as seen…
          </Button>
        </>
      )}
      {mayClean && (
        <Button size="small" variant="danger-quiet" onClick={() => onAsk('tidy')}>
          Remove leftovers…
        </Button>
      )}
      <Menu label="Export" icon="download">
        <MenuDownload href={chosenHref(ids, 'csv')}>CSV, for spreadsheets</MenuDownload>
        <MenuDownload href={chosenHref(ids, 'json')}>JSON, for programs</MenuDownload>
      </Menu>
      <Button size="small" variant="quiet" className="ml-auto" onClick={onClear}>
        Clear selection
      </Button>
    </section>
  );
}
