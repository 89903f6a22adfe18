interface PairLabelProps {
  readonly oldUser: string;
  readonly newUser: string;
  /** `title` in the head of a page. */
  readonly size?: 'row' | 'title';
}

/**
 * From whom to whom. Usernames are foreign text: each is isolated, so that neither can turn the other around, and
 * none is ever cut, since what is cut may be what tells two of them apart.
 */
export function PairLabel({ oldUser, newUser, size = 'row' }: PairLabelProps) {
  const isTitle = size === 'title';
  return (
    <span className={`pair ${isTitle ? 'pair-title' : ''}`}>
      <bdi dir="auto" className="pair-old">
        {oldUser}
      </bdi>
      <span className="pair-target">
        <svg viewBox="0 0 18 8" className="pair-arrow" aria-hidden="true">
          <path d="M1 4h15M13 1l3 3-3 3" />
        </svg>
        <span className="sr-only"> to </span>
        <bdi dir="auto" className="pair-new">
          {newUser}
        </bdi>
      </span>
    </span>
  );
}
