/** One project with its open episode: read once, then kept right by events. */
import { asProblem, type Problem } from '../api/problems';
import type { Episode, Generation, Project, Scene, Standing } from '../api/types';
import type { Change } from '../live/messages';
import { isOpen } from '../live/progress';
import type { Studio } from './studio';

const SCENE_ONLY: readonly string[] = ['frame.made', 'frame.selected', 'take.made', 'take.scored', 'take.selected'];

export class ProjectStore {
  project = $state.raw<Project | null>(null);
  episode = $state.raw<Episode | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** What is out of date of the episode; null until it is known. */
  standing = $state.raw<Standing | null>(null);
  /** Pictures that were here at the first read: only later ones develop before the eye. */
  private readonly old = new Set<string>();
  private unfollow: (() => void) | null = null;

  constructor(
    private readonly studio: Studio,
    readonly id: string,
  ) {}

  start(): void {
    void this.firstLoad();
    this.unfollow = this.studio.live.follow({
      onChange: (change) => this.changed(change),
      onReload: () => this.readAll(),
    });
  }

  stop(): void {
    this.unfollow?.();
  }

  get open(): Generation[] {
    return this.studio.live.open(this.id);
  }

  /** The newest generation of the episode's own work (plan, film), running or ended. */
  latest(kind: Generation['kind'], scene: string | null = null): Generation | null {
    const found = this.studio.live
      .of(this.id)
      .filter((each) => each.kind === kind && (scene === null || each.scene === scene));
    return found.sort((a, b) => b.created_at.localeCompare(a.created_at))[0] ?? null;
  }

  openFor(scene: string): Generation[] {
    return this.open.filter((generation) => generation.scene === scene);
  }

  isNew(id: string): boolean {
    return !this.old.has(id);
  }

  /** A project that was changed here: scenes without a quality of their own follow it. */
  putProject(project: Project): void {
    this.project = project;
    this.readAll();
  }

  putScene(scene: Scene): void {
    if (!this.episode) return;
    const known = this.episode.scenes.some((each) => each.id === scene.id);
    const scenes = known
      ? this.episode.scenes.map((each) => (each.id === scene.id ? scene : each))
      : [...this.episode.scenes, scene];
    this.episode = { ...this.episode, scenes };
    this.studio.live.learn(...scene.running);
  }

  removeScene(id: string): void {
    if (!this.episode) return;
    this.episode = { ...this.episode, scenes: this.episode.scenes.filter((scene) => scene.id !== id) };
    this.readAll();
  }

  async firstLoad(): Promise<void> {
    this.problem = null;
    try {
      await this.read();
      this.remember();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  readAll(): void {
    this.studio.live.refetch(`project ${this.id}`, () => this.read());
  }

  private async read(): Promise<void> {
    const { api, live } = this.studio;
    const [project, generations] = await Promise.all([api.project(this.id), api.generations({ project: this.id })]);
    live.learn(...generations);
    const first = project.episodes[0];
    const episode = first ? await api.episode(first.id) : null;
    if (episode) live.learn(...episode.scenes.flatMap((scene) => scene.running));
    this.project = project;
    this.episode = episode;
    this.problem = null;
    this.readStanding();
  }

  readStanding(): void {
    const episode = this.episode?.id;
    if (!episode) return;
    this.studio.live.refetch(`standing ${episode}`, async () => {
      this.standing = await this.studio.api.standing(episode);
    });
  }

  /** Why something of a scene is out of date; empty where nothing is. */
  staleWords(scene: string): string {
    const found = this.standing?.scenes.find((each) => each.scene === scene);
    if (!found?.redo) return '';
    return [found.frame, found.take].find((each) => each.state === 'stale')?.reason ?? '';
  }

  private remember(): void {
    for (const scene of this.episode?.scenes ?? []) {
      for (const picture of [...scene.frames, ...scene.takes]) this.old.add(picture.id);
    }
  }

  private changed(change: Change): void {
    if (change.project !== null && change.project !== this.id) return;
    const known = this.episode?.scenes.some((scene) => scene.id === change.scene) ?? false;
    if (change.scene !== null && known) this.readScene(change.scene);
    if (!known || !SCENE_ONLY.includes(change.type)) this.readAll();
  }

  private readScene(id: string): void {
    this.studio.live.refetch(`scene ${id}`, async () => {
      this.putScene(await this.studio.api.scene(id));
      this.readStanding();
    });
  }
}

export function isMaking(store: ProjectStore, scene: string): boolean {
  return store.openFor(scene).some(isOpen);
}
