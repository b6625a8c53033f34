/** The price of asking, before asking: read again a moment after the words or the quality change. */
import { ApiError, type Problem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Ask, Quote } from '../api/types';

const STILL_MS = 350;
const REFUSALS: readonly number[] = [402, 403];

export class QuoteStore {
  quote = $state.raw<Quote | null>(null);
  /** Why it can't be had at all: not enough credits, or not in the plan. */
  refusal = $state.raw<Problem | null>(null);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private control: AbortController | null = null;
  private asked = '';

  constructor(private readonly api: StudioApi) {}

  /** `null` when there is nothing to ask for yet. */
  ask(body: Ask | null): void {
    const asked = JSON.stringify(body);
    if (asked === this.asked) return;
    this.asked = asked;
    this.stop();
    if (body === null) this.quote = this.refusal = null;
    else this.timer = setTimeout(() => void this.read(body), STILL_MS);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.control?.abort();
  }

  private async read(body: Ask): Promise<void> {
    this.control = new AbortController();
    try {
      this.quote = await this.api.quote(body, this.control.signal);
      this.refusal = null;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return; // another question followed
      if (!(error instanceof ApiError)) throw error;
      this.quote = null; // what is wrong is said at the field when it is really asked for
      this.refusal = REFUSALS.includes(error.status) ? error.problem : null;
    }
  }
}
