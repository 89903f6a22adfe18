// npm run test:cluster: the tests that need a real Kubernetes with a node.
import { startSuite } from './test/start-suite.mjs';

await startSuite('cluster');
