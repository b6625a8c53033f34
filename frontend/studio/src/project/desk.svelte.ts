/** What a person does on the project page: look, choose, shoot; and the dialogs that are open. */
import type { Ask, HeroFrame, Scene } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import type { Studio } from '../stores/studio';

export type OpenDialog = 'none' | 'plan' | 'scene' | 'add' | 'delete';

export class Desk {
  dialog = $state<OpenDialog>('none');
  looked = $state<string | null>(null);
  choosing = $state<string | null>(null);
  remaking = $state.raw<HeroFrame | null>(null);
  isLarge = $state(false);
  roll = $state<string | null>(null);
  readonly shooting = new Action();
  readonly deletion = new Action();
  private readonly choice = new Action();

  constructor(
    private readonly studio: Studio,
    private readonly store: ProjectStore,
  ) {}

  look = (frame: HeroFrame): void => {
    this.looked = frame.id;
  };

  enlarge = (frame: HeroFrame): void => {
    this.looked = frame.id;
    this.isLarge = true;
  };

  choose = async (frame: HeroFrame): Promise<void> => {
    const owner = frame.scene;
    if (owner === null) return;
    this.choosing = frame.id;
    this.looked = frame.id;
    const scene = await this.choice.run(() => this.studio.api.chooseFrame(owner, frame), frame.id);
    this.choosing = null;
    if (scene) this.store.putScene(scene);
    else if (this.choice.problem) this.studio.notices.problem(this.choice.problem);
  };

  /** Without a frame the studio takes the best one. */
  shoot = (scene: Scene, frame: HeroFrame | null): Promise<void> =>
    this.ask({
      kind: 'takes',
      scene: scene.id,
      project: this.store.id,
      prompt: scene.prompt,
      quality: scene.effective_quality,
      count: 3,
      ...(frame ? { frame: frame.id } : {}),
    });

  ask = async (ask: Ask): Promise<void> => {
    const generation = await this.shooting.run((key) => this.studio.api.generate(ask, key), JSON.stringify(ask));
    if (!generation) return;
    this.studio.live.learn(generation);
    this.roll = generation.id;
    this.studio.router.go(this.studio.router.project(this.store.id, { scene: ask.scene, view: 'takes' }));
  };

  deleteScene = async (scene: Scene): Promise<void> => {
    const done = await this.deletion.run(() => this.studio.api.deleteScene(scene.id));
    if (done === undefined) return;
    this.dialog = 'none';
    this.store.removeScene(scene.id);
    this.studio.router.go(this.studio.router.project(this.store.id), 'replace');
  };

  close = (): void => {
    this.dialog = 'none';
    this.remaking = null;
    this.isLarge = false;
    this.deletion.clear();
  };

  /** Another scene opens with nothing looked at and its newest roll. */
  turnTo(scene: string | null): void {
    if (scene === null) return;
    this.looked = null;
    this.roll = null;
    this.shooting.clear();
  }
}
