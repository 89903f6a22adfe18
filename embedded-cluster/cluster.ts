import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startControllers } from './controllers.ts';
import { Creations } from './creations.ts';
import { FaultBook } from './faults.ts';
import { Kubelet } from './kubelet.ts';
import { reportNode } from './node.ts';
import { OpenAnswers } from './open-answers.ts';
import { RequestCounts } from './request-counts.ts';
import { ScriptBook } from './script.ts';
import { Store } from './store.ts';

/** The parts of one cluster. */
export interface Cluster {
  readonly store: Store;
  readonly faults: FaultBook;
  readonly scripts: ScriptBook;
  readonly kubelet: Kubelet;
  readonly counts: RequestCounts;
  readonly creations: Creations;
  readonly answers: OpenAnswers;
}

export interface ClusterOptions {
  readonly dataDir: string;
  /** Local folders by image name. */
  readonly images: ReadonlyMap<string, string>;
}

/** Puts a cluster together: an empty store, one node, controllers at work. */
export function createCluster({ dataDir, images }: ClusterOptions): Cluster {
  const store = new Store();
  const faults = new FaultBook();
  const scripts = new ScriptBook();
  const folder = join(dataDir, 'pods');
  mkdirSync(folder, { recursive: true });
  const kubelet = new Kubelet({ store, faults, scripts, images, folder });
  reportNode(store, true);
  startControllers(store, faults);
  const [counts, creations, answers] = [new RequestCounts(), new Creations(), new OpenAnswers()];
  return { store, faults, scripts, kubelet, counts, creations, answers };
}
