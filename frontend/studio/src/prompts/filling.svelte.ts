/** What a template says with what was filled in so far: asked a moment after either changes. */
import { ApiError, type Problem } from '../api/problems';
import type { PromptsApi } from '../api/prompts';
import type { Filled } from '../api/types';

const STILL_MS = 200;

export class Filling {
  made = $state.raw<Filled | null>(null);
  problem = $state.raw<Problem | null>(null);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private control: AbortController | null = null;

  constructor(private readonly api: PromptsApi) {}

  ask(text: string, values: Record<string, string>): void {
    this.stop();
    this.timer = setTimeout(() => void this.read(text, values), STILL_MS);
  }

  /** At once, for who does not wait for the preview. Undefined where it can't be filled. */
  now(text: string, values: Record<string, string>): Promise<Filled | undefined> {
    this.stop();
    return this.read(text, values);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.control?.abort();
  }

  private async read(text: string, values: Record<string, string>): Promise<Filled | undefined> {
    this.control = new AbortController();
    try {
      this.made = await this.api.fill({ text, values }, this.control.signal);
      this.problem = null;
      return this.made;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return undefined; // another question followed
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.problem;
      return undefined;
    }
  }
}
