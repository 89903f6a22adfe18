// npm run test:long: the same rules as npm test in far greater numbers; hours, not minutes.
import { startSuite } from './test/start-suite.mjs';

await startSuite('long');
