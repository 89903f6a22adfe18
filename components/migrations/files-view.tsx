'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { groupDigits } from '#lib/format/size.ts';
import { FILE_KINDS, type FileEntry, type FileKind, type FileKindView } from '#lib/migrations/files-view.ts';
import { filesQuery } from '#lib/migrations/queries.ts';

/** Rows shown at first, and with each press of the button below them. */
const AT_ONCE = 200;

interface FilesViewProps {
  readonly runId: string;
  /** More may come. */
  readonly isLive: boolean;
}

/** Which entries were skipped, failed, were mended or differ: by kind, searched, and as a file. */
export function FilesView({ runId, isLive }: FilesViewProps) {
  const { data, isError } = useQuery(filesQuery(runId, isLive));
  const [kind, setKind] = useState<FileKind | 'all'>('all');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(AT_ONCE);
  const wanted = useDeferredValue(search).trim().toLowerCase();
  if (!data)
    return <p className="px-inset py-4 text-row text-ink-2">{isError ? 'Rehome did not answer.' : 'Looking…'}</p>;
  if (data.kinds.length === 0) {
    return (
      <Empty small title={isLive ? 'Nothing so far' : 'Nothing to tell'}>
        {isLive
          ? 'No entry was skipped, failed, was mended or differs yet.'
          : 'No entry was skipped, failed, was mended or differs.'}
      </Empty>
    );
  }
  const found = data.entries.filter((entry) => (kind === 'all' || entry.kind === kind) && has(entry, wanted));
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-inset py-2.5">
        <SearchInput label="Search in the entries" value={search} onSearch={setSearch} />
        <Select
          small
          className="max-phone:min-w-0 max-phone:flex-1"
          aria-label="Kind"
          value={kind}
          onChange={(event) => setKind(event.target.value as FileKind | 'all')}
        >
          <option value="all">All kinds</option>
          {data.kinds.map((row) => (
            <option key={row.kind} value={row.kind}>
              {row.label} ({countWords(row)})
            </option>
          ))}
        </Select>
        <span role="status" className="text-caption text-ink-2">
          {foundWords(found.length, data.entries.length)}
        </span>
        <span className="flex-1 max-phone:hidden" />
        <a
          href={`/api/runs/${runId}/files/csv`}
          download
          title="Download all that is listed, for a spreadsheet"
          className={buttonClass({ variant: 'quiet', size: 'small' })}
        >
          <Icon name="download" />
          CSV
        </a>
      </div>
      {data.whole.length > 0 && (
        <p className="border-b border-line px-inset py-2.5 text-row wrap-anywhere text-ink-2">
          {data.kinds
            .filter(isCut)
            .map((row) => `${row.label}: ${groupDigits(row.listed)} of ${countWords(row)} listed. `)}
          <bdi dir="auto">{data.whole.join(' ')}</bdi>
        </p>
      )}
      <ul>
        {found.slice(0, shown).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and rows keep nothing of their own.
          <FileRow key={`${index} ${entry.path}`} entry={entry} />
        ))}
      </ul>
      {found.length > shown && (
        <div className="px-inset py-3">
          <Button size="small" onClick={() => setShown(shown + AT_ONCE)}>
            Show {groupDigits(Math.min(AT_ONCE, found.length - shown))} more of {groupDigits(found.length)}
          </Button>
        </div>
      )}
    </>
  );
}

const FileRow = ({ entry: { kind, path, detail } }: { readonly entry: FileEntry }) => (
  <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,240px)] gap-x-4 border-b border-line px-inset py-2 text-row last:border-b-0 max-phone:grid-cols-1">
    <div className="min-w-0">
      <bdi dir="auto" className="mono wrap-anywhere whitespace-pre-wrap">
        {path}
      </bdi>
      {detail && (
        <p className="wrap-anywhere text-ink-2">
          <bdi dir="auto">{detail}</bdi>
        </p>
      )}
    </div>
    <span className={kind === 'differing' ? 'font-medium text-failed-ink' : 'text-ink-2'}>{FILE_KINDS[kind]}</span>
  </li>
);

const isCut = ({ count, listed, orMore }: FileKindView): boolean => orMore || listed < count;
const countWords = ({ count, orMore }: FileKindView): string => `${groupDigits(count)}${orMore ? ' or more' : ''}`;

const foundWords = (found: number, listed: number): string =>
  found === listed ? `${groupDigits(listed)} listed` : `${groupDigits(found)} of ${groupDigits(listed)} listed`;

const has = ({ path, detail }: FileEntry, search: string): boolean =>
  search === '' || path.toLowerCase().includes(search) || detail.toLowerCase().includes(search);
