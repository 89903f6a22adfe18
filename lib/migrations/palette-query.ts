import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PaletteView } from './palette-views.ts';
import { readJson } from './polling.ts';

/** What a text finds. An older question is given up, so that the last answer is that of the last text. */
export const paletteQuery = (text: string) =>
  queryOptions({
    queryKey: ['palette', text],
    queryFn: ({ signal }) => readJson<PaletteView>(`/api/palette?${new URLSearchParams({ q: text })}`, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    gcTime: 30_000,
  });
