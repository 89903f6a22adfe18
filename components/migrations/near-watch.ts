/** How far outside of the box counts as near: what is scrolled to is there before it is seen. */
const AROUND = '100% 0px';

/** Is told that a block came near or went, and how high it was then, in pixels: measured by the browser, not by a layout forced amid changes. */
export type TellNear = (isNear: boolean, height: number) => void;

/** Tells blocks of a scrolling box when they come near what is seen of it, and when they go. */
export class NearWatch {
  #observer: IntersectionObserver | undefined;
  readonly #told = new Map<Element, TellNear>();

  /** @returns what ends it. */
  watch(block: HTMLElement, tell: TellNear): () => void {
    this.#observer ??= new IntersectionObserver((entries) => this.#tell(entries), {
      root: block.parentElement,
      rootMargin: AROUND,
    });
    this.#told.set(block, tell);
    this.#observer.observe(block);
    return () => {
      this.#told.delete(block);
      this.#observer?.unobserve(block);
    };
  }

  #tell(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      this.#told.get(target)?.(isIntersecting, boundingClientRect.height);
    }
  }
}
