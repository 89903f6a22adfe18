import { afterAll, beforeAll, describe, it } from 'vitest';
import { ContractApi } from './contract-api.ts';
import { describeEndings } from './contract-endings.ts';
import { describeLogs } from './contract-logs.ts';
import type { ContractNode } from './contract-pod-runs.ts';
import { readAddress } from './contract-servers.ts';
import { describeStarts } from './contract-starts.ts';
import { startEmbeddedCluster } from './testing.ts';

interface Running {
  readonly api: ContractApi;
  readonly node: ContractNode;
  readonly stop: () => Promise<void>;
}

function describeCluster(title: string, start: () => Promise<Running>): void {
  describe(`as a node does: ${title}`, () => {
    let running: Running;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.api.close();
      await running.stop();
    });
    const api = () => running.api;
    const node = () => running.node;
    describeEndings(api, node);
    describeLogs(api, node);
    describeStarts(api, node);
  });
}

describeCluster('the embedded cluster', async () => {
  const image = 'localhost/contract:1';
  const cluster = await startEmbeddedCluster({ images: { [image]: '/' } });
  const oom = async (pod: string) => void (await cluster.fault({ kind: 'oom', pod }));
  return { api: new ContractApi({ url: cluster.url }), node: { image, oom }, stop: () => cluster.stop() };
});

/** An image with Node that the cluster's node has already. */
const image = process.env.REHOME_TEST_NODE_IMAGE;
const kubeconfig = process.env.REHOME_TEST_KUBECONFIG;
if (kubeconfig && image) {
  describeCluster(`the nodes of ${kubeconfig}`, async () => {
    const stop = async () => undefined;
    return { api: new ContractApi(readAddress(kubeconfig)), node: { image }, stop };
  });
} else {
  const reason = 'set REHOME_TEST_KUBECONFIG, and REHOME_TEST_NODE_IMAGE to an image with Node that its nodes have';
  it.skip(`as a node does: a full cluster (none at hand: ${reason})`, () => undefined);
}
