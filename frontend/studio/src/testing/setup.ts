/** What jsdom leaves out and components call: dialogs, media queries, scrolling. */
import { afterEach, vi } from 'vitest';

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
