import type { HomesConfig } from '#lib/config/schema.ts';
import { formatSize } from '#lib/format/size.ts';
import type { KubeEvent } from '#lib/storage/kube-objects.ts';
import type { PendingKey, PendingReason } from '#lib/storage/pending-reason.ts';
import { exitOf, type PodFacts } from '#lib/storage/pod-facts.ts';
import { exitNameOf } from './exit-codes.ts';
import { SET_UP_CONTAINER } from './set-up-pod.ts';
import { type Found, problem } from './test-problems.ts';
import { type FinalResult, parseFinalResult } from './wire.ts';

/** Reasons that no waiting mends. */
export const HOPELESS: ReadonlySet<PendingKey> = new Set<PendingKey>([
  'image_pull',
  'config_error',
  'create_error',
  'pvc_lost',
  'admission_denied',
]);

/** Why the pod did not come so far as to look; `withinMs` where it was waited for in vain. */
export function waitWords(reason: PendingReason | undefined, withinMs: number | null): Found {
  // The reasons begin with what is waited for, and nobody waits any more.
  const why = reason?.sentence.replace(/^(Waiting|Starting|Preparing)[^.]*\. /, '') ?? '';
  const late = withinMs === null ? '' : `The pod did not end within ${withinMs / 1000} s. `;
  return problem(`${late}${why}`.trim(), reason?.raw ?? null);
}

interface End {
  readonly facts: PodFacts;
  readonly events: readonly KubeEvent[];
  readonly tookMs: number;
  readonly homes: HomesConfig;
}

/** What a pod that has ended saw. */
export function endWords({ facts, events, tookMs, homes }: End): Found {
  const exit = exitOf(facts, SET_UP_CONTAINER);
  const result = parseFinalResult(exit?.message ?? '');
  if (exit?.exitCode !== 0)
    return problem(failureWords(exit?.exitCode ?? null, exit?.reason ?? null, result), rawOf(exit));
  if (!result) return problem('The program in the image left no word. It may not be Rehome’s migrator.');
  const isShared = homes.layout === 'shared';
  const headline = isShared
    ? 'A pod ran: the image is there, and the volume of the homes is mounted.'
    : 'A pod ran: the image is there.';
  const seen = [
    imageWords(events, facts.node),
    isShared ? roomWords(result) : 'Each home has a claim of its own, so no volume was tried.',
    `From the request to the end: ${seconds(tookMs)}.`,
  ];
  return { ok: true, headline, problems: [], seen, raw: null };
}

function failureWords(exitCode: number | null, reason: string | null, result: FinalResult | undefined): string {
  if (result?.message && exitCode !== null && exitNameOf(exitCode) !== 'badArguments') return result.message;
  if (exitCode === null) return 'The cluster ended the pod itself.';
  if (exitNameOf(exitCode) === 'badArguments')
    return 'The image is of another version of Rehome: it does not know this test.';
  if (exitCode === 126 || exitCode === 127 || exitCode === 128)
    return 'The image lacks the migrator’s program, or may not run it.';
  return reason === 'OOMKilled' ? 'The pod ran out of memory.' : `The program in the image ended with ${exitCode}.`;
}

const rawOf = (
  exit: { readonly reason: string | null; readonly message: string | null } | undefined,
): string | null => {
  if (!exit || parseFinalResult(exit.message ?? '')) return null;
  return [exit.reason, exit.message].filter(Boolean).join(': ').slice(0, 500) || null;
};

/** The kubelet’s words: `Successfully pulled image "x" in 1.234s (1.234s including waiting)`, or `already present`. */
function imageWords(events: readonly KubeEvent[], node: string | null): string {
  const message = events.find(({ reason }) => reason === 'Pulled')?.message ?? '';
  const where = node ?? 'the node';
  if (/already present/.test(message)) return `The image was on ${where} already.`;
  const ms = durationOf(/ in ((?:\d+(?:\.\d+)?(?:ms|µs|h|m|s))+)/.exec(message)?.[1]);
  return ms === undefined ? `The image is on ${where}.` : `The image was pulled to ${where} in ${seconds(ms)}.`;
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1, µs: 0.001 };

/** A duration as Go writes it, `1m2.5s`, in milliseconds. */
function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|µs|h|m|s)/g)];
  return parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (UNIT_MS[unit] ?? 0), 0);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function roomWords({ room }: FinalResult): string {
  if (!room) return 'How much room the volume has is not known.';
  return `The volume has ${formatSize(room.bytesFree)} free of ${formatSize(room.bytesTotal)}.`;
}
