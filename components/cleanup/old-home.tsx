import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';

/** How an old home is deleted by hand: the section of the guide “Cleaning up”, in its words. */
export function OldHome() {
  return (
    <details className="group mt-2 text-row">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 font-medium text-ink-2 hover:text-ink max-phone:min-h-10">
        <Icon name="chevronRight" className="icon-small group-open:rotate-90" />
        How an old home is deleted
      </summary>
      <div className="panel mt-1 p-inset">
        <p className="max-w-[90ch]">
          Rehome never writes to an old home, and has no button that deletes one. Whether a copy is all that somebody
          needs is for people to say, and a home that is gone is gone. So it is done by hand, by whoever is responsible
          for the storage, and late.
        </p>
        <ol className="mt-3 grid max-w-[90ch] list-decimal grid-cols-[minmax(0,1fr)] gap-3 pl-6">
          <li>
            <b>Is the copy finished?</b> The page of the run says <i>Done</i>, and the new home holds{' '}
            <code>{'migrated-<old>-<time>'}</code> with <code>REHOME-RECEIPT.txt</code> in it. The receipt says what was
            compared. Read the notes of the run: sockets and devices that were left out are in them; what was left out
            on request stands in the sentence below <i>Done</i>.
          </li>
          <li>
            <b>Is it still right?</b> People go on working with the old account. Run <b>Check first</b> for the pair
            once more, and compare its files and bytes with the receipt. To compare them one by one, on the storage and
            as root (it changes nothing, and prints what differs):
            <Commands>{COMPARE}</Commands>
          </li>
          <li>
            <b>Ask the person.</b> The run’s page has a message to them.
          </li>
          <li>
            <b>Close the old account</b>, so that nobody writes to its home: in the login provider first. In JupyterHub
            stop its server, but <b>do not delete the user yet</b>: KubeSpawner deletes the claim of a user who is
            deleted (<code>delete_pvc</code>, on unless you turned it off), and the home with it.
          </li>
          <li>
            <b>Wait</b>, a month or whatever your rules say. A backup is worth more than any of these steps.
          </li>
          <li>
            <b>Delete it.</b>
            <ul className="mt-1 grid list-disc grid-cols-[minmax(0,1fr)] gap-2 pl-5">
              <li>
                One shared volume: on the storage, as root. Move it aside first, and delete that a week later.
                <Commands>{MOVE_ASIDE}</Commands>
              </li>
              <li>
                A claim for each user: look at what becomes of the volume. With <code>Retain</code> it stays after its
                claim, and is deleted on the storage; with <code>Delete</code> the files go with the claim, at once.
                <Commands>{DELETE_CLAIM}</Commands>
              </li>
            </ul>
          </li>
          <li>
            <b>Write it down</b>: a note on the page of the pair says who did it, and when.
          </li>
        </ol>
      </div>
    </details>
  );
}

const Commands = ({ children }: { readonly children: ReactNode }) => (
  <pre className="mono mt-1.5 whitespace-pre-wrap text-ink wrap-anywhere">{children}</pre>
);

const COMPARE = `rsync -aHAXn --itemize-changes --delete --no-owner --no-group \\
  --exclude=/REHOME-RECEIPT.txt --exclude=/REHOME-NOTES.txt \\
  /export/home/OLD/ /export/home/NEW/migrated-OLD-TIME/`;

const MOVE_ASIDE = `mv -- /export/home/OLD /export/home/.gone-OLD
rm -r --one-file-system -- /export/home/.gone-OLD`;

const DELETE_CLAIM = `kubectl -n NAMESPACE get pvc CLAIM -o jsonpath='{.spec.volumeName}'
kubectl get pv VOLUME -o jsonpath='{.spec.persistentVolumeReclaimPolicy}'
kubectl patch pv VOLUME -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'   # to keep the files for now
kubectl -n NAMESPACE delete pvc CLAIM`;
