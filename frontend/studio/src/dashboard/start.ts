/** From one sentence to a project whose scenes are being planned. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Project, TierId } from '../api/types';

export interface Idea {
  idea: string;
  quality: TierId;
  scenes: number;
  /** True: the studio plans, makes and cuts by itself. */
  automatic: boolean;
  /** The version of a template that the idea was filled from. */
  template?: string | null;
}

/** A project whose plan was refused is taken back, so that the sentence can be mended and sent again. */
export async function startFilm(api: StudioApi, wanted: Idea, key: string): Promise<Project> {
  const { idea, quality, scenes, automatic, template } = wanted;
  const project = await api.createProject({ idea, quality }, key);
  const episode = project.episodes[0];
  if (!episode) return project;
  try {
    if (automatic) await api.film(episode.id, { automatic, scenes }, key);
    else await api.plan(episode.id, { idea, scenes, ...(template ? { template } : {}) }, key);
  } catch (error) {
    if (isRefused(error)) await api.deleteProject(project.id);
    throw error;
  }
  return project;
}

/** A refused plan leaves an empty project that nobody asked for; a lost connection may have left a good one. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}
