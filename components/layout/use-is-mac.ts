'use client';

import { useSyncExternalStore } from 'react';

/** Whether the keyboard has ⌘. The server takes it for one that has not. */
export const useIsMac = (): boolean => useSyncExternalStore(never, isMac, () => false);

const never = () => () => undefined;
const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
