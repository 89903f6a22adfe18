/** What no bundle ever has, whoever wrote it where: the word that stands for it says so. */
export const SECRET = '[secret]';

/** Each with what is left of it. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, SECRET],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, `$1 ${SECRET}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, SECRET],
  [/\b(?:whsec_|gh[opsru]_|github_pat_|glpat-|xox[abeprs]-|AKIA|ASIA)[A-Za-z0-9+/=_-]{8,}/g, SECRET],
  [
    /(?<![\w-])([\w-]*(?:passwords?|passwd|secrets?|tokens?|api[-_]?keys?|credentials?))(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
    `$1$2${SECRET}`,
  ],
];

/** Keys whose text is a secret whatever it looks like. */
const SECRET_KEY = /(?:password|passwd|token|api[-_]?key|client[-_]?secret)$/i;

export const isSecretKey = (key: string): boolean => SECRET_KEY.test(key);

const ADDRESS = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`“”]+/gi;

/** A text without passwords, tokens and keys, as far as they can be told; of web addresses only scheme and host stay. */
export function withoutSecrets(text: string): string {
  const cut = PATTERNS.reduce((rest, [pattern, left]) => rest.replace(pattern, left), text);
  return cut.replace(ADDRESS, bare);
}

/** An address may hold a name and a password, and behind its host a key. A program's own file is none. */
function bare(address: string): string {
  if (address.startsWith('file:///')) return address;
  if (!URL.canParse(address)) return SECRET;
  const { protocol, host, username, password, pathname, search, hash } = new URL(address);
  const more = username || password || search || hash || !['', '/'].includes(pathname);
  return `${protocol}//${host}${more ? '/…' : ''}`;
}
