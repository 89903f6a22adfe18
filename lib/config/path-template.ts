const PLACEHOLDER = /\{([^{}]*)\}/g;
const KNOWN = new Set(['username', 'initial']);

/** Where a home lies in the volume, for one username. Nothing is checked here: see `homePath`. */
export function fillTemplate(template: string, username: string): string {
  const [initial = ''] = username;
  return template.replace(PLACEHOLDER, (whole, name) => {
    if (name === 'username') return username;
    return name === 'initial' ? initial : whole;
  });
}

/** What is wrong with a template for paths of homes, as a sentence; undefined if it is sound. */
export function checkTemplate(template: string): string | undefined {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = names.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return `{${unknown}} is unknown; use {username} and {initial}`;
  if (/[{}]/.test(template.replace(PLACEHOLDER, ''))) return 'has a brace without its other half';
  if (!names.includes('username')) return 'must contain {username}, or all users would share one home';
  if (template.startsWith('/')) return 'is a path inside the volume: leave out the leading /';
  const parts = template.split('/');
  if (parts.some((part) => part === '..' || part === '.')) return 'must not contain . or .. as a folder';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  return /[\0-\x1f\x7f]/.test(template) ? 'must not contain control characters' : undefined;
}

/** Whether homes lie inside a folder that carries the username, so that their user may own what lies above. */
export function hasSuffix(template: string): boolean {
  const parts = template.split('/').filter(Boolean);
  return parts.findIndex((part) => part.includes('{username}')) < parts.length - 1;
}
