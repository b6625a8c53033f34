/** What a person does on the project page: look, choose, shoot; and the dialogs that are open. */
import type { Ask, Generation, HeroFrame, Project, Scene, Take, Way } from '../api/types';
import { goesOnFrom } from '../iterations/using';
import type { Remark } from '../review/clips';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import type { Studio } from '../stores/studio';
import { askedQuality } from '../words/qualities';
import { isTake, type Polishable } from '../polish/words';

export type OpenDialog = 'none' | 'plan' | 'scene' | 'add' | 'delete' | 'compare' | 'history';

/** What somebody wishes of a take, on its way into the form that shoots again. */
export interface Wish {
  remark: Remark;
  number: number;
  fps: number;
  onshot: () => void;
}

/** What a take of a frame shows: of a variation its own words, for the scene has none of its lists. */
export function wordsOf(scene: Scene, frame: HeroFrame | null): string {
  return frame && frame.tags.length > 0 ? frame.prompt : scene.prompt;
}

/** Without a count: the studio shoots as many takes as it needs. */
export function takesAsk(project: Project, scene: Scene, frame: HeroFrame | null, change: Way['change'] = {}): Ask {
  return {
    kind: 'takes',
    scene: scene.id,
    project: project.id,
    prompt: wordsOf(scene, frame),
    quality: askedQuality(project, scene),
    ...(frame ? { frame: frame.id } : {}),
    ...change,
  };
}

export class Desk {
  dialog = $state<OpenDialog>('none');
  looked = $state<string | null>(null);
  choosing = $state<string | null>(null);
  remaking = $state.raw<HeroFrame | null>(null);
  isLarge = $state(false);
  polishing = $state.raw<Polishable | null>(null);
  comparing = $state.raw<Polishable | null>(null);
  roll = $state<string | null>(null);
  /** How often the form that shoots again was called for, and what for. */
  refinings = $state(0);
  wish = $state.raw<Wish | null>(null);
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

  polish = (made: Polishable): void => {
    this.close();
    this.polishing = made;
  };

  compare = (made: Polishable): void => {
    this.close();
    this.comparing = made;
  };

  /** A frame for takes, or a take for the film. */
  use = async (made: Polishable): Promise<void> => {
    if (isTake(made)) await this.circle(made);
    else await this.choose(made);
    if (!this.choice.problem) this.close();
  };

  private async circle(take: Take): Promise<void> {
    this.choosing = take.id;
    const scene = await this.choice.run(() => this.studio.api.chooseTake(take), take.id);
    this.choosing = null;
    if (scene) this.store.putScene(scene);
    else if (this.choice.problem) this.studio.notices.problem(this.choice.problem);
  }

  /** Without a frame the studio takes the best one; `change` makes the quality fit. */
  shoot = async (scene: Scene, frame: HeroFrame | null, change: Way['change'] = {}): Promise<void> => {
    if (this.store.project) await this.ask(takesAsk(this.store.project, scene, frame, change));
  };

  ask = async (ask: Ask): Promise<void> => {
    const parent = this.parentOf(ask);
    const wish = parent ? { ...ask, parent } : ask;
    const generation = await this.shooting.run((key) => this.studio.api.generate(wish, key), JSON.stringify(wish));
    if (!generation) return;
    this.watch(generation);
    this.wish?.onshot();
    this.wish = null;
  };

  refine = (wish: Wish | null): void => {
    this.wish = wish;
    this.refinings += 1;
  };

  /** Turns to what is being made now. */
  watch = (generation: Generation): void => {
    this.studio.live.learn(generation);
    const view = generation.kind === 'takes' ? 'takes' : 'frames';
    if (view === 'takes') this.roll = generation.id;
    this.studio.router.go(this.studio.router.project(this.store.id, { scene: generation.scene, view }));
  };

  private parentOf(ask: Ask): string | undefined {
    const scene = this.store.episode?.scenes.find((each) => each.id === ask.scene);
    const frame = scene?.frames.find((each) => each.id === ask.frame) ?? null;
    return scene && ask.kind === 'takes' ? goesOnFrom(scene, frame, 'takes') : undefined;
  }

  deleteScene = async (scene: Scene): Promise<void> => {
    const done = await this.deletion.run(() => this.studio.api.deleteScene(scene.id));
    if (done === undefined) return;
    this.dialog = 'none';
    this.store.removeScene(scene.id);
    this.studio.router.go(this.studio.router.project(this.store.id), 'replace');
  };

  close = (): void => {
    this.dialog = 'none';
    this.remaking = this.polishing = this.comparing = null;
    this.isLarge = false;
    this.deletion.clear();
  };

  /** Another scene opens with nothing looked at and its newest roll. */
  turnTo(scene: string | null): void {
    if (scene === null) return;
    this.looked = null;
    this.roll = null;
    this.wish = null;
    this.shooting.clear();
  }
}
