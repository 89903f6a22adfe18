import { Icon } from '#components/ui/icon.tsx';
import type { Family } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { FAMILIES, familyOf, statusWords } from './status-look.ts';

interface StatusChipProps {
  readonly family: Family;
  readonly words: string;
  /** `RH-…`, after a thin rule. */
  readonly code?: string | null;
}

/** Icon, word and code of a family. Untinted ones keep the same inset, so that icons align in a column. */
export function StatusChip({ family, words, code }: StatusChipProps) {
  const { icon, chip, mark } = FAMILIES[family];
  return (
    <span
      className={`-ml-[5px] inline-flex h-[22px] items-center gap-1.5 rounded-chip pr-2 pl-[5px] align-middle text-row font-medium whitespace-nowrap ${chip}`}
    >
      <Icon name={icon} className={mark} />
      {words}
      {code && (
        <span className="status-code ml-0.5 border-l border-current pl-1.5 font-mono text-fine font-medium">
          {code}
        </span>
      )}
    </span>
  );
}

interface StatusProps {
  readonly run: RunView;
  /** ISO 8601; a wait gets loud with time. */
  readonly now: string;
  /** Instead of the state's own words: an outcome's headline. */
  readonly words?: string;
}

/** What a run is, at a glance. The code is said only where somebody may have to look it up. */
export function Status({ run, now, words }: StatusProps) {
  const family = familyOf(run, now);
  const withCode = family === 'failed' || family === 'lost';
  return <StatusChip family={family} words={words ?? statusWords(run)} code={withCode ? run.code : null} />;
}
