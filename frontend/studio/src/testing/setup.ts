/** What jsdom leaves out and components call: dialogs and media queries. Pure tests run without a page at all. */
import { afterEach, vi } from 'vitest';

if (typeof window !== 'undefined') {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
  const unmatched = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  window.matchMedia ??= (media: string) => ({ ...unmatched, media }) as unknown as MediaQueryList;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
