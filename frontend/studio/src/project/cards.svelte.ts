/** What a person does with a script's cards: put elsewhere, split, merge, double, delete and bring back. */
import type { Scene } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import type { Studio } from '../stores/studio';

/** The sentences of a description, as the studio counts them. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…。！？])\s+|(?<=[。！？])|\n\s*\n/u)
    .map((part) => part.trim())
    .filter(Boolean);
}

export class Cards {
  readonly action = new Action();
  /** The scene that was deleted last, until something else is done. */
  gone = $state.raw<Scene | null>(null);
  /** What just happened, for those who hear the page. */
  said = $state('');

  constructor(
    private readonly studio: Studio,
    private readonly store: ProjectStore,
  ) {}

  move = (scene: Scene, to: number): Promise<boolean> =>
    this.run(() => this.studio.api.moveScene(scene.id, to), `Scene ${scene.number} is now scene ${to}.`);

  split = (scene: Scene, at: number): Promise<boolean> =>
    this.run(() => this.studio.api.splitScene(scene.id, at), `Scene ${scene.number} was split.`);

  merge = (scene: Scene): Promise<boolean> =>
    this.run(() => this.studio.api.mergeScene(scene.id), `Scene ${scene.number} took in the next one.`);

  duplicate = (scene: Scene): Promise<boolean> =>
    this.run(() => this.studio.api.duplicateScene(scene.id), `Scene ${scene.number} was doubled.`);

  /** Only over what was seen: what somebody else wrote meanwhile is not lost. */
  change = (scene: Scene, change: { description: string }): Promise<boolean> =>
    this.run(
      async () => this.store.putScene(await this.studio.api.changeScene(scene.id, change, scene.etag)),
      'Saved.',
    );

  /** What was changed elsewhere on the page. */
  took(scene: Scene): void {
    this.store.putScene(scene);
    this.said = `Scene ${scene.number} is saved.`;
    this.store.readAll();
  }

  async remove(scene: Scene): Promise<void> {
    if (await this.run(() => this.studio.api.deleteScene(scene.id), `Scene ${scene.number} was deleted.`))
      this.gone = scene;
  }

  async restore(): Promise<void> {
    const scene = this.gone;
    if (scene) await this.run(() => this.studio.api.restoreScene(scene.id), `Scene ${scene.number} is back.`);
  }

  private async run(work: () => Promise<unknown>, said: string): Promise<boolean> {
    const done = await this.action.run(async () => {
      await work();
      return true;
    });
    if (!done) return false;
    this.gone = null;
    this.said = said;
    this.store.readAll();
    return true;
  }
}
