import { Icon } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatSize } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { PersonView } from '#lib/migrations/views.ts';
import { type Option, splitAtMatch } from './choice.ts';

interface PersonOptionProps {
  readonly id: string;
  readonly option: Option;
  readonly text: string;
  readonly active: boolean;
  readonly clock: Clock;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}

/** One line of the picker's list. The keyboard is the text field's affair, which keeps the focus. */
export function PersonOption({ id, option, text, active, clock, onPick, onPoint }: PersonOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns this option.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox, which points here.
    <div
      id={id}
      role="option"
      aria-selected={active}
      onClick={onPick}
      onPointerMove={onPoint}
      className="flex cursor-pointer items-start gap-3 border-b border-line px-3 py-2 last:border-b-0 aria-selected:bg-accent-tint"
    >
      {option.kind === 'person' ? (
        <Somebody person={option.person} text={text} clock={clock} />
      ) : (
        <Anyway username={option.username} />
      )}
    </div>
  );
}

function Somebody({ person, text, clock }: { person: PersonView; text: string; clock: Clock }) {
  const [before, match, after] = splitAtMatch(person.username, text);
  return (
    <>
      <Icon name="user" className="mt-0.5 text-ink-3" />
      <div className="min-w-0 flex-1 text-row">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <bdi dir="auto" className="mono min-w-0 font-medium [overflow-wrap:anywhere]">
            {before}
            {match && <b className="text-accent">{match}</b>}
            {after}
          </bdi>
          {person.displayName && (
            <bdi dir="auto" className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
              {person.displayName}
            </bdi>
          )}
          {person.server && <span className="ml-auto text-caption text-ink-2">server running</span>}
        </div>
        <div className="text-caption text-ink-2 [overflow-wrap:anywhere]">
          <Whereabouts person={person} clock={clock} />
        </div>
      </div>
    </>
  );
}

function Whereabouts({ person, clock }: { person: PersonView; clock: Clock }) {
  const uid = person.uid ?? person.facts?.uid ?? null;
  const { homeOnDisk, facts, lastRun } = person;
  return (
    <>
      {uid !== null && `uid ${uid}, `}
      {homeOnDisk === null ? (
        'no home found'
      ) : (
        <>
          folder <bdi dir="auto">{homeOnDisk}</bdi>
        </>
      )}
      {facts && facts.bytes !== null && (
        <>
          , {formatSize(facts.bytes)} as of <Time at={facts.asOf} clock={clock} />
        </>
      )}
      {lastRun && (
        <>
          , last run <Time at={lastRun.requestedAt} clock={clock} />
        </>
      )}
    </>
  );
}

function Anyway({ username }: { readonly username: string }) {
  return (
    <>
      <Icon name="alert" className="mt-0.5 text-attention" />
      <div className="min-w-0 flex-1 text-row">
        <bdi dir="auto" className="mono font-medium [overflow-wrap:anywhere]">
          {username}
        </bdi>{' '}
        use this name anyway
        <div className="text-caption text-ink-2">Nobody is listed under this name</div>
      </div>
    </>
  );
}
