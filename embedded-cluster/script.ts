import { isObject, type JsonObject, objectOr, type StoredPod } from './objects.ts';

/** The annotation that makes a pod play a script instead of starting processes. */
export const SCRIPT_ANNOTATION = 'embedded-cluster.rehome.dev/script';

/** What a scripted container does when it is asked to end. */
export interface ScriptedEnd {
  readonly lines?: readonly string[];
  readonly exitCode?: number;
  readonly terminationMessage?: string;
}

/** What the containers of a scripted pod do. In lines and messages `{annotation:KEY}` and `{now}` are filled in. */
export interface Script extends ScriptedEnd {
  /** The init containers; without it they end at once with 0. */
  readonly init?: ScriptedEnd;
  /** A line with line breaks in it is several. */
  readonly steps?: readonly { readonly delayMs?: number; readonly line?: string }[];
  /** The kernel ends it for want of memory after the last step. */
  readonly oom?: boolean;
  readonly ignoreSigterm?: boolean;
  readonly onSigterm?: ScriptedEnd;
}

/** One standing instruction: pods whose annotations match play this script. */
export interface ScriptRule {
  readonly match?: Readonly<Record<string, string>>;
  readonly script: Script;
}

/** The scripts for pods to come. A pod's own annotation goes first, then the first rule that matches. */
export class ScriptBook {
  #rules: readonly ScriptRule[] = [];

  /** Takes one script, a list of rules, or null for none. */
  set(value: unknown): void {
    const list = Array.isArray(value) ? value : value === null ? [] : [value];
    this.#rules = list.map(objectOr).map((rule) => (isObject(rule.script) ? asRule(rule) : { script: rule as Script }));
  }

  get rules(): readonly ScriptRule[] {
    return this.#rules;
  }

  find({ metadata }: StoredPod): Script | undefined {
    const annotations = metadata.annotations ?? {};
    const own = annotations[SCRIPT_ANNOTATION];
    if (own !== undefined) return parsed(own);
    const matches = ({ match = {} }: ScriptRule) =>
      Object.entries(match).every(([key, value]) => annotations[key] === value);
    return this.#rules.find(matches)?.script;
  }
}

const asRule = ({ match, script }: JsonObject): ScriptRule => ({
  ...(isObject(match) && { match: match as Readonly<Record<string, string>> }),
  script: script as Script,
});

/** A script that cannot be read fails its pod with a line that says so, rather than running something else. */
function parsed(text: string): Script {
  try {
    return objectOr(JSON.parse(text)) as Script;
  } catch (error) {
    return { steps: [{ line: `the script of this pod is not JSON: ${String(error)}` }], exitCode: 1 };
  }
}

/** A text of a script with its placeholders filled in for one pod. */
export function filledIn(text: string, { metadata }: StoredPod): string {
  return text
    .replaceAll(/\{annotation:([^}]+)\}/g, (_, key: string) => metadata.annotations?.[key] ?? '')
    .replaceAll('{now}', () => new Date().toISOString());
}
