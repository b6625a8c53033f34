/** The projects of the workspace, and the episodes of those that wait for a person. */
import { asProblem, type Problem } from '../api/problems';
import type { Episode, Project } from '../api/types';
import type { Studio } from './studio';

/** "What waits for you" names this many projects at most; the others stay on their cards. */
const MOST_WAITING = 5;

export class ProjectList {
  projects = $state.raw<Project[] | null>(null);
  episodes = $state.raw<Record<string, Episode>>({});
  problem = $state.raw<Problem | null>(null);
  private unfollow: (() => void) | null = null;

  constructor(private readonly studio: Studio) {}

  start(): void {
    void this.firstLoad();
    const again = () => this.studio.live.refetch('projects', () => this.load());
    this.unfollow = this.studio.live.follow({ onChange: again, onReload: again });
  }

  stop(): void {
    this.unfollow?.();
  }

  async firstLoad(): Promise<void> {
    this.problem = null;
    try {
      await this.load();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  forget(id: string): void {
    this.projects = this.projects?.filter((project) => project.id !== id) ?? null;
  }

  put(project: Project): void {
    this.projects = this.projects?.map((each) => (each.id === project.id ? project : each)) ?? null;
  }

  private async load(): Promise<void> {
    const projects = await this.studio.api.projects();
    this.projects = projects;
    this.problem = null;
    const waiting = projects.filter((project) => project.needs_you && !project.running).slice(0, MOST_WAITING);
    const first = waiting.flatMap((project) => project.episodes.slice(0, 1));
    const episodes = await Promise.all(first.map((brief) => this.studio.api.episode(brief.id)));
    this.episodes = Object.fromEntries(episodes.map((episode) => [episode.project, episode]));
  }
}
