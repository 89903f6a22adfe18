import 'server-only';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection } from './connection.ts';

/** Something that an account may or may not do in a namespace, or in the whole cluster. */
export interface Ability {
  readonly verb: string;
  /** The plural: `pods`. */
  readonly resource: string;
  readonly subresource?: string;
  /** Where it lies in no namespace: a role of one gives no right to it. */
  readonly isClusterWide?: true;
}

interface Review {
  readonly status?: { readonly allowed?: boolean };
}

/** Asks the cluster what Rehome's own account may do in one namespace. */
export class AccessReview {
  readonly #connection: KubeConnection;
  readonly #namespace: string;

  constructor(connection: KubeConnection, namespace: string) {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  /** Whether this is allowed. Throws `KubernetesError` and the budget's `TimeoutError`. */
  async allows({ isClusterWide, ...ability }: Ability, timeout: Timeout): Promise<boolean> {
    const body = {
      ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' },
      spec: { resourceAttributes: { ...(!isClusterWide && { namespace: this.#namespace }), ...ability } },
    };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const request = { method: 'POST', path, body, timeout } as const;
    const { status } = await this.#connection.request<Review>('create', { kind: 'SelfSubjectAccessReview' }, request);
    return status?.allowed === true;
  }
}
