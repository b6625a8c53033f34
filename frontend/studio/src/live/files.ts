/** Pictures and films that did not come are asked for again, so that none stays broken: the connection was lost, the
 * studio was busy, or their address has ended because the page lay open for long. */
import { fileOf } from '../api/addresses';

const FIRST_WAIT_MS = 2_000;
const MOST_TRIES = 6;

export interface Renewing {
  isOld(address: string): boolean;
  /** An address of the same file that serves now; the old one where none can be had. */
  renewed(address: string): Promise<string>;
}

type Shown = HTMLImageElement | HTMLVideoElement;

/** Listens on all of the page: an <img> tells of its failure only while the event is captured. */
export function keepFilesComing(page: Document, addresses: Renewing): void {
  const tries = new WeakMap<Shown, { file: string; count: number }>();
  page.addEventListener(
    'error',
    (event) => {
      const shown = event.target;
      if (!isShown(shown) || !shown.src) return;
      shown.dataset.missing = '';
      const address = shown.src;
      const file = fileOf(address);
      const before = tries.get(shown);
      const count = before?.file === file ? before.count + 1 : 1;
      tries.set(shown, { file, count });
      const wait = count === 1 && addresses.isOld(address) ? 0 : FIRST_WAIT_MS * 2 ** (count - 1);
      if (count <= MOST_TRIES) setTimeout(() => void askAgain(shown, address, addresses), wait);
    },
    true,
  );
  const came = ({ target }: Event) => {
    if (!isShown(target)) return;
    tries.delete(target);
    delete target.dataset.missing;
  };
  page.addEventListener('load', came, true);
  page.addEventListener('loadeddata', came, true);
  page.addEventListener('click', (event) => void openFresh(event, addresses), true);
}

/** A Svelte action for what plays: another address of the same file does not start it anew. */
export function source(video: HTMLVideoElement, address: string): { update(address: string): void } {
  const show = (wanted: string) => {
    if (!video.src || fileOf(video.src) !== fileOf(wanted)) video.src = wanted;
  };
  show(address);
  return { update: show };
}

/** Not when the page has gone on to another picture in the meantime. */
async function askAgain(shown: Shown, address: string, addresses: Renewing): Promise<void> {
  if (!shown.isConnected || shown.src !== address) return;
  const fresh = await addresses.renewed(address);
  if (!shown.isConnected || shown.src !== address) return;
  if (shown instanceof HTMLVideoElement) goOn(shown, fresh);
  else shown.src = fresh;
}

/** From where it broke off. */
function goOn(video: HTMLVideoElement, address: string): void {
  const at = video.currentTime;
  const wasPlaying = !video.paused;
  video.addEventListener('loadedmetadata', () => (video.currentTime = at), { once: true });
  video.src = address;
  if (wasPlaying) void video.play().catch(() => undefined); // it stands where it broke off; a click goes on
}

/** A link to a file whose address may have ended goes to a fresh one. */
async function openFresh(event: MouseEvent, addresses: Renewing): Promise<void> {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/media/"]') : null;
  if (!link || !addresses.isOld(link.href)) return;
  event.preventDefault();
  event.stopPropagation();
  const fresh = await addresses.renewed(link.href);
  link.href = fresh;
  if (!addresses.isOld(fresh)) link.click();
}

function isShown(target: EventTarget | null): target is Shown {
  return target instanceof HTMLImageElement || target instanceof HTMLVideoElement;
}
