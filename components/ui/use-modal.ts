import { type RefObject, useLayoutEffect, useRef } from 'react';
import { drawn } from './drawn.ts';

/**
 * A native modal dialog, open for as long as it is rendered. It opens once the press that asked for it has been answered: the
 * browser works out the style of the whole page for it. Focus goes back to where it was when it closes.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect: only a dialog that closes while it is still in the page gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    let isWanted = true;
    void drawn().then(() => isWanted && dialog?.showModal());
    return () => {
      isWanted = false;
      dialog?.close();
    };
  }, []);
  return ref;
}
