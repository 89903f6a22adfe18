'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Entry } from '#components/palette/entries.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx';
import { drawn } from '#components/ui/drawn.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Role } from '#lib/access/roles.ts';
import { isFindKey, keyName, rowOf } from './keys.ts';
import { moveRow } from './move-row.ts';
import { useIsMac } from './use-is-mac.ts';

const SEQUENCE_MS = 1000;

/** What can be open, with what shows it: loaded when it is asked for, and never to the harm of the page. */
const SHEETS = {
  keys: () => import('./key-sheet.tsx').then(({ KeySheet }) => ({ what: 'keys' as const, KeySheet })),
  find: () => import('#components/palette/palette.tsx').then(({ Palette }) => ({ what: 'find' as const, Palette })),
};
const PARTS = Object.values(SHEETS);
type Sheet = Awaited<ReturnType<(typeof SHEETS)[keyof typeof SHEETS]>>;

interface ShortcutsProps {
  readonly searchId: string;
  readonly role: Role;
  /** IANA name. */
  readonly zone: string;
}

/** The keys that work on every page (`keys.ts`), never while something is typed but for one, and the buttons of two of them. */
export function Shortcuts({ searchId, role, zone }: ShortcutsProps) {
  const router = useRouter();
  const isMac = useIsMac();
  const [open, setOpen] = useState<Sheet | null>(null);
  /** What could not be loaded; that is said until it comes, or is read. */
  const [missed, setMissed] = useState<keyof typeof SHEETS | null>(null);
  const loading = useRef<keyof typeof SHEETS | null>(null);
  /** What is typed while that loads, for what is about to open. */
  const ahead = useRef('');
  useWarmParts(PARTS);
  const show = useCallback(async (what: keyof typeof SHEETS) => {
    if (loading.current === what) return;
    loading.current = what;
    ahead.current = '';
    try {
      // The press is answered first, also where it is here already.
      const [sheet] = await Promise.all([SHEETS[what](), drawn()]);
      if (loading.current !== what) return;
      setMissed(null);
      setOpen(sheet);
    } catch {
      setMissed(what);
    } finally {
      if (loading.current === what) loading.current = null;
    }
  }, []);
  useEffect(() => {
    let last = { key: '', at: Number.NEGATIVE_INFINITY };
    const press = (event: KeyboardEvent) => {
      if (isFindKey(event, isMac)) {
        event.preventDefault();
        // A question that is open is answered first.
        if (isAsked()) setOpen((now) => (now?.what === 'find' ? null : now));
        else void show('find');
        return;
      }
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (loading.current !== null && isPlain) {
        if (event.key === 'Escape') loading.current = null;
        if (loading.current === 'find') typeAhead(event, ahead);
        return;
      }
      if (isAsked()) return;
      if (!isPlain || event.key === 'Shift' || isTyping(event.target)) return;
      const before = event.timeStamp - last.at < SEQUENCE_MS ? last.key : undefined;
      last = { key: event.key, at: event.timeStamp };
      const row = rowOf(role, event.key, before);
      if (row?.href) router.push(row.href);
      moveRow(event.key);
      if (event.key === '?') void show('keys');
      if (event.key !== '/') return;
      event.preventDefault();
      const field = document.getElementById(searchId);
      // Where there is no room for the field, what finds anything finds users too.
      if (field?.checkVisibility()) field.focus();
      else void show('find');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [router, searchId, role, isMac, show]);
  const pick = async ({ leads }: Entry, inNewTab: boolean) => {
    if ('href' in leads && inNewTab) return void window.open(leads.href, '_blank', 'noopener');
    setOpen(null);
    if ('href' in leads) return router.push(leads.href);
    if (leads.deed === 'keys') return show('keys');
    const { doDeed } = await import('#components/palette/deeds.ts');
    await doDeed(leads.deed);
  };
  return (
    <>
      <button
        type="button"
        title="Find anything"
        aria-haspopup="dialog"
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        className={buttonClass({ variant: 'quiet' }, 'palette-button')}
        onClick={() => void show('find')}
      >
        <Icon name="search" className="menu:hidden" />
        <span className="max-menu:sr-only">Find anything</span>
        <span aria-hidden="true" className="max-menu:hidden">
          <Kbd>{keyName('Mod+K', isMac)}</Kbd>
        </span>
      </button>
      <button
        type="button"
        aria-label="Keys"
        title="Keys (?)"
        aria-haspopup="dialog"
        className={buttonClass({ variant: 'quiet', size: 'icon' }, 'max-menu:hidden')}
        onClick={() => void show('keys')}
      >
        <span aria-hidden="true">?</span>
      </button>
      {missed && (
        <div className="absolute inset-x-gutter top-full mt-2 rounded-panel bg-paper">
          <Alert
            grade="error"
            role="alert"
            title={missed === 'find' ? 'The search could not be loaded.' : 'The keys could not be loaded.'}
            action={
              <>
                <Button size="small" onClick={() => void show(missed)}>
                  Try again
                </Button>
                <IconButton icon="cross" label="Close this message" onClick={() => setMissed(null)} />
              </>
            }
          >
            Rehome does not answer, or was updated. Load the page again if this stays so.
          </Alert>
        </div>
      )}
      {open?.what === 'keys' && <open.KeySheet role={role} onClose={() => setOpen(null)} />}
      {open?.what === 'find' && (
        <open.Palette first={ahead.current} {...{ role, zone }} onPick={pick} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Keeps a key for a text field that is about to open, and from whatever has the focus now. */
function typeAhead(event: KeyboardEvent, text: RefObject<string>): void {
  const { key } = event;
  if (key.length > 1 && key !== 'Backspace' && key !== 'Enter') return;
  event.preventDefault();
  if (key === 'Backspace') text.current = text.current.slice(0, -1);
  else if (key !== 'Enter') text.current += key;
}

/** Whether a dialog is open or about to be, which has keys of its own: it is in the page only while it is wanted. */
const isAsked = (): boolean => document.querySelector('dialog') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null);
