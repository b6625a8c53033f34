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
    currentTime: { get: () => time, set: (to: number) => (time = to), configurable: true },
    ended: { get: () => time >= seconds },
    seeking: { value: false },
    readyState: { value: 0 },
    playbackRate: { value: 1, writable: true },
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

let now = 0;
const tick = (milliseconds = 0) => frames.splice(0).forEach((call) => call((now += milliseconds)));

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

/** Clips that play by themselves, each at a speed of its own, as those of a busy browser do. */
function running(...wrong: number[]) {
  const made = together(...wrong.map(() => 4));
  const step = (seconds: number) =>
    made.videos.forEach((video, index) => (video.currentTime += seconds * video.playbackRate * (wrong[index] ?? 1)));
  return { ...made, step };
}

test('clips that run at other speeds are held within one frame without a jump', () => {
  const { playback, videos, step } = running(1, 0.96, 1.05);
  playback.play();
  const jumps = videos.map((video) => vi.spyOn(video, 'currentTime', 'set'));
  const apart: number[] = [];
  for (let frame = 0; frame < 180; frame += 1) {
    const written = jumps.map((jump) => jump.mock.calls.length);
    step(1 / 60);
    jumps.forEach((jump, index) => expect(jump.mock.calls.length).toBe((written[index] ?? 0) + 1));
    tick(1000 / 60);
    apart.push(playback.spread());
  }
  expect(Math.max(...apart)).toBeLessThan(1 / 24);
});

test('a step goes to the next frame of the grid and stops there', () => {
  const { playback } = together(4, 4);
  playback.play();
  playback.seek(1);
  for (let frame = 1; frame <= 30; frame += 1) {
    playback.step(1, 24);
    expect(Math.floor(playback.time * 24 + 1e-6)).toBe(24 + frame);
  }
  expect(playback.playing).toBe(false);
  playback.step(-30, 24);
  expect(playback.time).toBeCloseTo(1, 2);
  playback.step(9999, 24);
  expect(Math.floor(playback.time * 24 + 1e-6)).toBe(95);
});

test('pressed again it runs twice as fast, the other way it begins anew, and backwards it goes back', () => {
  const { playback } = together(4);
  playback.seek(3);
  playback.shuttle(1);
  playback.shuttle(1);
  expect(playback.rate).toBe(2);
  playback.shuttle(-1);
  expect(playback.rate).toBe(-1);
  tick(0);
  tick(500);
  expect(playback.time).toBeCloseTo(2.5);
  playback.shuttle(-1);
  tick(0);
  tick(5000);
  expect([playback.time, playback.playing]).toEqual([0, false]);
});

test('a part is repeated until all is played again', () => {
  const { playback, videos } = together(4);
  playback.seek(1);
  playback.markLoop();
  playback.seek(2);
  playback.markLoop();
  expect(playback.loop).toEqual({ from: 1, to: 2 });
  playback.play();
  for (const video of videos) video.currentTime = 2.01;
  tick();
  expect(playback.time).toBe(1);
  playback.markLoop();
  expect(playback.loop).toBeNull();
});

test('a shorter clip waits on its last frame and begins again with the others', () => {
  const { playback, videos } = together(2, 4);
  const [short, long] = videos as [HTMLVideoElement, HTMLVideoElement];
  playback.play();
  short.currentTime = 2;
  long.currentTime = 3;
  tick();
  expect([short.currentTime, playback.time, playback.spread()]).toEqual([2, 3, 0]);
  long.currentTime = 4;
  tick();
  expect([short.currentTime, vi.mocked(short.play).mock.calls.length]).toEqual([0, 2]);
});

test('one that joins late begins where the others are', () => {
  const { playback } = together(4);
  playback.seek(1.5);
  const late = clip(4);
  playback.join(late);
  late.dispatchEvent(new Event('loadedmetadata'));
  expect(late.currentTime).toBe(1.5);
});
