'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import type { Role } from '#lib/access/roles.ts';
import { rowOf } from './keys.ts';

const SEQUENCE_MS = 1000;

const KeySheet = dynamic(() => import('./key-sheet.tsx').then((file) => file.KeySheet));

/** The keys that work on every page (`keys.ts`), never while something is typed, and the button that lists them. */
export function Shortcuts({ searchId, role }: { readonly searchId: string; readonly role: Role }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let last = { key: '', at: Number.NEGATIVE_INFINITY };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Shift' || isTyping(event.target)) return;
      const before = event.timeStamp - last.at < SEQUENCE_MS ? last.key : undefined;
      last = { key: event.key, at: event.timeStamp };
      const row = rowOf(role, event.key, before);
      if (row?.href) router.push(row.href);
      if (event.key === '?') setOpen(true);
      if (event.key !== '/') return;
      event.preventDefault();
      document.getElementById(searchId)?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [router, searchId, role]);
  return (
    <>
      <button
        type="button"
        aria-label="Keys"
        title="Keys (?)"
        aria-haspopup="dialog"
        className={buttonClass({ variant: 'quiet', size: 'icon' }, 'max-menu:hidden')}
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">?</span>
      </button>
      {isOpen && <KeySheet role={role} onClose={() => setOpen(false)} />}
    </>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);
