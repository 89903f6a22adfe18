'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { familyOf, statusWords } from './status-look.ts';

interface Notice {
  /** Whether the browser can tell anything. */
  readonly canTell: boolean;
  readonly isOn: boolean;
  /** The person, or the browser for them, said no to it. */
  readonly isRefused: boolean;
  readonly toggle: () => Promise<void>;
}

/** Tells once, by the browser, that a run needs somebody, and once that it has ended; only where it was asked for on this page. */
export function useNotice(run: RunDetailView, now: string): Notice {
  const canTell = useSyncExternalStore(never, isAble, () => true);
  const [isOn, setOn] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const told = useRef<string>(undefined);
  const what = isOutcome(run.status) ? 'ended' : familyOf(run, now) === 'attention' ? 'attention' : undefined;
  const words = statusWords(run);
  const pair = `${run.oldUser} → ${run.newUser}`;
  useEffect(() => {
    if (!isOn || what === undefined || told.current === what) return;
    told.current = what;
    const notice = new Notification(words, { body: pair, tag: run.id });
    notice.onclick = () => window.focus();
  }, [isOn, what, words, pair, run.id]);
  const toggle = async () => {
    if (isOn) return setOn(false);
    const isAllowed = (await Notification.requestPermission()) === 'granted';
    // What is so already needs no telling.
    told.current = what;
    setOn(isAllowed);
    setRefused(!isAllowed);
  };
  return { canTell, isOn, isRefused, toggle };
}

const never = () => () => undefined;
const isAble = (): boolean => 'Notification' in window && window.isSecureContext;
