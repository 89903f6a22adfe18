/** Ids of the form's fields, by the name that the server calls them, in the order of the page. */
export const FIELD_IDS = {
  oldUser: 'old-user',
  newUser: 'new-user',
  options: 'options',
  excludes: 'excludes',
  verify: 'verify',
  bandwidth: 'bandwidth',
  when: 'when',
  notBefore: 'start-at',
  note: 'note-to-user',
  why: 'why',
  ticket: 'ticket',
  identityConfirmed: 'identity-confirmed',
} as const;

/** What is known before the start; below the form it is out of sight. */
export const PANEL_ID = 'before-it-starts';

/** How many frames a field may take until it is there. */
const FRAMES = 30;

/** Moves the focus to the first field that has an error, if any has. Waits for fields that are only now shown. */
export function focusFirst(fields: Readonly<Record<string, string>>): void {
  const first = Object.entries(FIELD_IDS).find(([field]) => fields[field] !== undefined);
  if (first) focusSoon(first[1], FRAMES);
}

function focusSoon(id: string, frames: number): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id);
    if (field) field.focus();
    else if (frames > 0) focusSoon(id, frames - 1);
  });
}
