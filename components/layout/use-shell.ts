'use client';

import { useQuery } from '@tanstack/react-query';
import { shellQuery } from '#lib/migrations/queries.ts';
import type { ShellView } from '#lib/migrations/views.ts';

/** The frame's view, kept fresh. Every caller shares one poll. */
export const useShell = (initial: ShellView) => useQuery(shellQuery(initial));
