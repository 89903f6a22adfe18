import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { peopleQuery } from '#lib/migrations/queries.ts';
import type { PersonView } from '#lib/migrations/views.ts';

const PAUSE_MS = 120;

interface People {
  readonly hits: readonly PersonView[];
  /** The hits are those of the text as it stands now; before that, nothing may be picked by a key. */
  readonly settled: boolean;
  readonly failed: boolean;
}

/** People for a typed text, asked for once the typing pauses. `first` are those for no text at all. */
export function usePeople(text: string, open: boolean, first: readonly PersonView[]): People {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    ...peopleQuery(asked),
    enabled: open,
    ...(asked === '' && { initialData: first }),
  });
  const settled = asked === text && !query.isPlaceholderData && !query.isPending;
  return { hits: query.data ?? [], settled, failed: query.isError };
}
