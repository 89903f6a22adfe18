import { FAMILIES } from '#components/migrations/status-look.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Time } from '#components/ui/time.tsx';
import { userHref } from '#components/users/user-href.ts';
import type { Clock } from '#lib/format/time.ts';
import type { LineageMoveView, LineagePersonView } from '#lib/migrations/pair-views.ts';
import { STATUS } from '#lib/migrations/states.ts';
import { pairHref } from './pair-href.ts';

interface PersonProps {
  readonly person: LineagePersonView;
  readonly isOurs: boolean;
  readonly clock: Clock;
}

/** Somebody's name, and what is known of their home. */
export function LineagePerson({ person, isOurs, clock }: PersonProps) {
  const { username, displayName, uid, bytes, asOf } = person;
  return (
    <>
      <bdi dir="auto" className={`font-name wrap-anywhere ${isOurs ? 'font-medium text-ink' : 'text-ink-2'}`}>
        <Link href={userHref(username)} className="hover:underline hover:decoration-1 hover:underline-offset-3">
          {username}
        </Link>
      </bdi>
      <span className="block text-caption text-ink-3">
        {displayName && displayName !== username && (
          <>
            <bdi dir="auto">{displayName}</bdi>,{' '}
          </>
        )}
        {uid === null ? 'uid not known' : `uid ${uid}`}
        {asOf !== null && bytes !== null && (
          <>
            , <Size bytes={bytes} /> as of <Time at={asOf} clock={clock} />
          </>
        )}
      </span>
    </>
  );
}

interface MoveProps {
  readonly move: LineageMoveView;
  /** Of the pair of the page, which it would only lead back to. */
  readonly isHere: boolean;
  readonly clock: Clock;
}

/** What became of a move: its icon and word, size and time. It leads to the page of its pair. */
export function LineageMove({ move, isHere, clock }: MoveProps) {
  const { oldUser, newUser, status, copies, bytes, at } = move;
  const { icon, mark } = FAMILIES[STATUS[status].family];
  const words = (
    <>
      <Icon name={icon} className={`mr-1.5 inline-block align-[-3px] ${mark}`} />
      {STATUS[status].label}
    </>
  );
  return (
    <span className="text-caption text-ink-2">
      {isHere ? (
        <span className="font-medium">{words}</span>
      ) : (
        <Link
          href={pairHref(oldUser, newUser)}
          className="font-medium underline decoration-soft decoration-1 underline-offset-3 hover:decoration-current"
        >
          {words}
          <span className="sr-only">
            : {oldUser} to {newUser}
          </span>
        </Link>
      )}
      , <Time at={at} clock={clock} />
      {bytes !== null && bytes > 0 && (
        <>
          , <Size bytes={bytes} />
        </>
      )}
      {copies > 1 && `, ${copies} runs`}
    </span>
  );
}
