// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFilesComing, source } from './files';

const full = (address: string) => new URL(address, location.origin).href;
const OLD = '/media/north/1?until=1&signature=a';
const FRESH = full('/media/north/1?until=2&signature=b');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A page whose studio answers with FRESH, and says of OLD whether it is old. */
function opened({ isOld = false, gives = FRESH } = {}): { page: Document; renewed: ReturnType<typeof vi.fn> } {
  const page = document.implementation.createHTMLDocument();
  const renewed = vi.fn(() => Promise.resolve(gives));
  keepFilesComing(page, { isOld: (address) => isOld && full(address) === full(OLD), renewed });
  return { page, renewed };
}

function picture(page: Document, address = full(OLD)): HTMLImageElement {
  const made = document.createElement('img');
  made.src = address;
  page.body.append(made);
  return made;
}

test('a picture that did not come shows no broken one until it is there', () => {
  const { page } = opened();
  const made = picture(page);
  made.dispatchEvent(new Event('error'));
  expect(made.dataset).toHaveProperty('missing');
  made.dispatchEvent(new Event('load'));
  expect(made.dataset).not.toHaveProperty('missing');
});

test('a picture that did not come is asked for again, later and later, and not for ever', async () => {
  const { page, renewed } = opened({ gives: full(OLD) });
  const made = picture(page);
  made.dispatchEvent(new Event('error'));
  expect(renewed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(renewed).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 10; time++) {
    made.dispatchEvent(new Event('error'));
    await vi.advanceTimersByTimeAsync(70_000);
  }
  expect(renewed).toHaveBeenCalledTimes(6);
});

test('a picture whose address has ended gets a new one at once', async () => {
  const { page } = opened({ isOld: true });
  const made = picture(page);
  made.dispatchEvent(new Event('error'));
  await vi.advanceTimersByTimeAsync(0);
  expect(made.src).toBe(full(FRESH));
});

test('a picture that left the page, or shows another one by now, is not asked for', async () => {
  const { page, renewed } = opened();
  const left = picture(page);
  const other = picture(page);
  left.dispatchEvent(new Event('error'));
  other.dispatchEvent(new Event('error'));
  left.remove();
  other.src = full('/media/north/2');
  await vi.advanceTimersByTimeAsync(70_000);
  expect(renewed).not.toHaveBeenCalled();
});

test('a film goes on where it broke off', async () => {
  const { page } = opened({ isOld: true });
  const video = document.createElement('video');
  video.src = full(OLD);
  video.currentTime = 3;
  page.body.append(video);
  video.dispatchEvent(new Event('error'));
  await vi.advanceTimersByTimeAsync(0);
  expect(video.src).toBe(full(FRESH));
  video.currentTime = 0;
  video.dispatchEvent(new Event('loadedmetadata'));
  expect(video.currentTime).toBe(3);
});

test('a new address of the same film does not start it anew, another film does', () => {
  const video = document.createElement('video');
  const shown = source(video, OLD);
  shown.update(FRESH);
  expect(video.src).toBe(full(OLD));
  shown.update('/media/north/2?until=2&signature=c');
  expect(video.src).toBe(full('/media/north/2?until=2&signature=c'));
});

test('a link to an address that may have ended goes to a fresh one', async () => {
  const { page } = opened({ isOld: true });
  const link = document.createElement('a');
  link.setAttribute('href', OLD);
  page.body.append(link);
  const gone: string[] = [];
  link.addEventListener('click', (event) => {
    event.preventDefault();
    gone.push(link.href);
  });
  link.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(gone).toEqual([full(FRESH)]);
});
