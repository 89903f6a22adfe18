import { z } from 'zod';
import { configSchema } from './schema.ts';
import { formatPath, type Path } from './yaml-text.ts';

/** As much of a JSON schema as is looked into. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  /** Never shown, wherever it is written. */
  readonly writeOnly?: boolean;
}

/** The schema of `rehome.yaml` as JSON schema, for editors: what may be written, with defaults and descriptions. */
export function configJsonSchema(): JsonSchema {
  const nowhere = { resolvePath: (path: string) => path, readSecret: () => '' };
  const schema = z.toJSONSchema(configSchema(nowhere), { io: 'input' });
  return { ...schema, title: 'Configuration of Rehome' } as JsonSchema;
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => schema.oneOf ?? schema.anyOf ?? [schema];

/** The alternatives that a value has chosen by its fixed keys, such as `layout: shared`. */
function chosen(schema: JsonSchema, value: unknown): readonly JsonSchema[] {
  const has = (key: string) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);
  return alternatives(schema).filter(({ properties = {} }) =>
    Object.entries(properties).every(([key, property]) => property.const === undefined || property.const === has(key)),
  );
}

/** The keys that may stand in the section at `path` of a configuration. */
export function keysAt(path: Path, value: unknown): readonly string[] {
  let here: readonly JsonSchema[] = [configJsonSchema()];
  let inside = value;
  for (const key of path) {
    const found = here.flatMap((schema) => chosen(schema, inside)).map((schema) => childOf(schema, key));
    here = found.filter((schema) => schema !== undefined);
    inside = typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined;
  }
  const sections = here.flatMap((schema) => chosen(schema, inside));
  return [...new Set(sections.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

const childOf = (schema: JsonSchema, key: PropertyKey): JsonSchema | undefined =>
  typeof key === 'number' ? schema.items : schema.properties?.[String(key)];

/** One setting: a key that holds a value and not a section. */
export interface Setting {
  readonly path: string;
  /** Whether it must be written, within its section. */
  readonly required: boolean;
  /** Undefined where nothing takes the place of a key that is left out. */
  readonly default: unknown;
  readonly description: string | undefined;
}

/** The entries of a list that takes things of several kinds, each with keys of its own; undefined for all else. */
const kindsIn = ({ items }: JsonSchema): JsonSchema | undefined => (items?.oneOf ? items : undefined);

/** Every setting of the schema, by path. Keys of both layouts and of every directory source are among them. */
export function settingsOf(schema: JsonSchema, path: Path = []): readonly Setting[] {
  return alternatives(schema).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([key, property]) => {
      const here = [...path, key];
      // Alternatives of a value, such as an owner in words or in numbers, are one setting.
      if (!property.anyOf && alternatives(property).some(({ properties: inside }) => inside)) {
        return settingsOf(property, here);
      }
      const { default: byDefault, description } = property;
      const kinds = kindsIn(property);
      const inside = kinds ? settingsOf(kinds, [...here, 0]) : [];
      return [{ path: formatPath(here), required: required.includes(key), default: byDefault, description }, ...inside];
    }),
  );
}

/** A setting as a configuration has it. */
export interface WrittenSetting {
  readonly setting: Setting & { readonly secret: boolean; readonly hidden: boolean };
  readonly at: Path;
  /** Undefined where the key is left out. */
  readonly written: unknown;
}

/** Every setting of the alternatives that a configuration has chosen, such as its layout of homes. */
export function settingsFor(value: unknown, schema: JsonSchema, path: Path = []): readonly WrittenSetting[] {
  return chosen(schema, value).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([key, property]) => {
      const at = [...path, key];
      const written: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
      if (!property.anyOf && alternatives(property).some(({ properties: inside }) => inside)) {
        return settingsFor(written, property, at);
      }
      const kinds = kindsIn(property);
      if (kinds && Array.isArray(written) && written.length > 0)
        return written.flatMap((entry, place) => settingsFor(entry, kinds, [...at, place]));
      const { default: byDefault, description } = property;
      const secret = alternatives(property).some(({ properties: inside = {} }) => 'env' in inside && 'file' in inside);
      const setting = {
        path: formatPath(at),
        required: required.includes(key),
        default: byDefault,
        description,
        secret,
        hidden: property.writeOnly === true,
      };
      return [{ setting, at, written }];
    }),
  );
}
