/** How many credits the workspace has left, for "leaves 1,234" beside a price. */
import { ApiError } from '../api/problems';
import type { Live } from './live.svelte';
import type { StudioApi } from '../api/studio';

export class Credits {
  available = $state<number | null>(null);
  private unfollow: (() => void) | null = null;

  constructor(
    private readonly api: StudioApi,
    private readonly live: Live,
  ) {}

  /** Reads now, and again whenever a generation began or ended. */
  start(): void {
    if (this.unfollow) return;
    void this.read();
    const again = () => this.live.refetch('credits', () => this.read());
    this.unfollow = this.live.follow({
      onChange: (change) => change.type.startsWith('generation.') && again(),
      onReload: again,
    });
  }

  /** Credits left after paying `price`; null where it is not known, or not enough. */
  after(price: number): number | null {
    return this.available !== null && this.available >= price ? this.available - price : null;
  }

  private async read(): Promise<void> {
    try {
      this.available = (await this.api.credits()).available;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.available = null; // the price is told without it
    }
  }
}
