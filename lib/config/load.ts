import 'server-only';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type Finding, findings, type Hints } from './issues.ts';
import { keysAt } from './json-schema.ts';
import { type ConfigOrigin, configuredSettings, rememberOrigin } from './origin.ts';
import { type Config, configSchema, type SchemaContext } from './schema.ts';
import type { SecretReader } from './secret.ts';
import { isUnavailableKey, isUnavailableValue, UNAVAILABLE } from './unavailable.ts';
import { formatPath, readYaml } from './yaml-text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Reads a text of a person's; throws `ConfigError` saying what was looked for and why it cannot be read. */
async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    const message =
      code === 'ENOENT' ? 'there is no such file; REHOME_CONFIG names another' : `cannot be read (${code})`;
    throw new ConfigError(file, [{ path: '', line: null, message }]);
  }
}

const pathResolver = (folder: string) => (path: string) =>
  path === '~' || path.startsWith('~/') ? resolve(homedir(), path.slice(2)) : resolve(folder, path);

function secretReader(env: Environment, resolvePath: (path: string) => string): SecretReader {
  return ({ env: name, file: path = '' }) => {
    if (name !== undefined) {
      const value = env[name];
      if (!value) throw new Error(`the environment variable ${name} is not set`);
      return value;
    }
    const file = resolvePath(path);
    const text = readSecretFile(file);
    if (text === '') throw new Error(`${file} is empty`);
    return text;
  };
}

/** A secret's file, without the line break that editors put at its end. */
function readSecretFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    throw new Error(`${file} cannot be read (${errorCode(error)})`, { cause: error });
  }
}

function hintsFor(value: unknown): Hints {
  return {
    unknownKey: (path) => {
      if (isUnavailableKey(formatPath(path))) return UNAVAILABLE;
      return `unknown key; known here: ${keysAt(path.slice(0, -1), value).join(', ')}`;
    },
    refusedValue: (path, refused) =>
      isUnavailableValue(formatPath(path), refused) ? `this value is ${UNAVAILABLE}` : undefined,
  };
}

type Found = Pick<ConfigOrigin, 'file' | 'named'>;

/** Checks a configuration's text; throws `ConfigError` with every problem. */
function parseConfig(found: Found, text: string, context: SchemaContext): Config {
  const { file } = found;
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) throw new ConfigError(file, yaml.problems);
  const value = yaml.value ?? {};
  const parsed = configSchema(context).safeParse(value);
  if (parsed.success) {
    const config: Config = deepFreeze(parsed.data);
    rememberOrigin(config, { ...found, settings: configuredSettings(value, yaml.lineOf) });
    return config;
  }
  const locate = ({ path, message }: Finding) => ({ path: formatPath(path), line: yaml.lineOf(path), message });
  throw new ConfigError(file, findings(parsed.error.issues, value, hintsFor(value)).map(locate));
}

/**
 * The configuration: complete, checked and frozen. Paths in it are relative to its own folder.
 *
 * @param file - the file, else the one that `REHOME_CONFIG` names, else `./rehome.yaml`
 * @throws ConfigError - with every problem, each with its path and line
 */
export async function loadConfig(file: string | undefined, env: Environment): Promise<Config> {
  // Without the note the bundler takes the whole project for what this may read, and copies it into the build.
  const path = resolve(/* turbopackIgnore: true */ file ?? (env.REHOME_CONFIG || 'rehome.yaml'));
  const resolvePath = pathResolver(dirname(path));
  const found = { file: path, named: file === undefined && Boolean(env.REHOME_CONFIG) };
  return parseConfig(found, await readText(path), { resolvePath, readSecret: secretReader(env, resolvePath) });
}
