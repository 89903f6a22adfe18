import { CopyButton } from '#components/ui/copy-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { personWords } from './person-words.ts';

/** A message to the person whose files these are, ready to be sent. Absent where there is nothing for them to know. */
export function TellThePerson({ run }: { readonly run: RunDetailView }) {
  const words = personWords(run);
  if (words === null) return null;
  return (
    <Panel title="Tell the user" action={<CopyButton text={words} label="Copy the message" className="-mr-2" />}>
      <p className="max-w-[72ch] px-inset py-3.5 text-row wrap-anywhere whitespace-pre-line">
        <bdi dir="auto">{words}</bdi>
      </p>
    </Panel>
  );
}
