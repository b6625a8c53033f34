/** The WebSocket of one workspace: connects, resumes after the last number seen, and says how the line is. */
import { waitBefore } from './backoff';
import type { Message } from './messages';
import { readMessage } from './messages';
import type { Seen } from './sequence';
import { step } from './sequence';

/** `connecting` is the quiet start; `lost` is shown to the person; `polling` = lost for longer than 5 s. */
export type Line = 'connecting' | 'open' | 'lost' | 'polling';

export const POLL_AFTER_MS = 5_000;
export const POLL_EVERY_MS = 3_000;
/** A socket that has been up this long earned a fresh back-off. */
const STEADY_AFTER_MS = 10_000;

export interface Listener {
  onMessage(message: Message): void;
  /** Read everything again: messages were missed, or could not be received at all. */
  onReload(): void;
  onLine(line: Line): void;
}

export interface Options {
  address: (after: Seen) => string;
  open?: (address: string) => WebSocket;
  random?: () => number;
}

export class EventLine {
  private seen: Seen = null;
  private socket: WebSocket | null = null;
  private attempt = 0;
  private stopped = false;
  private timers: Partial<Record<'retry' | 'poll' | 'steady', ReturnType<typeof setTimeout>>> = {};
  private line: Line = 'connecting';

  constructor(
    private readonly listener: Listener,
    private readonly options: Options,
  ) {}

  start(): void {
    window.addEventListener('online', this.hurry);
    this.connect();
    this.pollUnlessOpen();
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.hurry);
    Object.values(this.timers).forEach(clearTimeout);
    this.socket?.close();
  }

  private hurry = (): void => {
    if (this.line === 'open' || this.stopped) return;
    this.attempt = 0;
    this.drop();
    this.connect();
  };

  private connect(): void {
    clearTimeout(this.timers.retry);
    const open = this.options.open ?? ((address: string) => new WebSocket(address));
    const socket = open(this.options.address(this.seen));
    this.socket = socket;
    socket.onmessage = (event) => this.received(socket, event.data);
    socket.onclose = () => this.closed(socket);
  }

  /** The server accepts first and refuses afterwards, so the line is open with the first message, not before. */
  private opened(): void {
    if (this.line === 'open') return;
    clearTimeout(this.timers.poll);
    this.timers.steady = setTimeout(() => (this.attempt = 0), STEADY_AFTER_MS);
    this.tell('open');
  }

  private received(socket: WebSocket, raw: unknown): void {
    const message = readMessage(raw);
    if (message === null || socket !== this.socket) return;
    this.opened();
    const { seen, verdict } = step(this.seen, message);
    this.seen = seen;
    if (verdict === 'reload') this.listener.onReload();
    if (verdict !== 'drop') this.listener.onMessage(message);
  }

  private closed(socket: WebSocket): void {
    if (socket !== this.socket || this.stopped) return;
    this.drop();
    if (this.line === 'open') this.pollUnlessOpen();
    if (this.line !== 'polling') this.tell('lost');
    const random = this.options.random ?? Math.random;
    this.timers.retry = setTimeout(() => this.connect(), waitBefore(this.attempt, random()));
    this.attempt += 1;
  }

  private drop(): void {
    clearTimeout(this.timers.steady);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private pollUnlessOpen(): void {
    clearTimeout(this.timers.poll);
    this.timers.poll = setTimeout(() => this.poll(), POLL_AFTER_MS);
  }

  private poll(): void {
    if (this.stopped) return;
    this.tell('polling');
    this.listener.onReload();
    this.timers.poll = setTimeout(() => this.poll(), POLL_EVERY_MS);
  }

  private tell(line: Line): void {
    if (line === this.line) return;
    this.line = line;
    this.listener.onLine(line);
  }
}

export function eventsAddress(workspace: string, after: Seen, at: Location = location): string {
  const query = new URLSearchParams({ workspace });
  if (after !== null) query.set('after', String(after));
  return `${at.protocol === 'https:' ? 'wss:' : 'ws:'}//${at.host}/ws/v1/events/?${query}`;
}
