import type { Page } from '@playwright/test';

/** When each text was first on the screen, in milliseconds since the epoch. */
export type Seen = Readonly<Record<string, number>>;

/** From now on every page of this tab notes when a step or a headline is first drawn. To be called before it is opened. */
export async function watchScreen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Record<string, number> = {};
    Reflect.set(window, 'seen', seen);
    const look = () => {
      const current = document.querySelectorAll('[aria-current="step"] .track-name, h2');
      const fresh = [...current].flatMap(({ textContent }) =>
        textContent && !(textContent in seen) ? textContent : [],
      );
      if (fresh.length === 0) return;
      // What has changed now is drawn with the next frame.
      requestAnimationFrame(() => {
        for (const text of fresh) seen[text] ??= Date.now();
      });
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
}

export const seenOn = (page: Page): Promise<Seen> => page.evaluate(() => Reflect.get(window, 'seen') as Seen);
