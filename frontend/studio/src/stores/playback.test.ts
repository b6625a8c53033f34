import { beforeEach, expect, test, vi } from 'vitest';
import { Playback } from './playback.svelte';

let frames: FrameRequestCallback[];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (call: FrameRequestCallback) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
});

function clip(seconds: number): HTMLVideoElement {
  const video = document.createElement('video');
  let time = 0;
  Object.defineProperties(video, {
    duration: { value: seconds },
    currentTime: { get: () => time, set: (to: number) => (time = to) },
    ended: { get: () => time >= seconds },
    seeking: { value: false },
  });
  video.play = vi.fn(() => Promise.resolve());
  video.pause = vi.fn();
  return video;
}

function together(...seconds: number[]) {
  const playback = new Playback();
  const videos = seconds.map(clip);
  for (const video of videos) {
    playback.join(video);
    video.dispatchEvent(new Event('loadedmetadata'));
  }
  return { playback, videos };
}

const tick = () => frames.splice(0).forEach((call) => call(0));

test('all start and stop together', () => {
  const { playback, videos } = together(4, 4, 4);
  playback.toggle();
  expect(videos.every((video) => vi.mocked(video.play).mock.calls.length === 1)).toBe(true);
  playback.toggle();
  expect(videos.every((video) => vi.mocked(video.pause).mock.calls.length === 1)).toBe(true);
  expect(playback.playing).toBe(false);
});

test('the playhead moves all at once, and never past the end', () => {
  const { playback, videos } = together(4, 4);
  playback.seek(2.5);
  expect(videos.map((video) => video.currentTime)).toEqual([2.5, 2.5]);
  playback.seek(99);
  expect(playback.time).toBe(4);
});

test('one that falls behind by more than two frames is pulled into step', () => {
  const { playback, videos } = together(4, 4);
  playback.play();
  const [leader, behind] = videos as [HTMLVideoElement, HTMLVideoElement];
  leader.currentTime = 1;
  behind.currentTime = 0.95;
  tick();
  expect(behind.currentTime).toBe(0.95);
  behind.currentTime = 0.8;
  tick();
  expect([behind.currentTime, playback.time]).toEqual([1, 1]);
});

test('the longest leads, and at its end the round begins again', () => {
  const { playback, videos } = together(2, 4);
  playback.play();
  for (const video of videos) video.currentTime = 4;
  tick();
  expect([playback.time, videos[1]?.currentTime]).toEqual([0, 0]);
  expect(playback.playing).toBe(true);
});

test('a clip that leaves no longer counts', () => {
  const { playback } = together(2);
  const long = clip(9);
  const joined = playback.join(long);
  long.dispatchEvent(new Event('loadedmetadata'));
  expect(playback.duration).toBe(9);
  joined.destroy();
  expect(playback.duration).toBe(2);
});
