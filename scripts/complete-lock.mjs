// Completes package-lock.json after a change of dependencies: `npm ci` refuses a lock file that leaves out an optional
// package for another platform, and npm leaves out those that its registry does not hold. Adds the missing entries.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = ['darwin', 'win32', 'android', 'freebsd', 'linux', 'openbsd', 'sunos', 'aix'];
const PROCESSORS = ['arm64', 'x64', 'arm', 'ia32', 'wasm32', 'loong64', 'riscv64', 'ppc64', 's390x'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const packages = lock.packages;
const words = (name, known) => known.filter((word) => new RegExp(`(^|[-_/.])${word}([-_.]|$)`).test(name));

/** Whether Node's resolution from the package at `from` would find `name` in the lock file. */
function locked(from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
    if (!base.includes('/node_modules/')) base = '';
    if (base === '' && packages[`node_modules/${name}`]) return true;
    if (base === '') return false;
  }
}

let added = 0;
for (const [from, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (locked(from, name) || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) continue;
    const os = words(name, SYSTEMS);
    const cpu = words(name, PROCESSORS);
    packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev || entry.devOptional ? { dev: true } : {}),
      ...(cpu.length ? { cpu } : {}),
      ...(os.length ? { os } : {}),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} entries added`);
