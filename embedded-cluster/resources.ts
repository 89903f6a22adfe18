/** The resources this server has, and by which fields each may be selected (as kube-apiserver 1.34 allows). */
export interface Resource {
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** Selectable fields besides `metadata.name` and `metadata.namespace`. */
  readonly fields: readonly string[];
  readonly subresources: readonly string[];
}

const resource = (
  kind: string,
  namespaced: boolean,
  shortName: string,
  fields: readonly string[] = [],
  subresources: readonly string[] = ['status'],
): Resource => ({ plural: `${kind.toLowerCase()}s`, kind, namespaced, shortNames: [shortName], fields, subresources });

const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'reason',
  'type',
];

export const RESOURCES: readonly Resource[] = [
  resource('Namespace', false, 'ns', ['status.phase']),
  resource('Node', false, 'no', ['spec.unschedulable']),
  resource('PersistentVolume', false, 'pv'),
  resource('PersistentVolumeClaim', true, 'pvc'),
  resource('Pod', true, 'po', ['spec.nodeName', 'spec.restartPolicy', 'status.phase'], ['status', 'log']),
  resource('Event', true, 'ev', EVENT_FIELDS, []),
];

/** The resource of this plural name, or undefined. */
export const findResource = (plural: string): Resource | undefined =>
  RESOURCES.find((candidate) => candidate.plural === plural);

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'watch'];

/** The body of `GET /api/v1`. */
export function resourceList(): object {
  const resources = RESOURCES.flatMap(({ plural, kind, namespaced, shortNames, subresources }) => [
    { name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs: VERBS, shortNames },
    ...subresources.map((sub) => ({
      name: `${plural}/${sub}`,
      singularName: '',
      namespaced,
      kind,
      verbs: sub === 'log' ? ['get'] : ['get', 'patch'],
    })),
  ]);
  return { kind: 'APIResourceList', groupVersion: 'v1', resources };
}
