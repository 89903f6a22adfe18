'use client';

import { type ReactNode, useId } from 'react';
import { useModal } from './use-modal.ts';

interface DialogProps {
  /** The question, or what the dialog is. */
  readonly title: string;
  /** Below the title, on one line: which environment, which pair. */
  readonly subject?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the safe one first: put `autoFocus` on it. */
  readonly actions: ReactNode;
  /** Asked to close: Escape, or a click beside the dialog. */
  readonly onClose: () => void;
  /** A question that must be answered is an alert; anything else a dialog. */
  readonly role?: 'alertdialog' | 'dialog';
}

/** A native modal dialog, open for as long as it is rendered. Focus goes back to where it was when it closes. */
export function Dialog({ title, subject, children, actions, onClose, role = 'alertdialog' }: DialogProps) {
  const ref = useModal();
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
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current && isBeside(ref.current, event.clientX, event.clientY)) onClose();
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

function isBeside(dialog: HTMLDialogElement, x: number, y: number): boolean {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
