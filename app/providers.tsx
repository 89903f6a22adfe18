'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/** Without a network what is asked fails at once, and says so, and nothing is sent off later unasked. */
const networkMode = 'always';

/** One query cache per browser tab. A failed poll is not retried in a hurry: the next poll is the retry. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: false, networkMode, staleTime: 500 }, mutations: { networkMode } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
