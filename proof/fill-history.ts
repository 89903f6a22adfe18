// node --conditions=react-server proof/fill-history.ts FILE REALM RUNS: makes a history with so many made-up runs.
import { fillHistory } from './many-runs.ts';

const [file = '', realm = '', runs = ''] = process.argv.slice(2);
await fillHistory(file, realm, Number(runs));
