import { invalidValue, required, unsupported } from './field-problems.ts';
import { type JsonObject, objectOr } from './objects.ts';
import type { Cause } from './status-bodies.ts';

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

const modesOf = (spec: JsonObject): string[] => (Array.isArray(spec.accessModes) ? spec.accessModes.map(String) : []);
const modeCauses = (modes: readonly string[]): Cause[] =>
  modes
    .filter((mode) => !ACCESS_MODES.includes(mode))
    .map((mode) => unsupported('spec.accessModes', mode, ACCESS_MODES));

/** What is wrong with a claim. */
export function claimCauses(claim: JsonObject): Cause[] {
  const spec = objectOr(claim.spec);
  const modes = modesOf(spec);
  const requests = objectOr(objectOr(spec.resources).requests);
  return [
    ...(modes.length === 0 ? [required('spec.accessModes', 'at least 1 access mode is required')] : modeCauses(modes)),
    ...(requests.storage === undefined ? [required('spec.resources[storage]')] : []),
  ];
}

/** What is wrong with a volume of the cluster. */
export function volumeCauses(volume: JsonObject): Cause[] {
  const spec = objectOr(volume.spec);
  const modes = modesOf(spec);
  const sources = Object.keys(spec).filter((field) => ['hostPath', 'nfs', 'local', 'csi'].includes(field));
  return [
    ...(modes.length === 0 ? [required('spec.accessModes')] : modeCauses(modes)),
    ...(spec.capacity === undefined
      ? [required('spec.capacity'), { ...unsupported('spec.capacity', 'null', ['storage']), ...NULL_CAPACITY }]
      : []),
    ...(sources.length === 0 ? [required('spec', 'must specify a volume type')] : []),
  ];
}

const NULL_CAPACITY = { message: 'Unsupported value: null: supported values: "storage"' };

/** An event belongs to the namespace of what it is about. */
export function eventCauses(event: JsonObject): Cause[] {
  const namespace = String(objectOr(event.involvedObject).namespace ?? '');
  if (namespace === objectOr(event.metadata).namespace) return [];
  return [invalidValue('involvedObject.namespace', namespace, 'does not match event.namespace')];
}
