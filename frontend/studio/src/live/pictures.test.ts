// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { retryPictures } from './pictures';

function failing(page: Document): { picture: HTMLImageElement; asked: () => number } {
  const picture = page.createElement('img');
  let times = 0;
  let address = 'http://studio/media/1';
  Object.defineProperty(picture, 'src', {
    get: () => address,
    set: (to: string) => {
      address = to;
      times += 1;
    },
  });
  page.body.append(picture);
  return { picture, asked: () => times };
}

test('a picture that did not come is asked for again, later and later, and not for ever', () => {
  vi.useFakeTimers();
  const page = document.implementation.createHTMLDocument();
  retryPictures(page);
  const { picture, asked } = failing(page);
  picture.dispatchEvent(new Event('error'));
  expect(asked()).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(asked()).toBe(1);
  for (let time = 0; time < 10; time++) {
    picture.dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(70_000);
  }
  expect(asked()).toBe(6);
});

test('a picture that left the page is not asked for', () => {
  vi.useFakeTimers();
  const page = document.implementation.createHTMLDocument();
  retryPictures(page);
  const { picture, asked } = failing(page);
  picture.dispatchEvent(new Event('error'));
  picture.remove();
  vi.advanceTimersByTime(70_000);
  expect(asked()).toBe(0);
});
