import { stringify } from 'yaml';
import { bundleReadme } from './bundle-readme.ts';
import { redactedLog } from './redacted-log.ts';
import type { Redactor } from './redactor.ts';
import { leftOut } from './redactor.ts';
import { redactorFor } from './redactor-for.ts';
import type { RunRecordFacts } from './run-record-facts.ts';

/** One file of a bundle. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

interface Part {
  readonly name: string;
  /** What it has, for the README. */
  readonly about: string;
  readonly text: (redactor: Redactor) => string | Promise<string>;
}

/** The files of a run's bundle, the README first, each made when it is its turn. */
export async function* bundleFiles(
  facts: RunRecordFacts,
  { fileNames, at }: { readonly fileNames: boolean; readonly at: Date },
): AsyncGenerator<BundleFile> {
  const redactor = redactorFor(facts, fileNames);
  const parts = partsOf(facts);
  yield { name: 'README.txt', text: bundleReadme(facts, parts, { fileNames, at }) };
  for (const { name, text } of parts) yield { name, text: await text(redactor) };
}

function partsOf(facts: RunRecordFacts): readonly Part[] {
  const { log, events, pod, report, files, settings, audit } = facts;
  const json = (name: string, about: string, value: unknown): Part => ({
    ...{ name: `${name}.json`, about },
    text: (redactor) => asJson(redactor.tree(value, name)),
  });
  return [
    json(
      'run',
      'The record: what was asked for, how it went, what came of it, and what it was started with.',
      runOf(facts),
    ),
    json('timeline', 'What happened to it, oldest first.', readable(facts.timeline)),
    ...(log.trim() === '' ? [] : [logOf(facts)]),
    ...(events.length === 0 ? [] : [json('events', 'What the cluster said of its pod.', events)]),
    ...(pod ? [podOf(pod)] : []),
    ...(report ? [json('check', 'What the check found in the two homes.', report)] : []),
    ...(files.kinds.length === 0
      ? []
      : [json('files', 'Entries that were skipped, failed, were mended or differ.', files)]),
    json('versions', 'What runs here.', { ...facts.about, platform: `${process.platform} ${process.arch}` }),
    ...(settings ? [json('configuration', 'The configuration. Secrets are not in it.', settings.map(settingOf))] : []),
    ...(audit ? [json('audit', 'The rows of the audit about this run, newest first.', readable(audit))] : []),
  ];
}

const runOf = ({ run, related, notes }: RunRecordFacts): unknown => ({
  ...(readable(run) as object),
  related,
  notes: notes.map(({ at, by, text }) => ({ at: new Date(at).toISOString(), by, text: leftOut(text) })),
});

const logOf = ({ log, logIsWhole }: RunRecordFacts): Part => ({
  name: 'log.txt',
  about: `What the migrator said${logIsWhole ? '' : '; its first lines were not kept'}.`,
  text: (redactor) => redactedLog(log, redactor),
});

const podOf = (pod: object): Part => ({
  name: 'pod.yaml',
  about: 'The pod as it was last seen, without the values of its environment.',
  text: (redactor) => stringify(redactor.tree(pod, 'pod'), { lineWidth: 0, aliasDuplicateObjects: false }),
});

/** `path` names a setting here, and no file. */
const settingOf = ({ path: setting, value, from }: NonNullable<RunRecordFacts['settings']>[number]) => ({
  ...{ setting, value, from },
});

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const MOMENT = /(?:^at|At|^since|^notBefore)$/;

/** A record with its times as ISO 8601 in UTC. */
function readable(value: unknown, key = ''): unknown {
  if (typeof value === 'number' && MOMENT.test(key)) return new Date(value).toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => readable(item));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner, name)]));
}
