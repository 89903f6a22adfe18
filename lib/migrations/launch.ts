import 'server-only';
import { messageOf } from '#lib/errors.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { resolveHomes, resolveNewHome } from '#lib/homes/resolve.ts';
import { hasStatus, isKubernetesError, isTimeoutError, type KubernetesError } from '#lib/storage/errors.ts';
import { refusalReason } from '#lib/storage/refusal-reason.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import { claimNodes } from './claim-nodes.ts';
import type { Reason } from './decide.ts';
import { endingByCode } from './ending.ts';
import { pairKey, podName } from './names.ts';
import { belongsTo } from './observe.ts';
import { type Parts, STEP_MS } from './parts.ts';
import { buildMigratorObjects } from './pod.ts';
import { planOf } from './run-plan.ts';
import { settleWithoutPod } from './settle.ts';

/** Answers that will not change by asking again; everything else is tried again until the start deadline. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 413, 422]);

/**
 * Makes the objects of a run and records its pod. Safe to repeat: the record says that it is launched before any object
 * exists, and a pod that is there already is adopted by its label.
 */
export async function launch(parts: Parts, run: RunRecord): Promise<void> {
  const { config, namespace, history } = parts;
  const timeout = new Timeout(`Starting run #${run.number} of ${run.oldUser} to ${run.newUser}`, STEP_MS);
  const homes = await homesOf(parts, run, timeout);
  if ('problem' in homes) {
    await settleWithoutPod(parts, run, endingByCode(homes.code, homes.problem));
    return;
  }
  const objects = buildMigratorObjects({
    config,
    run: { ...run, plan: planOf(run.settings, config) },
    homes,
    namespace,
  });
  const name = podName(config.instance, run, run.kind, run.id);
  const marked = await history.markLaunching(run.id, name, namespace, Date.now());
  if (!marked) return;
  try {
    const pod = await parts.pairs.run(pairKey(run), () => parts.migrators.ensureObjects(objects, timeout));
    if (pod.metadata.uid) await history.recordPodUid(run.id, pod.metadata.uid, Date.now());
  } catch (error) {
    const reason = reasonToWait(error);
    if (reason) await history.update(run.id, { reason });
    if (reason || !isKubernetesError(error)) throw error;
    if (await madeBefore(parts, run, name, timeout)) return;
    await settleWithoutPod(parts, run, endingByCode('RH-250', refusalWords(error)));
  }
}

/** Whether an earlier try made the pod and its answer was lost; then that pod is the run's, and its UID is recorded. */
async function madeBefore({ pods, history }: Parts, run: RunRecord, name: string, timeout: Timeout): Promise<boolean> {
  if (run.launchedAt === null) return false;
  const pod = await pods.read(name, timeout);
  if (!pod?.metadata.uid || !belongsTo(pod, run)) return false;
  await history.recordPodUid(run.id, pod.metadata.uid, Date.now());
  return true;
}

/** Why asking again may help, until the start deadline: the cluster is busy or full. Undefined for a plain no. */
function reasonToWait(error: unknown): Reason | undefined {
  if (isKubernetesError(error) && REFUSALS.has(error.status)) {
    const reason = refusalReason(error);
    return reason?.key === 'resource_quota' ? reason : undefined;
  }
  if (!isKubernetesError(error) && !isTimeoutError(error)) return undefined;
  if (hasStatus(error, 409)) {
    const sentence = 'Another pod, which is none of Rehome’s, has the name that this run’s pod needs.';
    return { key: 'in_the_way', sentence, raw: isKubernetesError(error) ? error.detail : error.message };
  }
  const sentence = 'The cluster did not take the pod yet. Rehome asks again.';
  return { key: 'no_answer', sentence, raw: error.message };
}

async function homesOf(parts: Parts, run: RunRecord, timeout: Timeout) {
  const { homes } = parts.config;
  const claims = usesClaims(homes) ? await listClaims(parts, run, timeout) : [];
  const { memory } = parts;
  const nodes = claimNodes(memory.servers(), memory.migratorPods());
  if (run.kind === 'discard') return resolveNewHome(parts.config, run.newUser, claims, nodes);
  return resolveHomes(parts.config, run, claims, nodes);
}

/** A run that waits for the claims says so. */
async function listClaims(parts: Parts, run: RunRecord, timeout: Timeout) {
  try {
    return await parts.listClaims(timeout);
  } catch (error) {
    const may = hasStatus(error, 403) ? 'Rehome may not list them' : 'the cluster does not give their list';
    const sentence = `Waiting for the volume claims of the homes: ${may}.`;
    const raw = isKubernetesError(error) ? error.detail || error.message : messageOf(error);
    await parts.history.update(run.id, { reason: { key: 'claims_unknown', sentence, raw } });
    throw error;
  }
}

const usesClaims = (homes: Parts['config']['homes']): boolean =>
  homes.layout === 'claimPerUser' || homes.volume.persistentVolumeClaim !== undefined;

function refusalWords(error: KubernetesError): string {
  const reason = refusalReason(error);
  if (reason) return `${reason.sentence} ${error.detail}`;
  if (error.status === 403) return `Rehome may not create pods here, or a rule forbids this one. ${error.detail}`;
  if (error.status === 404) return `The namespace does not exist. ${error.detail}`;
  return error.detail;
}
