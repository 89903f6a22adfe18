import { duplicate, invalidValue, keyCauses, required, unknownReference, unsupported } from './field-problems.ts';
import { dnsLabelProblems } from './name-rules.ts';
import { type JsonObject, objectOr } from './objects.ts';
import type { Cause } from './status-bodies.ts';

const MAX_INT32 = 2_147_483_647;

/** Everything that is wrong with the spec of a pod, as far as Rehome's own pods can have it. */
export function podCauses(pod: JsonObject): Cause[] {
  const spec = objectOr(pod.spec);
  const { names, causes } = volumeListCauses(objects(spec.volumes));
  const containers = objects(spec.containers);
  return [
    ...causes,
    ...(containers.length === 0 ? [required('spec.containers')] : []),
    ...containerListCauses('spec.containers', containers, [], names),
    ...containerListCauses('spec.initContainers', objects(spec.initContainers), containers, names),
    ...restartPolicyCauses(spec.restartPolicy),
    ...numberCauses('spec.terminationGracePeriodSeconds', spec.terminationGracePeriodSeconds, 0),
    ...deadlineCauses(spec.activeDeadlineSeconds),
    ...keyCauses('spec.nodeSelector', Object.keys(objectOr(spec.nodeSelector))),
  ];
}

const objects = (list: unknown): JsonObject[] => (Array.isArray(list) ? list.map(objectOr) : []);

/** The real server allows three; this one never restarts a container, and says so instead of pretending. */
function restartPolicyCauses(policy: unknown): Cause[] {
  const field = 'spec.restartPolicy';
  if (policy === 'Never') return [];
  if (policy === 'Always' || policy === 'OnFailure' || policy === undefined) {
    return [invalidValue(field, policy ?? 'Always', 'the embedded cluster runs pods with restartPolicy Never only')];
  }
  return [unsupported(field, policy, ['Always', 'OnFailure', 'Never'])];
}

function numberCauses(field: string, value: unknown, least: number): Cause[] {
  if (value === undefined || (typeof value === 'number' && value >= least)) return [];
  return [invalidValue(field, value, `must be greater than or equal to ${least}`)];
}

function deadlineCauses(value: unknown): Cause[] {
  if (value === undefined || (typeof value === 'number' && value >= 1 && value <= MAX_INT32)) return [];
  return [invalidValue('spec.activeDeadlineSeconds', value, `must be between 1 and ${MAX_INT32}, inclusive`)];
}

/** A volume that is wrong in itself does not count as there, as on the real server. */
function volumeListCauses(volumes: readonly JsonObject[]): { names: string[]; causes: Cause[] } {
  const names: string[] = [];
  const causes = volumes.flatMap((volume, index) => {
    const found = volumeCauses(volume, index, names);
    if (found.length === 0) names.push(String(volume.name));
    return found;
  });
  return { names, causes };
}

function volumeCauses(volume: JsonObject, index: number, names: readonly string[]): Cause[] {
  const field = `spec.volumes[${index}]`;
  const name = String(volume.name ?? '');
  const claim = volume.persistentVolumeClaim;
  return [
    ...(volume.hostPath && !objectOr(volume.hostPath).path ? [required(`${field}.hostPath.path`)] : []),
    ...(claim && !objectOr(claim).claimName ? [required(`${field}.persistentVolumeClaim.claimName`)] : []),
    ...nameCauses(`${field}.name`, name, names),
  ];
}

function nameCauses(field: string, name: string, taken: readonly string[]): Cause[] {
  if (name === '') return [required(field)];
  if (taken.includes(name)) return [duplicate(field, name)];
  return dnsLabelProblems(name).map((why) => invalidValue(field, name, why));
}

function containerListCauses(
  field: string,
  containers: readonly JsonObject[],
  others: readonly JsonObject[],
  volumes: readonly string[],
): Cause[] {
  return containers.flatMap((container, index) => {
    const taken = [...others, ...containers.slice(0, index)].map(({ name }) => String(name ?? ''));
    return [
      ...nameCauses(`${field}[${index}].name`, String(container.name ?? ''), taken),
      ...(container.image ? [] : [required(`${field}[${index}].image`)]),
      ...mountCauses(`${field}[${index}]`, objects(container.volumeMounts), volumes),
      ...choiceCauses(
        `${field}[${index}].terminationMessagePolicy`,
        container.terminationMessagePolicy,
        MESSAGE_POLICIES,
      ),
      ...envCauses(`${field}[${index}].env`, objects(container.env)),
      ...choiceCauses(`${field}[${index}].imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES),
    ];
  });
}

const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

const choiceCauses = (field: string, value: unknown, supported: readonly string[]): Cause[] =>
  value === undefined || supported.includes(String(value)) ? [] : [unsupported(field, value, supported)];

function mountCauses(container: string, mounts: readonly JsonObject[], volumes: readonly string[]): Cause[] {
  return mounts.flatMap((mount, index) => {
    const field = `${container}.volumeMounts[${index}]`;
    const path = String(mount.mountPath ?? '');
    const earlier = mounts.slice(0, index).map(({ mountPath }) => mountPath);
    return [
      ...(volumes.includes(String(mount.name)) ? [] : [unknownReference(`${field}.name`, String(mount.name))]),
      ...(path ? [] : [required(`${field}.mountPath`)]),
      ...(path && earlier.includes(path) ? [invalidValue(`${field}.mountPath`, path, 'must be unique')] : []),
      // Without the index, as the real server spells it.
      ...subPathCauses(`${container}.volumeMounts.subPath`, String(mount.subPath ?? '')),
    ];
  });
}

function subPathCauses(field: string, subPath: string): Cause[] {
  if (subPath.startsWith('/')) return [invalidValue(field, subPath, 'must be a relative path')];
  return subPath.split('/').includes('..') ? [invalidValue(field, subPath, "must not contain '..'")] : [];
}

const ENV_RULE = "a valid environment variable name must consist only of printable ASCII characters other than '='";

function envCauses(field: string, variables: readonly JsonObject[]): Cause[] {
  return variables.flatMap(({ name }, index) => {
    if (!name) return [required(`${field}[${index}].name`)];
    return /^[ -<>-~]+$/.test(String(name)) ? [] : [invalidValue(`${field}[${index}].name`, name, ENV_RULE)];
  });
}
