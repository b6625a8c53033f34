/** Takes of one scene that are improved by themselves: read when the page opens, and again after each round. */
import type { ImproveQuote, Improvement, ImproveWish } from '../api/types';
import { Action } from '../stores/action.svelte';
import { Foreseen } from '../stores/quote.svelte';
import type { Studio } from '../stores/studio';

const TOLD: readonly string[] = ['improvement.round', 'improvement.ended', 'take.scored'];
const USUAL_ROUNDS = 2;

export class Improvements {
  list = $state.raw<Improvement[]>([]);
  rounds = $state(USUAL_ROUNDS);
  /** As it is written; empty: as many as all rounds cost. */
  credits = $state('');
  readonly foreseen: Foreseen<ImproveWish, ImproveQuote>;
  readonly action = new Action();

  constructor(
    private readonly studio: Studio,
    readonly scene: string,
  ) {
    const { api } = studio;
    this.foreseen = new Foreseen((body, signal) => api.quoteImprovement(scene, body, signal), [400, 402, 403, 409]);
  }

  /** The newest; the one that goes on, where one does. */
  get newest(): Improvement | null {
    return this.list[0] ?? null;
  }

  get isOpen(): boolean {
    return this.newest?.ending === '';
  }

  /** Follows what becomes of them; call what comes back to stop. */
  start(): () => void {
    this.read();
    return this.studio.live.follow({
      onChange: (change) => {
        if (change.scene === this.scene && TOLD.includes(change.type)) this.read();
      },
      onReload: () => this.read(),
    });
  }

  read(): void {
    this.studio.live.refetch(`improvements ${this.scene}`, async () => {
      this.list = await this.studio.api.improvements(this.scene);
    });
  }

  wish(take: string): ImproveWish {
    const credits = this.credits.trim();
    return { take, rounds: this.rounds, ...(credits ? { credits: Number(credits) } : {}) };
  }

  async begin(take: string): Promise<boolean> {
    const wish = this.wish(take);
    const most = this.foreseen.answer?.most;
    const body = { ...wish, ...(wish.credits === undefined && most !== undefined ? { credits: most } : {}) };
    const made = await this.action.run((key) => this.studio.api.improve(this.scene, body, key), JSON.stringify(body));
    if (made) this.put(made);
    return made !== undefined;
  }

  async stop(): Promise<void> {
    const open = this.newest;
    if (!open) return;
    const made = await this.action.run(() => this.studio.api.stopImproving(open.id), open.id);
    if (made) this.put(made);
  }

  private put(made: Improvement): void {
    this.list = [made, ...this.list.filter((each) => each.id !== made.id)];
  }
}
