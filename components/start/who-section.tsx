import { IconButton } from '#components/ui/button.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { Choice, Listed } from './choice.ts';
import { PersonFacts } from './person-facts.tsx';
import { PersonPicker } from './person-picker.tsx';
import { FIELD_IDS } from './start-fields.ts';

interface WhoSectionProps {
  readonly from: Choice | null;
  readonly to: Choice | null;
  readonly onFrom: (choice: Choice | null) => void;
  readonly onTo: (choice: Choice | null) => void;
  readonly onSwap: () => void;
  /** By the name that the server calls the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly listed: Listed;
  readonly clock: Clock;
}

/** The two pickers with what is known of who was picked, and a button between them that swaps them. */
export function WhoSection({ from, to, onFrom, onTo, onSwap, errors, listed, clock }: WhoSectionProps) {
  return (
    <div className="mt-3 grid grid-cols-[minmax(0,1fr)_40px_minmax(0,1fr)] max-phone:grid-cols-1">
      <div>
        <PersonPicker
          id={FIELD_IDS.oldUser}
          label="Old account"
          choice={from}
          onChoose={onFrom}
          error={errors.oldUser}
          listed={listed}
          clock={clock}
        />
        {from && <PersonFacts choice={from} listed={listed} clock={clock} />}
      </div>
      <div className="flex justify-center pt-8 max-phone:py-2">
        <IconButton
          icon="swap"
          label="Swap old and new account"
          title="Swap"
          variant="secondary"
          className="max-phone:[&>svg]:rotate-90"
          onClick={onSwap}
        />
      </div>
      <div>
        <PersonPicker
          id={FIELD_IDS.newUser}
          label="New account"
          choice={to}
          onChoose={onTo}
          error={errors.newUser}
          listed={listed}
          clock={clock}
        />
        {to && <PersonFacts choice={to} listed={listed} clock={clock} />}
      </div>
    </div>
  );
}
