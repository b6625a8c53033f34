/** The price of asking, before asking: read again a moment after the words or the quality change. */
import { ApiError, type Problem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Ask, PolishAsk, Quote, VariationsAsk, VariationsQuote } from '../api/types';

const STILL_MS = 350;
const REFUSALS: readonly number[] = [402, 403];

export class Foreseen<Body, Answer> {
  answer = $state.raw<Answer | null>(null);
  /** Why it can't be had at all: not enough credits, or not in the plan. */
  refusal = $state.raw<Problem | null>(null);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private control: AbortController | null = null;
  private asked = '';

  /** `refusals`: the answers whose words are shown instead of a price. */
  constructor(
    private readonly find: (body: Body, signal: AbortSignal) => Promise<Answer>,
    private readonly refusals: readonly number[],
  ) {}

  /** `null` when there is nothing to ask for yet. */
  ask(body: Body | null): void {
    const asked = JSON.stringify(body);
    if (asked === this.asked) return;
    this.asked = asked;
    this.stop();
    if (body === null) this.answer = this.refusal = null;
    else this.timer = setTimeout(() => void this.read(body), STILL_MS);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.control?.abort();
  }

  private async read(body: Body): Promise<void> {
    this.control = new AbortController();
    try {
      this.answer = await this.find(body, this.control.signal);
      this.refusal = null;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return; // another question followed
      if (!(error instanceof ApiError)) throw error;
      this.answer = null; // what is wrong is said at the field when it is really asked for
      this.refusal = this.refusals.includes(error.status) ? error.problem : null;
    }
  }
}

export class QuoteStore extends Foreseen<Ask | PolishAsk, Quote> {
  constructor(api: StudioApi, refusals: readonly number[] = REFUSALS) {
    super((body, signal) => api.quote(body, signal), refusals);
  }

  get quote(): Quote | null {
    return this.answer;
  }
}

/** How many pictures lists make, which, and what they cost. What can't be read is said while it is written. */
export class VariationsStore extends Foreseen<VariationsAsk, VariationsQuote> {
  constructor(api: StudioApi) {
    super((body, signal) => api.quoteVariations(body, signal), [400, 402, 403, 409]);
  }
}
