import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { userHref } from '#components/users/user-href.ts';

interface PairLabelProps {
  readonly oldUser: string;
  readonly newUser: string;
  /** `title` in the head of a page. */
  readonly size?: 'row' | 'title';
  /** Each name leads to the page of its person; not inside another link. */
  readonly linked?: boolean;
  /** A name as it is to be shown, with something set off in it. */
  readonly show?: (name: string) => ReactNode;
}

/**
 * From whom to whom. Usernames are foreign text: each is isolated, so that neither can turn the other around, and
 * none is ever cut, since what is cut may be what tells two of them apart.
 */
export function PairLabel({ oldUser, newUser, size = 'row', linked = false, show = asItIs }: PairLabelProps) {
  const isTitle = size === 'title';
  return (
    <span className={`pair ${isTitle ? 'pair-title' : ''}`}>
      <bdi dir="auto" className="pair-old">
        {linked ? <UserLink username={oldUser} /> : show(oldUser)}
      </bdi>
      <span className="pair-target">
        <svg viewBox="0 0 18 8" className="pair-arrow" aria-hidden="true">
          <path d="M1 4h15M13 1l3 3-3 3" />
        </svg>
        <span className="sr-only"> to </span>
        <bdi dir="auto" className="pair-new">
          {linked ? <UserLink username={newUser} /> : show(newUser)}
        </bdi>
      </span>
    </span>
  );
}

const asItIs = (name: string): string => name;

const UserLink = ({ username }: { readonly username: string }) => (
  <Link href={userHref(username)} className="hover:underline hover:decoration-1 hover:underline-offset-3">
    {username}
  </Link>
);
