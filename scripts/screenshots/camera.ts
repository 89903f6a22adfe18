import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { LAUNCH_OPTIONS } from '../../e2e/browser.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
] as const;
const SCHEMES = ['light', 'dark'] as const;
const STILL = { animations: 'disabled', caret: 'initial' } as const;

/** Brings a page that was just opened to what is to be seen, and waits until it is. */
export type Ready = (page: Page) => Promise<unknown>;

interface Window {
  readonly width: number;
  readonly height: number;
}

interface Lens {
  readonly suffix: string;
  readonly context: BrowserContext;
}

/** Takes pictures of whole pages, in light and dark, at 1440 and 360 pixels. */
export class Camera {
  readonly #browser: Browser;
  readonly #lenses: readonly Lens[];
  readonly #folder: string;
  readonly #base: string;

  private constructor(browser: Browser, lenses: readonly Lens[], folder: string, base: string) {
    this.#browser = browser;
    this.#lenses = lenses;
    this.#folder = folder;
    this.#base = base;
  }

  /** Pictures of the dashboard at `base` go into `folder`. */
  static async open(folder: string, base: string): Promise<Camera> {
    mkdirSync(folder, { recursive: true });
    const browser = await chromium.launch(LAUNCH_OPTIONS);
    const lenses: Lens[] = [];
    for (const viewport of SIZES) {
      for (const colorScheme of SCHEMES) {
        const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'UTC' });
        lenses.push({ suffix: `${viewport.width}-${colorScheme}`, context });
      }
    }
    return new Camera(browser, lenses, folder, base);
  }

  /** One screen, named, in every size and scheme at once: what is held for a picture does not hold for long. */
  async take(name: string, path: string, ready: Ready): Promise<void> {
    process.stdout.write(`${name}\n`);
    const shoot = async ({ suffix, context }: Lens) => {
      const page = await this.#opened(context, path, ready);
      await page.screenshot({ ...STILL, path: join(this.#folder, `${name}-${suffix}.png`), fullPage: true });
      await page.close();
    };
    await Promise.all(this.#lenses.map(shoot));
  }

  /** One screen as it stands in a window, by default of 1440 by 900, in light, into a file of its own. */
  async takeWindow(file: string, path: string, ready: Ready, size: Window = SIZES[0]): Promise<void> {
    const [lens] = this.#lenses;
    if (!lens) throw new Error('the camera has no lens');
    const page = await this.#opened(lens.context, path, async (opened) => {
      await opened.setViewportSize(size);
      await ready(opened);
    });
    await page.screenshot({ ...STILL, path: file });
    await page.close();
  }

  /** Does something on a page without a picture of it. */
  async visit(path: string, deed: Ready): Promise<void> {
    const [lens] = this.#lenses;
    if (!lens) throw new Error('the camera has no lens');
    const page = await this.#opened(lens.context, path, deed);
    await page.close();
  }

  async #opened(context: BrowserContext, path: string, ready: Ready): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.#base + path);
    await page.waitForFunction(isTakenOver);
    await ready(page);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return page;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Runs in the page: whether React has taken its buttons over, so that a press of one is heard. */
function isTakenOver(): boolean {
  const button = document.querySelector('main button');
  return !button || Object.keys(button).some((key) => key.startsWith('__reactProps'));
}
