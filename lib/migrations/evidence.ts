import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { EvidenceKind } from '#lib/history/schema.ts';
import { isKubernetesError } from '#lib/storage/errors.ts';
import type { KubeEvent, KubePod } from '#lib/storage/kube-objects.ts';
import { exitOf, hasRun, readPodFacts } from '#lib/storage/pod-facts.ts';
import { redactPod } from '#lib/storage/redact-pod.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import type { CheckReport } from './check-report.ts';
import { CONTAINERS } from './names.ts';
import type { Parts } from './parts.ts';
import type { EvidenceState } from './states.ts';

/** Evidence is worth waiting for, but not for ever. */
const EVIDENCE_MS = 15_000;
const RETRY_MS = 500;
/** A node that is gone for good answers with such errors too. */
const RETRY_FOR_MS = 6_000;

/** What is saved with a run before its pod is removed. */
export interface Evidence {
  readonly state: EvidenceState;
  readonly items: readonly {
    readonly kind: EvidenceKind;
    readonly text: string;
    readonly truncated: boolean;
  }[];
}

/** Reads what outlives a pod: its log, its events, and the pod itself without its environment. */
export async function collectEvidence(parts: Parts, run: RunRecord, pod: KubePod): Promise<Evidence> {
  const facts = readPodFacts(pod);
  const container = exitOf(facts)?.container ?? CONTAINERS.migrate;
  const ran = facts.containers.some((one) => one.name === container && hasRun(one));
  const read = ran ? await tail(parts, facts.name, container) : undefined;
  const live = parts.followers.live(run.id);
  const heard =
    live && live.raw.length > 0 ? { text: live.raw.slice(0).join('\n'), truncated: !live.isWhole } : undefined;
  const log = read ?? heard;
  return {
    state: !ran || read || live?.isWhole ? 'captured' : 'partial',
    items: [
      ...(log ? [{ kind: 'log' as const, ...log }] : []),
      ...eventItems(parts.memory.eventsOf(facts.uid)),
      podItem(pod),
    ],
  };
}

/** A log that cannot be read does not hold up the end of a run; the record then says that evidence is partial. */
async function tail(parts: Parts, pod: string, container: string) {
  const timeout = new Timeout(`Reading the log of ${pod}`, EVIDENCE_MS);
  try {
    for (;;) {
      try {
        return await parts.readLog(pod, container, timeout);
      } catch (error) {
        if (!mayPass(error) || timeout.left() < EVIDENCE_MS - RETRY_FOR_MS) throw error;
        await timeout.pause(RETRY_MS);
      }
    }
  } catch (error) {
    parts.log.warn('the log could not be saved', { pod, error: String(error) });
    return undefined;
  }
}

/** The log is read once only, before its pod goes, so trouble that may pass is waited out: no answer, too many, 5xx. */
const mayPass = (error: unknown): boolean =>
  isKubernetesError(error) && (error.status === 0 || error.status === 429 || error.status >= 500);

/** Events as one piece of evidence. */
export const eventItems = (events: readonly KubeEvent[]): Evidence['items'] =>
  events.length === 0 ? [] : [{ kind: 'events', text: JSON.stringify(events), truncated: false }];

/** A pod as one piece of evidence. */
export const podItem = (pod: KubePod): Evidence['items'][number] => ({
  kind: 'pod',
  text: JSON.stringify(redactPod(pod)),
  truncated: false,
});

/** What a check found, as one piece of evidence. */
export const reportItems = (report: CheckReport | undefined): Evidence['items'] =>
  report ? [{ kind: 'report', text: JSON.stringify(report), truncated: false }] : [];
