import { labelValueProblems, qualifiedNameProblems } from './name-rules.ts';
import { isObject, type StoredObject } from './objects.ts';
import type { Resource } from './resources.ts';
import { badRequest } from './status-bodies.ts';

export type Matcher = (object: StoredObject) => boolean;
type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

const TOKENS = /\s*(!=|==|=|!|\(|\)|,|[^\s!=(),]+)/y;

/** Reads a label selector, equality and set based. Throws a 400 with kube-apiserver's words where they are simple. */
export function labelMatcher(selector: string | null): Matcher {
  const tokens = tokenize(selector ?? '');
  const requirements: Requirement[] = [];
  while (tokens.length > 0) {
    requirements.push(requirement(tokens));
    const next = tokens.shift();
    if (next !== undefined && next !== ',') throw badRequest(`found '${next}', expected: ',' or 'end of string'`);
    if (next === ',' && tokens.length === 0) break;
  }
  return ({ metadata }) => requirements.every((holds) => holds(metadata.labels ?? {}));
}

function tokenize(selector: string): string[] {
  const tokens: string[] = [];
  const text = selector.trim();
  TOKENS.lastIndex = 0;
  for (let match = TOKENS.exec(text); match; match = TOKENS.exec(text)) tokens.push(match[1] ?? '');
  return tokens;
}

function requirement(tokens: string[]): Requirement {
  const first = tokens.shift() ?? '';
  if (first === '!') {
    const absent = checkedKey(tokens.shift() ?? '');
    return (labels) => labels[absent] === undefined;
  }
  if (/^[=(),]|^!=/.test(first)) {
    throw badRequest(`found '${first}', expected: !, identifier, or 'end of string'`);
  }
  const key = checkedKey(first);
  const operator = tokens[0];
  if (operator === undefined || operator === ',') return (labels) => labels[key] !== undefined;
  tokens.shift();
  if (operator === '=' || operator === '==') return isOneOf(key, [value(key, tokens)]);
  if (operator === '!=') return isNoneOf(key, [value(key, tokens)]);
  if (operator === 'in') return isOneOf(key, valueList(key, tokens));
  if (operator === 'notin') return isNoneOf(key, valueList(key, tokens));
  throw unparsable(`found '${operator}', expected: in, notin, =, ==, !=, gt, lt`);
}

const isOneOf = (key: string, values: string[]): Requirement => {
  return (labels) => labels[key] !== undefined && values.includes(labels[key]);
};
const isNoneOf = (key: string, values: string[]): Requirement => {
  return (labels) => labels[key] === undefined || !values.includes(labels[key]);
};

const unparsable = (what: string) => badRequest(`unable to parse requirement: ${what}`);

function checkedKey(key: string): string {
  const [problem] = qualifiedNameProblems(key);
  if (problem) throw unparsable(`<nil>: Invalid value: "${key}": ${problem}`);
  return key;
}

function value(key: string, tokens: string[]): string {
  if (tokens.length === 0 || tokens[0] === ',') return '';
  return checkedValue(key, tokens.shift() ?? '');
}

function checkedValue(key: string, text: string): string {
  const [problem] = labelValueProblems(text);
  if (problem) throw unparsable(`values[0][${key}]: Invalid value: "${text}": ${problem}`);
  return text;
}

function valueList(key: string, tokens: string[]): string[] {
  const open = tokens.shift() ?? '';
  if (open !== '(') throw unparsable(`found '${open}' expected: '('`);
  const values: string[] = [];
  for (let token = tokens.shift(); token !== ')'; token = tokens.shift()) {
    if (token === undefined) throw unparsable("found '', expected: ',', ')' or identifier");
    if (token !== ',') values.push(checkedValue(key, token));
  }
  return values;
}

/** Reads a field selector (`a=b,c!=d`) for a resource. Throws a 400 for a field that it cannot be selected by. */
export function fieldMatcher(resource: Resource, selector: string | null): Matcher {
  const terms = (selector ?? '').split(',').filter((term) => term !== '');
  const matchers = terms.map((term) => {
    const parts = /^([^=!]+)(==|!=|=)(.*)$/.exec(term);
    if (!parts) throw badRequest(`invalid selector: '${selector}'; can't understand '${term}'`);
    const [, field = '', operator, wanted = ''] = parts;
    assertSelectable(resource, field);
    return (object: StoredObject) => (fieldOf(object, field) === wanted) === (operator !== '!=');
  });
  return (object) => matchers.every((matches) => matches(object));
}

function assertSelectable(resource: Resource, field: string): void {
  if (field === 'metadata.name' || (field === 'metadata.namespace' && resource.namespaced)) return;
  if (resource.fields.includes(field)) return;
  if (resource.fields.length > 0) throw badRequest(`field label not supported: ${field}`);
  throw badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
}

function fieldOf(object: StoredObject, path: string): string {
  let value: unknown = object;
  for (const part of path.split('.')) value = isObject(value) ? value[part] : undefined;
  return value === undefined || value === null ? '' : String(value);
}
