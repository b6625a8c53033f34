/** What a person asks for in the box under the frames, and what became of it. */
import { fieldProblem } from '../api/problems';
import type { Ask, Scene } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import { QuoteStore } from '../stores/quote.svelte';
import type { Studio } from '../stores/studio';

/** As many as fill the first row and a little more; the most the API takes is eight. */
const USUAL_COUNT = 4;

export class AskForm {
  prompt = $state('');
  without = $state('');
  seed = $state('');
  count = $state(USUAL_COUNT);
  /** The frame whose colours and light the new ones take; empty for none. */
  reference = $state('');
  readonly action = new Action();
  readonly quotes: QuoteStore;
  private known: string;

  constructor(
    private readonly studio: Studio,
    private readonly store: ProjectStore,
    scene: Scene,
  ) {
    this.prompt = this.known = scene.prompt;
    this.quotes = new QuoteStore(studio.api);
  }

  /** Words that were changed elsewhere come in, unless the person is writing other ones here. */
  follow(scene: Scene): void {
    if (this.prompt === this.known) this.prompt = scene.prompt;
    this.known = scene.prompt;
  }

  problem(field: string) {
    return fieldProblem(this.action.problem, field);
  }

  body(scene: Scene): Ask {
    return {
      kind: 'frames',
      scene: scene.id,
      project: this.store.id,
      prompt: this.prompt,
      count: this.count,
      quality: scene.effective_quality,
      ...(this.without.trim() ? { negative_prompt: this.without } : {}),
      ...(scene.frames.some((frame) => frame.id === this.reference) ? { reference: this.reference } : {}),
      ...(this.seed.trim() ? { seed: asNumber(this.seed) } : {}),
    };
  }

  /** The words that were good enough to make frames of become the words of the scene. */
  async generate(scene: Scene): Promise<void> {
    const asked = this.body(scene);
    const { api, live } = this.studio;
    const generation = await this.action.run((key) => api.generate(asked, key), JSON.stringify(asked));
    if (!generation) return;
    live.learn(generation);
    if (asked.prompt === scene.prompt) return;
    await this.action.run(async () => this.store.putScene(await api.changeScene(scene.id, { prompt: asked.prompt })));
  }
}

/** What is no number goes out as it was written: the answer says at the field what would work. */
function asNumber(written: string): number | string {
  const number = Number(written);
  return Number.isInteger(number) ? number : written;
}
