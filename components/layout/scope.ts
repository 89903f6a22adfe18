import type { ShellView } from '#lib/migrations/views.ts';

/** Where something is about to happen, in one name. */
export interface Scope {
  readonly what: 'Environment' | 'Cluster' | 'Namespace';
  readonly name: string;
  readonly production: boolean;
}

/** The environment where it has a word, else the cluster by its name, else the namespace: never nothing. */
export function scopeOf(view: Pick<ShellView, 'environment' | 'cluster' | 'namespace' | 'production'>): Scope {
  const { environment, cluster, namespace, production } = view;
  if (environment !== '') return { what: 'Environment', name: environment, production };
  if (cluster !== '') return { what: 'Cluster', name: cluster, production };
  return { what: 'Namespace', name: namespace, production };
}
