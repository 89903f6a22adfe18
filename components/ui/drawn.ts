/** Resolves once the browser has drawn what was changed before: work that can wait holds up no press. */
export const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
