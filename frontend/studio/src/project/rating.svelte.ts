/** One's own rating of a generation: shown at once, sent a moment after the last change. */
import { isOpen } from '../live/progress';
import type { Generation } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { Studio } from '../stores/studio';

/** Arrow keys go through the stars one by one; only where they stop is sent. */
export const STILL_MS = 500;

/** Whether there is anything of it to rate. */
export function isRateable(generation: Generation): boolean {
  return !isOpen(generation) && generation.outputs.length > 0;
}

export class Rater {
  stars = $state(0);
  notes = $state('');
  readonly action = new Action();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private wanted: { stars: number; notes: string } | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly id: string,
    rating: Generation['rating'],
  ) {
    this.show(rating);
  }

  choose(stars: number): void {
    this.stars = stars;
    this.wait(STILL_MS);
  }

  note(notes: string): Promise<void> {
    this.notes = notes;
    return this.send();
  }

  async takeBack(): Promise<void> {
    this.stop();
    const answer = await this.action.run(() => this.studio.api.takeRatingBack(this.id), 'none');
    if (answer) this.learn(answer);
  }

  /** What was chosen a moment before the page is left still goes out. */
  leave(): void {
    if (this.timer !== null) void this.send();
  }

  private wait(milliseconds: number): void {
    this.stop();
    this.timer = setTimeout(() => void this.send(), milliseconds);
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async send(): Promise<void> {
    this.stop();
    this.wanted = { stars: this.stars, notes: this.notes };
    if (this.action.busy || this.stars === 0) return;
    while (this.wanted !== null) {
      const body: { stars: number; notes: string } = this.wanted;
      this.wanted = null;
      const answer = await this.action.run(() => this.studio.api.rate(this.id, body), JSON.stringify(body));
      if (answer && this.wanted === null && this.timer === null) this.learn(answer);
    }
  }

  private learn(generation: Generation): void {
    this.studio.live.learn(generation);
    this.show(generation.rating);
  }

  private show(rating: Generation['rating']): void {
    this.stars = rating?.mine ? rating.stars : 0;
    this.notes = rating?.mine ? rating.notes : '';
  }
}
