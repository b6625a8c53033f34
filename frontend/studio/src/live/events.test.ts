import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestSocket } from '../testing/socket';
import { EventLine, eventsAddress, type Line, POLL_AFTER_MS, POLL_EVERY_MS } from './events';

let lines: Line[];
let messages: string[];
let reloads: number;
let line: EventLine;

beforeEach(() => {
  vi.useFakeTimers();
  [lines, messages, reloads] = [[], [], 0];
  TestSocket.made = [];
  const listener = {
    onMessage: (message: { type: string }) => messages.push(message.type),
    onReload: () => (reloads += 1),
    onLine: (now: Line) => lines.push(now),
  };
  line = new EventLine(listener, {
    address: (after) => `after=${after}`,
    open: (address) => new TestSocket(address) as unknown as WebSocket,
    random: () => 0,
  });
  line.start();
});

afterEach(() => line.stop());

const change = (seq: number) => ({
  type: 'take.made',
  seq,
  at: '',
  project: null,
  scene: null,
  generation: null,
  data: {},
});

test('the first connection asks for no replay', () => {
  expect(TestSocket.last.address).toBe('after=null');
});

test('the line is open with the first message, not before', () => {
  expect(lines).toEqual([]);
  TestSocket.last.say({ type: 'hello', seq: 5 });
  expect(lines).toEqual(['open']);
});

test('a lost line is told, and the next connection resumes after the last number seen', async () => {
  TestSocket.last.say({ type: 'hello', seq: 5 });
  TestSocket.last.say(change(6));
  TestSocket.last.drop();
  expect(lines).toEqual(['open', 'lost']);
  await vi.advanceTimersByTimeAsync(250);
  expect(TestSocket.made.length).toBe(2);
  expect(TestSocket.last.address).toBe('after=6');
});

test('what is replayed twice is heard once', () => {
  TestSocket.last.say({ type: 'hello', seq: 5 });
  for (const seq of [6, 7, 6, 7, 8]) TestSocket.last.say(change(seq));
  expect(messages).toEqual(['hello', 'take.made', 'take.made', 'take.made']);
  expect(reloads).toBe(1);
});

test('a gap makes the page read again', () => {
  TestSocket.last.say({ type: 'hello', seq: 5 });
  TestSocket.last.say(change(9));
  expect(reloads).toBe(2);
});

test('after 5 s without a line the page is read every 3 s, until the line is back', async () => {
  TestSocket.last.say({ type: 'hello', seq: 5 });
  TestSocket.last.drop();
  reloads = 0;
  await vi.advanceTimersByTimeAsync(POLL_AFTER_MS);
  expect(lines).toEqual(['open', 'lost', 'polling']);
  await vi.advanceTimersByTimeAsync(2 * POLL_EVERY_MS);
  expect(reloads).toBe(3);
  TestSocket.last.say({ type: 'hello', seq: 5 });
  await vi.advanceTimersByTimeAsync(3 * POLL_EVERY_MS);
  expect(reloads).toBe(3);
  expect(lines[lines.length - 1]).toBe('open');
});

test('a server that accepts and then refuses is asked ever more slowly', async () => {
  const opened: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const at = Date.now();
    TestSocket.last.drop();
    const before = TestSocket.made.length;
    while (TestSocket.made.length === before) await vi.advanceTimersByTimeAsync(50);
    opened.push(Date.now() - at);
  }
  expect(opened).toEqual([250, 500, 1000, 2000]);
});

test('when the machine is online again it does not wait', () => {
  TestSocket.last.say({ type: 'hello', seq: 5 });
  TestSocket.last.drop();
  window.dispatchEvent(new Event('online'));
  expect(TestSocket.made.length).toBe(2);
});

test('after stop nothing is opened and nothing is read', async () => {
  line.stop();
  TestSocket.last.drop();
  reloads = 0;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([TestSocket.made.length, reloads]).toEqual([1, 0]);
});

test('the address names workspace and number, and is secret where the page is', () => {
  const page = { protocol: 'https:', host: 'dailies.example' } as Location;
  expect(eventsAddress('north light', 12, page)).toBe(
    'wss://dailies.example/ws/v1/events/?workspace=north+light&after=12',
  );
});
