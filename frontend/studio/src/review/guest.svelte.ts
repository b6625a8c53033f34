/** What a guest's page shows and sends, below /r/TOKEN/. It knows nothing of the studio. */
import { readCookie } from '../api/client';
import { ApiError, readProblem, spokenProblem } from '../api/problems';
import { fileOf } from '../api/addresses';
import { Action } from '../stores/action.svelte';
import type { Clip, Remark } from './clips';
import type { Words } from './CommentForm.svelte';

export interface GuestTake {
  id: string;
  number: number;
  chosen: boolean;
  url: string;
  poster: string | null;
  width: number;
  height: number;
  fps: number;
  duration_seconds: number;
}

export interface GuestComment extends Omit<Remark, 'isDone'> {
  resolved: boolean;
}

export interface GuestState {
  title: string;
  workspace: string;
  may_comment: boolean;
  until: string;
  groups: { title: string; takes: GuestTake[] }[];
  comments: GuestComment[];
}

const EVERY_MS = 15_000;

export class Guest {
  state = $state.raw<GuestState | null>(null);
  /** Why nothing is shown (any more). */
  isOver = $state(false);
  readonly sending = new Action();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly base: string = location.pathname.replace(/\/?$/, '/'),
    private readonly send: typeof fetch = (...given) => fetch(...given),
  ) {}

  async start(): Promise<void> {
    await this.read();
    if (!this.isOver) this.timer = setTimeout(() => void this.start(), EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  get remarks(): Remark[] {
    return (this.state?.comments ?? []).map((each) => ({ ...each, isDone: each.resolved }));
  }

  async say(take: string, words: Omit<Words, 'seconds' | 'x' | 'y'> & Partial<Words> & { parent?: string }) {
    const made = await this.sending.run(() => this.ask<GuestComment>('comments', { ...words, take }));
    if (!made || !this.state) return null;
    this.state = { ...this.state, comments: [...this.state.comments, made] };
    return made;
  }

  /** Addresses of files end; the page asks for them anew. */
  isOld = (): boolean => true;
  renewed = async (address: string): Promise<string> => {
    await this.read();
    const all = (this.state?.groups ?? []).flatMap(({ takes }) => takes.flatMap((take) => [take.url, take.poster]));
    return all.find((each) => each !== null && fileOf(each) === fileOf(address)) ?? address;
  };

  private async read(): Promise<void> {
    try {
      this.state = await this.ask<GuestState>('state');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // A link that was closed shows nothing any more; a line that is down for a moment shows what it had.
      if (error.status === 404 || error.status === 401) this.isOver = true;
    }
  }

  private async ask<T>(path: string, body?: unknown): Promise<T> {
    let response: Response;
    try {
      response = await this.send(this.base + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          Accept: 'application/json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'X-CSRFToken': readCookie('csrftoken') }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: 'same-origin',
      });
    } catch {
      throw new ApiError(spokenProblem(0));
    }
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new ApiError(readProblem(response.status, answer));
    return answer as T;
  }
}

export function clipOfGuest(take: GuestTake): Clip {
  return {
    id: take.id,
    number: take.number,
    url: take.url,
    poster: take.poster,
    fps: take.fps || 24,
    duration: take.duration_seconds,
    width: take.width,
    height: take.height,
    isChosen: take.chosen,
    moments: [],
  };
}
