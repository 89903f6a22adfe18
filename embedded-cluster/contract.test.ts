import { afterAll, beforeAll, describe, it } from 'vitest';
import { ContractApi } from './contract-api.ts';
import { describeClaims } from './contract-claims.ts';
import { describeDeletions } from './contract-deletions.ts';
import { describeLimits } from './contract-limits.ts';
import { describeLists } from './contract-lists.ts';
import { describeObjects } from './contract-objects.ts';
import { type ContractCandidate, type ContractServer, EMBEDDED, NONE_AT_HAND, realServer } from './contract-servers.ts';
import { describeWatches } from './contract-watches.ts';

/** One list of behaviours, held against the embedded cluster and against a real kube-apiserver. */
function describeContract({ title, start }: ContractCandidate): void {
  describe(`as Kubernetes does: ${title}`, () => {
    let server: ContractServer;
    let contract: ContractApi;
    beforeAll(async () => {
      server = await start();
      contract = new ContractApi(server.address);
    }, 180_000);
    afterAll(async () => {
      await contract.close();
      await server.stop();
    }, 60_000);
    const api = () => contract;
    describeObjects(api);
    describeLimits(api);
    describeLists(api);
    describeDeletions(api);
    describeClaims(api);
    // Last, since it makes the server forget.
    describeWatches(api, () => server);
  });
}

describeContract(EMBEDDED);
const real = realServer();
if (real) describeContract(real);
else it.skip(`as Kubernetes does: a real API server (${NONE_AT_HAND})`, () => undefined);
