'use client';

import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { hearInPassing } from './toast.ts';

const SHOWN_MS = 6000;

/**
 * What is said in passing, one at a time. It stays while the pointer or the focus is on it. The region is there before its
 * words, so that they are read out; a popover would hide it from that.
 */
export function Toasts() {
  const [toast, setToast] = useState<{ readonly id: number; readonly words: string } | null>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => hearInPassing((words) => setToast((last) => ({ id: (last?.id ?? 0) + 1, words }))), []);
  useEffect(() => {
    if (!toast || isHeld) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  const close = () => {
    setToast(null);
    setHeld(false);
  };
  return (
    <div role="status" className="toasts">
      {toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens here but that it stays.
        <div
          key={toast.id}
          className="toast"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          {toast.words}
          <IconButton icon="cross" label="Close this message" onClick={close} />
        </div>
      )}
    </div>
  );
}
