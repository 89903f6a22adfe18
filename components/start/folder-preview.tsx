import { Icon } from '#components/ui/icon.tsx';

interface FolderPreviewProps {
  readonly newUser: string | null;
  /** The name it would get now. */
  readonly folder: string | null;
}

const STAMP = /\d{8}T\d{6}Z$/;

/** Where the copy will be. The time in the folder's name will be another, so it is set quieter. */
export function FolderPreview({ newUser, folder }: FolderPreviewProps) {
  if (newUser === null || folder === null) {
    return <p className="mt-3 text-row text-ink-2">A new folder in the new home. Nothing there is overwritten.</p>;
  }
  const stamp = STAMP.exec(folder)?.[0] ?? '';
  return (
    <>
      <p className="mt-3 grid grid-cols-[22px_minmax(0,1fr)] text-row">
        <Icon name="folder" className="mt-0.5" />
        <span className="mono [overflow-wrap:anywhere]">
          <bdi>{newUser}</bdi> / <bdi>{folder.slice(0, folder.length - stamp.length)}</bdi>
          <span className="text-ink-3">{stamp}</span>
        </span>
      </p>
      <p className="mt-1 text-row text-ink-2">
        A new folder in the new home; nothing there is overwritten.
        {stamp && ' The time in its name is when you ask for it.'}
      </p>
    </>
  );
}
