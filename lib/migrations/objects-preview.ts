import { stringify } from 'yaml';
import { RehomeError } from '#lib/errors.ts';
import { resolveHomes } from '#lib/homes/resolve.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { redactPod } from '#lib/storage/redact-pod.ts';
import { claimNodes } from './claim-nodes.ts';
import type { ObjectsInput } from './input.ts';
import { folderName } from './names.ts';
import type { Parts } from './parts.ts';
import { buildMigratorObjects } from './pod.ts';
import { makePlan } from './run-plan.ts';
import type { ObjectsView } from './start-views.ts';

/** Stands where the id of the run will be. */
const NO_RUN = '00000000-0000-7000-8000-000000000000';
const HEAD = `# What a start would create, from the configuration as it is now.
# The run's id and the time in the folder's name will be those of the start.
`;

/**
 * The objects that a start would create, as YAML and without secrets. Asks nobody: `claims` are those listed last.
 * Throws `RehomeError` `invalid` where no pod can be made for this pair.
 */
export function objectsPreview(
  { config, namespace, memory }: Pick<Parts, 'config' | 'namespace' | 'memory'>,
  claims: readonly KubeClaim[],
  { oldUser, newUser, ...choices }: ObjectsInput,
): ObjectsView {
  const pair = { oldUser, newUser };
  const homes = resolveHomes(config, pair, claims, claimNodes(memory.servers(), memory.migratorPods()));
  if ('problem' in homes) throw new RehomeError('invalid', homes.problem);
  const folder = folderName(oldUser, new Date(Math.floor(Date.now() / 60_000) * 60_000));
  const run = { ...pair, id: NO_RUN, kind: 'copy', folder, plan: makePlan(config, choices) } as const;
  const { pod } = buildMigratorObjects({ config, run, homes, namespace });
  return { yaml: HEAD + stringify(redactPod(pod), { lineWidth: 0, aliasDuplicateObjects: false }) };
}
