'use client';

import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Role } from '#lib/access/roles.ts';
import { keyName, keysFor } from './keys.ts';
import { useIsMac } from './use-is-mac.ts';

/** The keys somebody has, by page. */
export function KeySheet({ role, onClose }: { readonly role: Role; readonly onClose: () => void }) {
  const isMac = useIsMac();
  return (
    <Dialog role="dialog" title="Keys" onClose={onClose} actions={<DialogClose autoFocus>Close</DialogClose>}>
      {keysFor(role).map(({ page, rows }) => (
        <section key={page} className="mt-4">
          <h3 className="text-caption text-ink-3">{page}</h3>
          <dl className="mt-1">
            {rows.map(({ keys, does }) => (
              <div key={does} className="flex items-center justify-between gap-4 py-1 text-row">
                <dt>{does}</dt>
                <dd className="flex flex-none items-center gap-1">
                  {keys.map((key, index) => (
                    <span key={key} className="contents">
                      {index > 0 && <span className="text-caption text-ink-3">then</span>}
                      <Kbd>{keyName(key, isMac)}</Kbd>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
