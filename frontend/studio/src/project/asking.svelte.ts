/** The questions that generations of a project put when their quality does not fit, and the answers. */
import type { Generation, Way } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import type { Studio } from '../stores/studio';
import { isAsking } from '../words/fallback';

export class Asking {
  /** Questions that a person put aside: they wait as cards. */
  private aside = $state.raw<ReadonlySet<string>>(new Set());
  readonly action = new Action();

  constructor(
    private readonly studio: Studio,
    private readonly store: ProjectStore,
  ) {}

  /** Every open question, the oldest first. One that was answered elsewhere is no longer among them. */
  get questions(): Generation[] {
    return this.store.open.filter(isAsking).sort((a, b) => a.created_at.localeCompare(b.created_at));
  }

  /** The one that the dialog shows. */
  get shown(): Generation | null {
    return this.questions.find((each) => !this.aside.has(each.id)) ?? null;
  }

  /** Those that wait as cards. */
  get waiting(): Generation[] {
    return this.questions.filter((each) => each !== this.shown);
  }

  putAside = (generation: Generation): void => {
    this.action.clear();
    this.aside = new Set([...this.aside, generation.id]);
  };

  open = (generation: Generation): void => {
    this.action.clear();
    this.aside = new Set([...this.aside].filter((id) => id !== generation.id));
  };

  goOn = (generation: Generation): Promise<void> => this.answer(generation, () => this.studio.api.goOn(generation.id));
  cancel = (generation: Generation): Promise<void> =>
    this.answer(generation, () => this.studio.api.cancel(generation.id));
  hold = (generation: Generation): Promise<void> =>
    this.answer(generation, () => this.studio.api.holdQuestion(generation.id));

  /** The same with what makes the quality fit, instead of the one that asks. */
  choose = async (generation: Generation, way: Way): Promise<void> => {
    await this.action.run(
      async (key) => {
        const { api, live } = this.studio;
        live.learn(await api.cancel(generation.id));
        live.learn(await api.retry(generation.id, key, way.change));
      },
      `${generation.id} ${JSON.stringify(way.change)}`,
    );
  };

  /** The same once more, in the quality that was asked for. */
  remake = async (generation: Generation): Promise<void> => {
    const made = await this.action.run((key) => this.studio.api.retry(generation.id, key), generation.id);
    if (made) this.studio.live.learn(made);
  };

  askNextTime = async (): Promise<void> => {
    await this.action.run(async () => {
      this.store.putProject(await this.studio.api.changeProject(this.store.id, { fallback_policy: 'ask' }));
    });
  };

  /** What was answered elsewhere meanwhile is refused; then the question is read again and leaves by itself. */
  private async answer(generation: Generation, send: () => Promise<Generation>): Promise<void> {
    const { api, live } = this.studio;
    const said = await this.action.run(send, generation.id);
    if (said) live.learn(said);
    else if (this.action.problem?.status === 409) {
      this.action.clear();
      live.refetch(`generation ${generation.id}`, async () => live.learn(await api.generation(generation.id)));
    }
  }
}
