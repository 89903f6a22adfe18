/** How far a key moves through the rows of a page. */
const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** Moves the focus to the next row that leads somewhere, or to the one before; from anywhere else, to the first or the last. */
export function moveRow(key: string): void {
  const step = STEPS[key];
  if (step === undefined || document.querySelector('[popover]:popover-open')) return;
  const rows = [...document.querySelectorAll<HTMLElement>('main .row-link')].filter((row) => row.checkVisibility());
  const at = rows.findIndex(
    (row) => row === document.activeElement || row.closest('tr')?.contains(document.activeElement),
  );
  const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[to]?.focus();
}
