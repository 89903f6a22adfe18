import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A native modal dialog, open for as long as it is rendered. Focus goes back to where it was when it closes. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect: only a dialog that closes while it is still in the page gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return ref;
}
