/** The price of asking, before asking: read again a moment after the words or the quality change. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Ask, Quote } from '../api/types';

const STILL_MS = 350;

export class QuoteStore {
  quote = $state.raw<Quote | null>(null);
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
    if (body === null) this.quote = null;
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
    } catch (error) {
      const superseded = error instanceof DOMException && error.name === 'AbortError';
      if (!superseded && !(error instanceof ApiError)) throw error;
      if (!superseded) this.quote = null; // what is wrong is said at the field when it is really asked for
    }
  }
}
