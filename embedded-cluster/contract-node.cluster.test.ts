import { afterAll, describe, inject, it } from 'vitest';
import { ContractApi } from './contract-api.ts';
import { describeEndings } from './contract-endings.ts';
import { describeLogs } from './contract-logs.ts';
import { readAddress } from './contract-servers.ts';
import { describeStarts } from './contract-starts.ts';

const cluster = inject('cluster');

if (typeof cluster === 'string') {
  it.skip(`as a node does: a full cluster (none at hand: ${cluster})`, () => undefined);
} else {
  describe('as a node does: the node of a real cluster', () => {
    const api = new ContractApi(readAddress(cluster.kubeconfig));
    const node = { image: cluster.image };
    afterAll(() => api.close());
    for (const part of [describeEndings, describeLogs, describeStarts]) {
      part(
        () => api,
        () => node,
      );
    }
  });
}
