import { recordedPlan } from '../run-plan.ts';
import { Redactor } from './redactor.ts';
import type { RunRecordFacts } from './run-record-facts.ts';

/** A redactor that knows every name on record of a run: the old account is `user-1`, the new one `user-2`. */
export function redactorFor(facts: RunRecordFacts, fileNames: boolean): Redactor {
  const { run, pod, settings } = facts;
  const redactor = new Redactor({ fileNames });
  const { known } = redactor;
  for (const name of [run.oldUser, run.newUser, ...facts.people]) known.add('user', name);
  for (const home of [facts.report?.old, facts.report?.new]) {
    for (const { oldUser } of home?.rehome ?? []) if (oldUser !== null) known.add('user', oldUser);
  }
  for (const name of operatorsOf(facts)) redactor.addOperator(name);
  // What it says to the person whose files these are is in the pod's arguments too, each dollar twice there.
  const note = recordedPlan(run.settings)?.note ?? '';
  for (const words of [note, note.replaceAll('$', '$$$$')]) known.add('note', words);
  // A pod is called after the pair's hash, which whoever has the list of users can find again.
  if (run.podName && !run.podName.includes(run.id)) known.add('pod', run.podName);
  const spec: Readonly<Record<string, unknown>> = { ...pod?.spec };
  if (typeof spec.nodeName === 'string') known.add('node', spec.nodeName);
  for (const [key, kind] of [
    ['claimName', 'claim'],
    ['server', 'address'],
  ] as const) {
    for (const name of textsUnder(spec, key)) known.add(kind, name);
  }
  for (const { path, value } of settings ?? []) if (path.endsWith('.server') && value) known.add('address', value);
  if (!fileNames) hearNames(redactor, facts);
  return redactor;
}

function hearNames({ known, homes }: Redactor, { run, report, files }: RunRecordFacts): void {
  for (const pattern of recordedPlan(run.settings)?.excludes ?? []) {
    if (!pattern.startsWith('@')) known.add('pattern', pattern);
  }
  for (const { path } of files.entries) homes.hear(path);
  for (const { samples } of run.result?.notes ?? []) for (const path of samples) homes.hear(path);
  for (const path of textsUnder(report, 'path')) homes.hear(path);
}

const operatorsOf = ({ run, timeline, notes, audit }: RunRecordFacts): readonly (string | null)[] => [
  ...[run.requestedBy, run.stopRequestedBy, run.acknowledged?.by ?? null],
  ...[...timeline, ...notes].map(({ by }) => by),
  ...(audit ?? []).map(({ actor }) => actor),
];

/** Every text under a key, however deep. */
function textsUnder(value: unknown, key: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : textsUnder(inner, key),
  );
}
