import { type JsonObject, objectOr } from './objects.ts';

/** What the API server fills in when an object is created: spec and the first status, for each kind. */
export function withDefaults(kind: string, object: JsonObject): JsonObject {
  const spec = objectOr(object.spec);
  switch (kind) {
    case 'Pod':
      return { ...object, spec: podSpec(spec), status: { phase: 'Pending', qosClass: 'BestEffort' } };
    case 'Namespace':
      return { ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } };
    case 'PersistentVolumeClaim':
      return { ...object, spec: { ...spec, volumeMode: 'Filesystem' }, status: { phase: 'Pending' } };
    case 'PersistentVolume':
      return { ...object, spec: volumeSpec(spec), status: { phase: 'Pending' } };
    case 'Event':
      return { firstTimestamp: null, lastTimestamp: null, eventTime: null, source: {}, ...object };
    default:
      return object;
  }
}

const volumeSpec = (spec: JsonObject): JsonObject => ({
  persistentVolumeReclaimPolicy: 'Retain',
  volumeMode: 'Filesystem',
  ...spec,
  ...(spec.hostPath !== undefined && { hostPath: { type: '', ...objectOr(spec.hostPath) } }),
});

function podSpec(spec: JsonObject): JsonObject {
  const init = spec.initContainers;
  return {
    ...spec,
    containers: containers(spec.containers),
    ...(init !== undefined && { initContainers: containers(init) }),
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    dnsPolicy: spec.dnsPolicy ?? 'ClusterFirst',
    serviceAccountName: spec.serviceAccountName ?? 'default',
    securityContext: spec.securityContext ?? {},
    schedulerName: spec.schedulerName ?? 'default-scheduler',
    priority: 0,
    enableServiceLinks: spec.enableServiceLinks ?? true,
  };
}

const containers = (list: unknown): JsonObject[] =>
  (Array.isArray(list) ? list.map(objectOr) : []).map((container) => ({
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: /:(?!latest$)[^/]*$|@/.test(String(container.image)) ? 'IfNotPresent' : 'Always',
    ...container,
  }));
