import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHead, Panel } from '#components/ui/panel.tsx';

interface NothingHereProps {
  /** What may have been meant, and why it is not here. */
  readonly children: string;
  readonly href: Route;
  /** Where `href` leads. */
  readonly label: string;
}

/** What a page says in the place of something that is not there. */
export function NothingHere({ children, href, label }: NothingHereProps) {
  return (
    <>
      <PageHead title="Not found" />
      <Panel>
        <Empty title="There is nothing at this address" action={<ButtonLink href={href}>{label}</ButtonLink>}>
          {children}
        </Empty>
      </Panel>
    </>
  );
}
