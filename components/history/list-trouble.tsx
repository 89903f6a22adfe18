import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';

interface ListTroubleProps {
  /** When the rows were read that are on show, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly clock: Clock;
  readonly onAgain: () => void;
}

/** Says that the rows are old while the rest of the page is not, and asks again on request. */
export const ListTrouble = ({ readAt, clock, onAgain }: ListTroubleProps) => (
  <Alert
    grade="warning"
    role="status"
    className="mb-4"
    title="The migrations could not be read again."
    action={
      <Button size="small" onClick={onAgain}>
        Try again
      </Button>
    }
  >
    Showing them as they were at <Time at={new Date(readAt).toISOString()} clock={clock} withSeconds />.
  </Alert>
);
