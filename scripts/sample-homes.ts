// Makes the demo's homes out of real files of this machine. By hand: node scripts/sample-homes.ts FOLDER
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeHome } from './sample-homes/make-home.ts';
import { DEMO_PEOPLE, type SamplePerson } from './sample-homes/people.ts';
import { planHomes } from './sample-homes/plan.ts';
import { Pool } from './sample-homes/pool.ts';
import { removeTree } from './sample-homes/remove-tree.ts';

const PACKAGES = join(import.meta.dirname, '..', 'node_modules');

/**
 * Makes a home below `homes` for everybody who should have one; goes on where an earlier call was broken off, and does
 * nothing once all are made, whatever has happened to them since. As root each home belongs to its person, else to us.
 */
export async function makeSampleHomes(
  homes: string,
  people: readonly SamplePerson[],
  say: (line: string) => void = () => {},
): Promise<void> {
  const stamp = `${homes}.complete`;
  if (existsSync(stamp)) return;
  mkdirSync(homes, { recursive: true });
  const plans = planHomes(people, new Pool(PACKAGES));
  let files = 0;
  let bytes = 0;
  for (const plan of plans) {
    await makeHome(plan, homes);
    const all = plan.parts.flatMap((part) => part.files);
    files += all.length;
    bytes += all.reduce((sum, file) => sum + file.bytes, 0);
    if (all.length > 0) say(`home of ${plan.person.username}: ${all.length.toLocaleString('en')} files copied`);
  }
  removeTree(`${homes}.being-made`);
  writeFileSync(stamp, `${JSON.stringify({ homes: plans.length, files, bytes })}\n`);
  say(`${plans.length} homes, ${files.toLocaleString('en')} files, ${Math.round(bytes / 1e6)} MB`);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node scripts/sample-homes.ts FOLDER');
  await makeSampleHomes(resolve(folder), DEMO_PEOPLE, (line) => console.log(line));
}
