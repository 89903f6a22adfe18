type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

const KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/;
/** Commas separate requirements, except those inside the parentheses of a set. */
const SEPARATOR = /,(?![^(]*\))/;

function requirement(text: string): Requirement | undefined {
  const [, setKey = '', operator, list = ''] = SET.exec(text) ?? [];
  if (operator) {
    const values = list.split(',').map((value) => value.trim());
    if (!KEY.test(setKey) || !values.every((value) => VALUE.test(value))) return undefined;
    return (labels) => values.includes(labels[setKey] ?? '\0') === (operator === 'in');
  }
  const [, key = '', sign, value = ''] = EQUALITY.exec(text) ?? [];
  if (sign) {
    if (!KEY.test(key) || !VALUE.test(value)) return undefined;
    return (labels) => (labels[key] === value) === (sign !== '!=');
  }
  const absent = text.startsWith('!');
  const name = absent ? text.slice(1).trim() : text;
  return KEY.test(name) ? (labels) => Object.hasOwn(labels, name) !== absent : undefined;
}

/**
 * What a Kubernetes label selector asks of an object's labels, or undefined where it is not one. All forms are
 * understood: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(selector: string): Requirement | undefined {
  const parts = selector.split(SEPARATOR).map((part) => requirement(part.trim()));
  if (!parts.every((part) => part !== undefined)) return undefined;
  return (labels) => parts.every((part) => part(labels));
}
