/** The calls the pages make, by name. Paths and shapes are those of /api/v1/schema/. */
import { outputOf } from './addresses';
import type { ApiClient } from './client';
import { ApiError } from './problems';
import type {
  Ask,
  Episode,
  Generation,
  HeroFrame,
  Output,
  Page,
  Project,
  Quote,
  Scene,
  Take,
  Tier,
  TierId,
} from './types';

export interface NewProject {
  name?: string;
  idea: string;
  quality: TierId;
}

export interface SceneChange {
  title?: string;
  prompt?: string;
  beat?: string;
  quality?: TierId | null;
  seconds?: number;
}

/** A project list is a page of pictures, so more than this many pages is a search, not a scroll. */
const MOST_PAGES = 20;

export class StudioApi {
  constructor(private readonly http: ApiClient) {}

  /** Whether an address of a file may have ended. */
  isOld = (address: string): boolean => this.http.addresses.isOld(address);

  /** An address of the same file that serves now; the old one where the studio gives none. */
  renewed = async (address: string): Promise<string> => {
    const id = outputOf(address);
    if (id === null) return address;
    this.http.addresses.forget(address);
    try {
      const output = await this.http.request<Output>('GET', `/outputs/${id}`);
      return new URL(address, location.origin).searchParams.has('download') ? output.download_url : output.url;
    } catch (error) {
      if (error instanceof ApiError) return address;
      throw error;
    }
  };

  async tiers(): Promise<Tier[]> {
    const answer = await this.http.request<Tier[] | Page<Tier>>('GET', '/tiers');
    return Array.isArray(answer) ? answer : answer.results;
  }

  projects = (): Promise<Project[]> => this.all<Project>('/projects');
  project = (id: string): Promise<Project> => this.http.request('GET', `/projects/${id}`);
  createProject = (body: NewProject, key: string): Promise<Project> =>
    this.http.request('POST', '/projects', { body, key });
  changeProject = (id: string, body: { name?: string; quality?: TierId }): Promise<Project> =>
    this.http.request('PATCH', `/projects/${id}`, { body });
  deleteProject = (id: string): Promise<null> => this.http.request('DELETE', `/projects/${id}`);

  episode = (id: string): Promise<Episode> => this.http.request('GET', `/episodes/${id}`);
  changeEpisode = (id: string, body: { idea?: string; title?: string }): Promise<Episode> =>
    this.http.request('PATCH', `/episodes/${id}`, { body });
  plan = (id: string, body: { idea: string; scenes: number; replace?: boolean }, key: string): Promise<Generation> =>
    this.http.request('POST', `/episodes/${id}/plan`, { body, key });
  /** `automatic`: the studio makes what is missing first, planning `scenes` scenes where there are none. */
  film = (id: string, body: { automatic?: boolean; scenes?: number }, key: string): Promise<Generation> =>
    this.http.request('POST', `/episodes/${id}/film`, { body, key });

  scene = (id: string): Promise<Scene> => this.http.request('GET', `/scenes/${id}`);
  addScene = (body: { episode: string; title: string; prompt: string }, key: string): Promise<Scene> =>
    this.http.request('POST', '/scenes', { body, key });
  changeScene = (id: string, body: SceneChange): Promise<Scene> =>
    this.http.request('PATCH', `/scenes/${id}`, { body });
  deleteScene = (id: string): Promise<null> => this.http.request('DELETE', `/scenes/${id}`);

  upload(scene: string, image: File, key: string): Promise<HeroFrame> {
    const form = new FormData();
    form.append('image', image);
    return this.http.request('POST', `/scenes/${scene}/uploads`, { form, key });
  }

  generate = (body: Ask, key: string): Promise<Generation> => this.http.request('POST', '/generations', { body, key });
  quote = (body: Ask, signal: AbortSignal): Promise<Quote> =>
    this.http.request('POST', '/generations/quote', { body, signal });
  generation = (id: string): Promise<Generation> => this.http.request('GET', `/generations/${id}`);
  cancel = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/cancel`, { body: {} });
  retry = (id: string, key: string): Promise<Generation> =>
    this.http.request('POST', `/generations/${id}/retry`, { body: {}, key });

  async generations(filter: Record<string, string>): Promise<Generation[]> {
    const page = await this.http.request<Page<Generation>>('GET', `/generations?${new URLSearchParams(filter)}`);
    return page.results;
  }

  regenerate = (
    frame: HeroFrame,
    body: { prompt?: string; seed?: number | string },
    key: string,
  ): Promise<Generation> =>
    this.http.request('POST', `/generations/${frame.generation}/hero-frames/${frame.id}/regenerate`, { body, key });
  chooseFrame = (scene: string, frame: HeroFrame): Promise<Scene> =>
    this.http.request('POST', `/scenes/${scene}/hero-frames/${frame.id}/select`, { body: {} });
  chooseTake = (take: Take): Promise<Scene> =>
    this.http.request('POST', `/generations/${take.generation}/attempts/${take.id}/select`, { body: {} });

  private async all<T>(path: string): Promise<T[]> {
    const found: T[] = [];
    let next: string | null = path;
    for (let page = 0; next && page < MOST_PAGES; page += 1) {
      const answer: Page<T> = await this.http.request('GET', next);
      found.push(...answer.results);
      next = answer.next ? pathOf(answer.next) : null;
    }
    return found;
  }
}

/** Cursor links are absolute and may name a host behind a proxy; only path and query are followed. */
function pathOf(link: string): string {
  const url = new URL(link, location.origin);
  return url.pathname + url.search;
}
