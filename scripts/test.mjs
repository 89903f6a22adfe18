// npm test [-- STEP…]: everything that a change must pass. Steps: typecheck lint unit build e2e; all of them if none is named.
import { startSuite } from './test/start-suite.mjs';

await startSuite('change');
