import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to another page of the dashboard, the one way to make one. What it leads to is read when it is followed: read when it
 * comes into sight, as Next does unasked, a list asks the server for a page per row, and its reader's processor for the answers.
 */
export const Link = (props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) => (
  <NextLink {...props} prefetch={false} />
);
