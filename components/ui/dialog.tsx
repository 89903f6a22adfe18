'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { drawn } from './drawn.ts';
import { useModal } from './use-modal.ts';

interface DialogProps {
  /** The question, or what the dialog is. */
  readonly title: string;
  /** Below the title, on one line: which environment, which pair. */
  readonly subject?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the safe one first, a `DialogClose`: put `autoFocus` on it. */
  readonly actions: ReactNode;
  /** Asked to close: Escape, a `DialogClose`, or a click beside the dialog. */
  readonly onClose: () => void;
  /** A question that must be answered is an alert; anything else a dialog. */
  readonly role?: 'alertdialog' | 'dialog';
}

/** A native modal dialog (`useModal`), which goes out of sight at once when it is left. */
export function Dialog({ title, subject, children, actions, onClose, role = 'alertdialog' }: DialogProps) {
  const ref = useModal();
  const leave = () => leaveThen(ref.current, onClose);
  const id = useId();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; a click beside it is the extra.
    <dialog
      ref={ref}
      role={role}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClickCapture={(event) => {
        if (!isLeaving(event.currentTarget)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={({ target, clientX, clientY }) => {
        if (!(target instanceof Element)) return;
        if (target.closest('[data-closes]')) leave();
        if (target === ref.current && isBeside(ref.current, clientX, clientY)) leave();
      }}
    >
      <h2 id={`${id}-title`} className="text-[1.0625rem] leading-6 tracking-[-0.01em]">
        {title}
      </h2>
      {subject && <div className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1">{subject}</div>}
      <div id={`${id}-body`}>{children}</div>
      <div className="mt-4 flex justify-end gap-2 max-phone:flex-col-reverse">{actions}</div>
    </dialog>
  );
}

/** The button that closes the dialog around it and does nothing else. */
export const DialogClose = (props: ComponentProps<typeof Button>) => <Button data-closes {...props} />;

/**
 * Takes a dialog out of sight at once, and closes it after that has been drawn: then the browser works out the style of the
 * whole page again, which the dialog had made inert.
 */
function leaveThen(dialog: HTMLDialogElement | null, close: () => void): void {
  if (!dialog || isLeaving(dialog)) return;
  dialog.setAttribute('data-leaving', '');
  void drawn().then(close);
}

/** Out of sight already: what it is asked now was meant for something else. */
const isLeaving = (dialog: HTMLElement): boolean => dialog.hasAttribute('data-leaving');

function isBeside(dialog: HTMLDialogElement, x: number, y: number): boolean {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
