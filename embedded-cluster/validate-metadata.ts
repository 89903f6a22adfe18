import { forbiddenField, invalidValue, keyCauses, required } from './field-problems.ts';
import { dnsLabelProblems, labelValueProblems, qualifiedNameProblems, subdomainProblems } from './name-rules.ts';
import { isObject, type JsonObject, objectOr } from './objects.ts';
import { badRequest, type Cause } from './status-bodies.ts';

const ANNOTATIONS_LIMIT = 262_144;

/** Everything that is wrong with the metadata of an object to be stored. Throws a 400 where a type is wrong. */
export function metadataCauses(kind: string, metadata: JsonObject): Cause[] {
  const labels = strings(kind, metadata, 'labels');
  const annotations = strings(kind, metadata, 'annotations');
  return [
    ...nameCauses(kind, metadata),
    ...Object.entries(labels).flatMap(([key, value]) => [
      ...keyCauses('metadata.labels', [key]),
      ...labelValueProblems(value).map((why) => invalidValue('metadata.labels', value, why)),
    ]),
    ...annotationCauses(annotations),
    ...ownerCauses(metadata),
    ...finalizerCauses(metadata),
  ];
}

function nameCauses(kind: string, { name, generateName }: JsonObject): Cause[] {
  const problems = kind === 'Namespace' ? dnsLabelProblems : subdomainProblems;
  const causes: Cause[] = [];
  if (typeof generateName === 'string' && generateName !== '') {
    // A prefix may end in a dash, which a name may not.
    const prefix = generateName.replace(/-$/, 'a');
    causes.push(...problems(prefix).map((why) => invalidValue('metadata.generateName', generateName, why)));
  }
  if (typeof name !== 'string' || name === '') {
    return [...causes, required('metadata.name', 'name or generateName is required')];
  }
  return [...causes, ...problems(name).map((why) => invalidValue('metadata.name', name, why))];
}

function annotationCauses(annotations: Readonly<Record<string, string>>): Cause[] {
  const causes = Object.keys(annotations).flatMap((key) =>
    qualifiedNameProblems(key.toLowerCase()).map((why) => invalidValue('metadata.annotations', key, why)),
  );
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (size <= ANNOTATIONS_LIMIT) return causes;
  const message = `Too long: may not be more than ${ANNOTATIONS_LIMIT} bytes`;
  return [...causes, { reason: 'FieldValueTooLong', message, field: 'metadata.annotations' }];
}

function ownerCauses({ ownerReferences }: JsonObject): Cause[] {
  const owners = Array.isArray(ownerReferences) ? ownerReferences.map(objectOr) : [];
  const field = (name: string) => `metadata.ownerReferences.${name}`;
  return owners.flatMap((owner) => [
    ...(owner.apiVersion ? [] : [invalidValue(field('apiVersion'), '', 'version must not be empty')]),
    ...(['kind', 'name', 'uid'] as const)
      .filter((name) => !owner[name])
      .map((name) => invalidValue(field(name), '', 'must not be empty')),
  ]);
}

/** Finalizers without a prefix are Kubernetes' own. */
const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

function finalizerCauses({ finalizers }: JsonObject): Cause[] {
  if (!Array.isArray(finalizers)) return [];
  return finalizers.map(String).flatMap((finalizer, index) => {
    const field = `metadata.finalizers[${index}]`;
    const problems = qualifiedNameProblems(finalizer).map((why) => invalidValue(field, finalizer, why));
    if (problems.length > 0 || finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return problems;
    return [invalidValue(field, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

/** Finalizers may be taken from an object that is being deleted, never added to it. */
export function addedFinalizerCauses(before: readonly string[], after: readonly string[]): Cause[] {
  const added = after.filter((finalizer) => !before.includes(finalizer));
  if (added.length === 0) return [];
  const found = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${found}`;
  return [forbiddenField('metadata.finalizers', why)];
}

function strings(kind: string, metadata: JsonObject, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  const map = metadata[name];
  if (!isObject(map)) return found;
  for (const [key, value] of Object.entries(map)) {
    if (typeof value !== 'string') {
      const why = `json: cannot unmarshal ${typeof value} into Go struct field ObjectMeta.metadata.${name} of type string`;
      throw badRequest(`${kind} in version "v1" cannot be handled as a ${kind}: ${why}`);
    }
    found[key] = value;
  }
  return found;
}
