/**
 * What Kubernetes lets a name, a label key and a label value be, with its own words for what is wrong
 * (k8s.io/apimachinery/pkg/util/validation). Each function returns the problems found.
 */
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE = `(${QUALIFIED})?`;

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  `alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;
const NAME_PART_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
  `'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`;
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${VALUE}')`;

const fits = (pattern: string, value: string): boolean => new RegExp(`^(?:${pattern})$`).test(value);
const atMost = (limit: number, value: string): string[] =>
  Buffer.byteLength(value) > limit ? [`must be no more than ${limit} characters`] : [];

/** A DNS label: names of namespaces, containers and volumes. */
export const dnsLabelProblems = (name: string): string[] => [
  ...atMost(63, name),
  ...(fits(LABEL, name) ? [] : [LABEL_RULE]),
];

/** A DNS subdomain: names of pods, claims, volumes of the cluster and nodes. */
export const subdomainProblems = (name: string): string[] => [
  ...atMost(253, name),
  ...(fits(SUBDOMAIN, name) ? [] : [SUBDOMAIN_RULE]),
];

/** A label value. */
export const labelValueProblems = (value: string): string[] => [
  ...atMost(63, value),
  ...(fits(VALUE, value) ? [] : [VALUE_RULE]),
];

/** The key of a label or an annotation, and a finalizer: `name` or `prefix.example/name`. */
export function qualifiedNameProblems(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name ${NAME_PART_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const problems: string[] = [];
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) problems.push(...subdomainProblems(prefix).map((problem) => `prefix part ${problem}`));
  if (name === '') problems.push('name part must be non-empty');
  problems.push(...atMost(63, name).map((problem) => `name part ${problem}`));
  if (!fits(QUALIFIED, name)) problems.push(`name part ${NAME_PART_RULE}`);
  return problems;
}
