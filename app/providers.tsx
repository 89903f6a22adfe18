'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/** One query cache per browser tab. A failed poll is not retried in a hurry: the next poll is the retry. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always', staleTime: 500 } } }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
