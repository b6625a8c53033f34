/** What arrives over /ws/v1/events/: hello, reset, ticks without a number, and numbered changes. */

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

export interface Change {
  type: string;
  seq: number;
  at: string;
  project: string | null;
  scene: string | null;
  generation: string | null;
  data: Record<string, unknown>;
}

export type Message = Hello | Reset | Progress | Change;

/** Null for anything that is not a message of ours: a newer server may say more than this page knows. */
export function readMessage(raw: unknown): Message | null {
  if (typeof raw !== 'string') return null;
  const value = parse(raw) as { type?: unknown; seq?: unknown; job?: unknown } | null;
  if (value === null || typeof value !== 'object' || typeof value.type !== 'string') return null;
  if (value.type === 'reset') return { type: 'reset' };
  if (value.type === 'job.progress') return typeof value.job === 'string' ? (value as unknown as Progress) : null;
  return typeof value.seq === 'number' ? (value as unknown as Change | Hello) : null;
}

export function isChange(message: Message): message is Change {
  return message.type !== 'hello' && message.type !== 'reset' && message.type !== 'job.progress';
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
