/** What arrives over /ws/v1/events/: hello, reset, ticks without a number, and numbered changes. */
import type { DeviceLoad } from '../api/types';

export interface Hello {
  type: 'hello';
  seq: number;
}

export interface Reset {
  type: 'reset';
}

export interface Progress {
  type: 'job.progress';
  generation: string;
  job: string;
  data: {
    kind: string;
    number: number;
    stage: string;
    fraction: number;
    remaining_seconds: number | null;
    preview?: string;
  };
}

/** Every few seconds: what GET /devices says now. */
export interface Load {
  type: 'device.load';
  data: DeviceLoad;
}

/** Where a waiting job stands: how many begin before it, and in how many seconds (low, high) it begins. */
export interface JobPlace {
  job: string;
  lane: string;
  ahead: number;
  starts_in: [number, number];
}

/** Every couple of seconds while something waits; the latest only. */
export interface Positions {
  type: 'queue.position';
  data: { places: JobPlace[] };
}

export interface Change {
  type: string;
  seq: number;
  at: string;
  project: string | null;
  scene: string | null;
  generation: string | null;
  data: Record<string, unknown>;
}

export type Message = Hello | Reset | Progress | Load | Positions | Change;

const UNNUMBERED: readonly string[] = ['hello', 'reset', 'job.progress', 'device.load', 'queue.position'];

/** Null for anything that is not a message of ours: a newer server may say more than this page knows. */
export function readMessage(raw: unknown): Message | null {
  if (typeof raw !== 'string') return null;
  const value = parse(raw) as { type?: unknown; seq?: unknown; job?: unknown } | null;
  if (value === null || typeof value !== 'object' || typeof value.type !== 'string') return null;
  if (value.type === 'reset') return { type: 'reset' };
  if (value.type === 'job.progress') return typeof value.job === 'string' ? (value as unknown as Progress) : null;
  if (value.type === 'device.load') return isLoad(value) ? value : null;
  if (value.type === 'queue.position') return isPositions(value) ? value : null;
  return typeof value.seq === 'number' ? (value as unknown as Change | Hello) : null;
}

export function isChange(message: Message): message is Change {
  return !UNNUMBERED.includes(message.type);
}

function isLoad(value: object): value is Load {
  const data = (value as Partial<Load>).data;
  return typeof data === 'object' && data !== null && Array.isArray(data.cards) && Array.isArray(data.warnings);
}

function isPositions(value: object): value is Positions {
  const data = (value as Partial<Positions>).data;
  return typeof data === 'object' && data !== null && Array.isArray(data.places);
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
