/** What would help one generation: read when it opens, and again whenever something about it changes. */
import type { Generation, Suggestion } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { Studio } from '../stores/studio';

const TOLD: readonly string[] = ['suggestions.offered', 'suggestions.answered', 'suggestions.measured'];

export class Suggestions {
  found = $state.raw<Suggestion[]>([]);
  isRead = $state(false);
  readonly action = new Action();
  /** Which one is being worked on. */
  busy = $state<string | null>(null);

  constructor(
    private readonly studio: Studio,
    readonly generation: string,
  ) {}

  get open(): Suggestion[] {
    return this.found.filter((each) => each.state === 'offered');
  }

  get used(): Suggestion[] {
    return this.found.filter((each) => each.state === 'accepted' || each.state === 'edited');
  }

  get ignored(): Suggestion[] {
    return this.found.filter((each) => each.state === 'ignored');
  }

  /** Follows what becomes of them; call what comes back to stop. */
  start(): () => void {
    this.read();
    return this.studio.live.follow({
      onChange: (change) => {
        if (change.generation === this.generation && TOLD.includes(change.type)) this.read();
      },
      onReload: () => this.read(),
    });
  }

  read(): void {
    this.studio.live.refetch(`suggestions ${this.generation}`, async () => {
      this.found = await this.studio.api.suggestions(this.generation);
      this.isRead = true;
    });
  }

  /** The next version with it, or undefined where that was refused (`action.problem` says why). */
  async use(one: Suggestion, words: { prompt?: string; enhance?: string[] } = {}): Promise<Generation | undefined> {
    return this.working(one, async () => {
      const made = await this.studio.api.useSuggestion(one, words);
      this.studio.live.learn(made);
      this.read();
      return made;
    });
  }

  ignore = (one: Suggestion): Promise<void> => this.answer(one, () => this.studio.api.ignoreSuggestion(one));
  offerAgain = (one: Suggestion): Promise<void> => this.answer(one, () => this.studio.api.offerSuggestionAgain(one));

  private async answer(one: Suggestion, ask: () => Promise<Suggestion>): Promise<void> {
    const told = await this.working(one, ask);
    if (told) this.found = this.found.map((each) => (each.id === told.id ? told : each));
  }

  private async working<T>(one: Suggestion, work: () => Promise<T>): Promise<T | undefined> {
    this.busy = one.id;
    const done = await this.action.run(work, one.id);
    this.busy = null;
    return done;
  }
}
