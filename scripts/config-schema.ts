// Writes rehome.schema.json, by which editors complete and check rehome.yaml. Run it after a change of lib/config:
// node scripts/config-schema.ts && biome format --write rehome.schema.json
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '#lib/config/json-schema.ts';

writeFileSync(new URL('../rehome.schema.json', import.meta.url), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
