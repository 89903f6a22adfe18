import type { KubeClaim, KubePod, ObjectMeta } from '#lib/storage/kube-objects.ts';

/** A JSON object of unknown shape: what a client sent. */
export type JsonObject = { readonly [field: string]: unknown };

/** Metadata of an object that the server keeps. */
export interface StoredMeta extends ObjectMeta {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly generateName?: string;
  readonly generation?: number;
}

/** An object that the server keeps. It is never changed in place: every change is a new object. */
export interface StoredObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: StoredMeta;
  readonly [field: string]: unknown;
}

export interface StoredVolume extends StoredObject {
  readonly spec: {
    readonly accessModes?: readonly string[];
    readonly capacity?: { readonly storage?: string };
    readonly storageClassName?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string; readonly uid?: string };
    readonly hostPath?: { readonly path: string; readonly type?: string };
  };
  readonly status?: { readonly phase?: string };
}

export type StoredPod = StoredObject & KubePod & { readonly spec: { readonly schedulerName?: string } };
export type StoredClaim = StoredObject & KubeClaim;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` if it is a JSON object, else an empty one. */
export const objectOr = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** A pod of the store; only validated pods are stored under `pods`. */
export const asPod = (object: StoredObject): StoredPod => object as StoredPod;
/** A claim of the store; only validated claims are stored under `persistentvolumeclaims`. */
export const asClaim = (object: StoredObject): StoredClaim => object as StoredClaim;
/** A volume of the store; only validated volumes are stored under `persistentvolumes`. */
export const asVolume = (object: StoredObject): StoredVolume => object as StoredVolume;

/** Kubernetes' time: seconds, UTC. */
export const kubeTime = (at: Date = new Date()): string => `${at.toISOString().slice(0, 19)}Z`;

/** An object without the fields that are undefined: what goes over the wire is what is compared. */
export function definedOnly<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
