/** Pictures that did not come (a lost connection, a busy studio) are asked for again, so that none stays broken. */

const FIRST_WAIT_MS = 2_000;
const MOST_TRIES = 6;

/** Listens on all of the page: an <img> tells of its failure only while the event is captured. */
export function retryPictures(page: Document): void {
  const tries = new WeakMap<HTMLImageElement, { address: string; count: number }>();
  page.addEventListener(
    'error',
    (event) => {
      const picture = event.target;
      if (!(picture instanceof HTMLImageElement) || !picture.src) return;
      const address = picture.src;
      const before = tries.get(picture);
      const count = before?.address === address ? before.count + 1 : 1;
      tries.set(picture, { address, count });
      if (count <= MOST_TRIES) setTimeout(() => askAgain(picture, address), FIRST_WAIT_MS * 2 ** (count - 1));
    },
    true,
  );
}

/** Not when the page has gone on to another picture in the meantime. */
function askAgain(picture: HTMLImageElement, address: string): void {
  if (picture.isConnected && picture.src === address) picture.src = address;
}
