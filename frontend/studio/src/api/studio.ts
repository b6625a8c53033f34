/**
 * The calls the pages make, by name. Paths and shapes are those of /api/v1/schema/. `match` is the `etag` of what a
 * person saw when they began to write.
 */
import { outputOf } from './addresses';
import { BlindApi } from './blind';
import type { ApiClient, NamedFile } from './client';
import { ApiError } from './problems';
import { PromptsApi } from './prompts';
import type {
  Comment,
  CommentChange,
  CommentWish,
  MadeReviewLink,
  ReviewLink,
  ReviewLinkWish,
  Way,
  Advice,
  Ask,
  Chips,
  DeviceLoad,
  EnhanceAsk,
  Enhanced,
  Episode,
  EpisodeQuality,
  FallbackPolicy,
  Generation,
  HeroFrame,
  Framework,
  PlanWish,
  Script,
  ScriptPreview,
  Standing,
  Delivery,
  MadeWebhook,
  Notice,
  NoticeChoices,
  NoticeWish,
  HistoryEntry,
  ImproveQuote,
  Improvement,
  ImproveWish,
  Iterations,
  Output,
  OwnTier,
  OwnTierWish,
  Page,
  PolishAsk,
  PolishWish,
  Profile,
  Project,
  QueueBoard,
  Quote,
  Resolution,
  Recalled,
  Retention,
  RetryChange,
  Scene,
  Statistics,
  Suggestion,
  Take,
  Tier,
  TierId,
  VariationsAsk,
  VariationsQuote,
  Webhook,
  WebhookWish,
  Whose,
} from './types';

export interface NewProject {
  name?: string;
  idea: string;
  quality: TierId;
}

export interface ProjectChange {
  name?: string;
  /** A quality, or the slug of one of the workspace's own. */
  quality?: string;
  /** Null: drafts are made as finals are. */
  draft_quality?: TierId | null;
  fallback_policy?: FallbackPolicy;
  stop_early?: boolean;
}

export interface SceneChange {
  title?: string;
  prompt?: string;
  beat?: string;
  quality?: TierId | null;
  enhancements?: string[] | null;
  negative_prompt?: string | null;
  seconds?: number;
  slugline?: string;
  description?: string;
  camera?: string;
  dialogue?: Scene['dialogue'];
  characters?: string[];
  transition?: Scene['transition'];
}

/** What may be changed of something that waits. */
export interface QueueEdit {
  prompt?: string;
  negative_prompt?: string;
  seed?: number;
  count?: number;
  priority?: string;
}

/** What people add to an entry of history. */
export interface Kept {
  note?: string;
  tags?: string[];
  favourite?: boolean;
}

/** A project list is a page of pictures, so more than this many pages is a search, not a scroll. */
const MOST_PAGES = 20;

export class StudioApi {
  readonly prompts: PromptsApi;
  readonly blind: BlindApi;

  constructor(private readonly http: ApiClient) {
    this.prompts = new PromptsApi(http);
    this.blind = new BlindApi(http);
  }

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

  ownTiers = (): Promise<OwnTier[]> => this.http.request('GET', '/custom-tiers');
  addOwnTier = (body: OwnTierWish): Promise<OwnTier> => this.http.request('POST', '/custom-tiers', { body });
  ownTier = (id: string): Promise<OwnTier> => this.http.request('GET', `/custom-tiers/${id}`);
  changeOwnTier = (id: string, body: OwnTierWish, match?: string): Promise<OwnTier> =>
    this.http.request('PUT', `/custom-tiers/${id}`, { body, match });
  deleteOwnTier = (id: string): Promise<null> => this.http.request('DELETE', `/custom-tiers/${id}`);

  credits = (): Promise<{ available: number }> => this.http.request('GET', '/credits');
  devices = (): Promise<DeviceLoad> => this.http.request('GET', '/devices');

  queue = (whose: Whose): Promise<QueueBoard> => this.http.request('GET', `/queue?whose=${whose}`);
  pauseQueue = (whose: Whose, now: boolean): Promise<QueueBoard> =>
    this.http.request('POST', '/queue/pause', { body: { whose, now } });
  resumeQueue = (whose: Whose): Promise<QueueBoard> => this.http.request('POST', '/queue/resume', { body: { whose } });
  clearQueue = (whose: Whose): Promise<{ cancelled: number }> =>
    this.http.request('POST', '/queue/clear', { body: { whose } });
  hold = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/hold`, { body: {} });
  release = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/release`);
  runNext = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/run-next`);
  move = (id: string, to: { before?: string; after?: string }): Promise<Generation> =>
    this.http.request('POST', `/generations/${id}/move`, { body: to });
  edit = (id: string, body: QueueEdit, match?: string): Promise<Generation> =>
    this.http.request('PATCH', `/generations/${id}`, { body, match });

  projects = (): Promise<Project[]> => this.all<Project>('/projects');
  project = (id: string): Promise<Project> => this.http.request('GET', `/projects/${id}`);
  createProject = (body: NewProject, key: string): Promise<Project> =>
    this.http.request('POST', '/projects', { body, key });
  changeProject = (id: string, body: ProjectChange, match?: string): Promise<Project> =>
    this.http.request('PATCH', `/projects/${id}`, { body, match });
  deleteProject = (id: string): Promise<null> => this.http.request('DELETE', `/projects/${id}`);

  /** The project as a project.json. */
  saveProject = (id: string): Promise<NamedFile> => this.http.file(`/projects/${id}/document`);
  openProject(file: File, key: string): Promise<Project> {
    const form = new FormData();
    form.append('file', file);
    return this.http.request('POST', '/projects/import', { form, key });
  }

  episode = (id: string): Promise<Episode> => this.http.request('GET', `/episodes/${id}`);
  changeEpisode = (id: string, body: { idea?: string; title?: string }): Promise<Episode> =>
    this.http.request('PATCH', `/episodes/${id}`, { body });
  frameworks = (): Promise<Framework[]> => this.http.request('GET', '/frameworks');
  script = (id: string): Promise<Script> => this.http.request('GET', `/episodes/${id}/script`);
  previewScript = (id: string, text: string): Promise<ScriptPreview> =>
    this.http.request('POST', `/episodes/${id}/script/preview`, { body: { text } });
  putScript = (id: string, text: string, match: string, remove: boolean): Promise<Script> =>
    this.http.request('PUT', `/episodes/${id}/script`, { body: { text, remove }, match });
  /** What is out of date, why, and what making it anew costs. */
  standing = (id: string): Promise<Standing> => this.http.request('GET', `/episodes/${id}/dependencies`);
  redo = (id: string, scenes: string[] | null): Promise<Generation[]> =>
    this.http.request('POST', `/episodes/${id}/redo`, { body: scenes ? { scenes } : {} });
  moveScene = (id: string, to: number): Promise<Scene> =>
    this.http.request('POST', `/scenes/${id}/move`, { body: { to } });
  splitScene = (id: string, at: number): Promise<Scene> =>
    this.http.request('POST', `/scenes/${id}/split`, { body: { at } });
  mergeScene = (id: string): Promise<Scene> => this.http.request('POST', `/scenes/${id}/merge`, { body: {} });
  duplicateScene = (id: string): Promise<Scene> => this.http.request('POST', `/scenes/${id}/duplicate`, { body: {} });
  restoreScene = (id: string): Promise<Scene> => this.http.request('POST', `/scenes/${id}/restore`, { body: {} });
  plan = (id: string, body: PlanWish, key: string): Promise<Generation> =>
    this.http.request('POST', `/episodes/${id}/plan`, { body, key });
  /** `automatic`: the studio makes what is missing first, planning `scenes` scenes where there are none. */
  film = (id: string, body: { automatic?: boolean; scenes?: number }, key: string): Promise<Generation> =>
    this.http.request('POST', `/episodes/${id}/film`, { body, key });

  scene = (id: string): Promise<Scene> => this.http.request('GET', `/scenes/${id}`);
  addScene = (body: { episode: string; title: string; prompt: string }, key: string): Promise<Scene> =>
    this.http.request('POST', '/scenes', { body, key });
  changeScene = (id: string, body: SceneChange, match?: string): Promise<Scene> =>
    this.http.request('PATCH', `/scenes/${id}`, { body, match });
  /** The chosen take once more in the project's full quality. */
  makeFinal = (scene: string, key: string): Promise<Generation> =>
    this.http.request('POST', `/scenes/${scene}/final`, { body: {}, key });
  deleteScene = (id: string): Promise<null> => this.http.request('DELETE', `/scenes/${id}`);

  upload(scene: string, image: File, key: string): Promise<HeroFrame> {
    const form = new FormData();
    form.append('image', image);
    return this.http.request('POST', `/scenes/${scene}/uploads`, { form, key });
  }

  enhancements = (): Promise<Chips> => this.http.request('GET', '/enhancements');
  /** What an engine would be given. */
  enhance = (body: EnhanceAsk, signal: AbortSignal): Promise<Enhanced> =>
    this.http.request('POST', '/prompts/enhance', { body, signal });

  generate = (body: Ask, key: string): Promise<Generation> => this.http.request('POST', '/generations', { body, key });
  quote = (body: Ask | PolishAsk, signal: AbortSignal): Promise<Quote> =>
    this.http.request('POST', '/generations/quote', { body, signal });
  /** Every text that the lists of a prompt make, as one batch. */
  vary = (body: VariationsAsk, key: string): Promise<Generation> =>
    this.http.request('POST', '/generations/variations', { body, key });
  quoteVariations = (body: VariationsAsk, signal: AbortSignal): Promise<VariationsQuote> =>
    this.http.request('POST', '/generations/variations/quote', { body, signal });
  /** A frame or take of a scene, larger, cleaner or steadier, as a new one beside it. */
  polish = (scene: string, body: PolishWish, key: string): Promise<Generation> =>
    this.http.request('POST', `/scenes/${scene}/polish`, { body, key });
  generation = (id: string): Promise<Generation> => this.http.request('GET', `/generations/${id}`);
  cancel = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/cancel`, { body: {} });
  goOn = (id: string): Promise<Generation> => this.http.request('POST', `/generations/${id}/continue`, { body: {} });
  /** The question stays open: its countdown stops. */
  holdQuestion = (id: string): Promise<Generation> =>
    this.http.request('POST', `/generations/${id}/hold-question`, { body: {} });
  /** The same once more; `change` makes it smaller or shorter than the quality's own. */
  retry = (id: string, key: string, change: Way['change'] | RetryChange = {}): Promise<Generation> =>
    this.http.request('POST', `/generations/${id}/retry`, { body: change, key });

  rate = (id: string, body: { stars: number; notes: string }): Promise<Generation> =>
    this.http.request('POST', `/generations/${id}/rate`, { body });
  takeRatingBack = (id: string): Promise<Generation> => this.http.request('DELETE', `/generations/${id}/rate`);
  advice = (profile: Profile, project: string | null = null): Promise<Advice> =>
    this.http.request('GET', `/recommendations?${new URLSearchParams({ profile, ...(project ? { project } : {}) })}`);

  /** What failed of a generation and what was done about it, newest first. */
  async resolutions(generation: string): Promise<Resolution[]> {
    const page = await this.http.request<Page<Resolution>>('GET', `/resolutions?generation=${generation}`);
    return page.results;
  }
  runStep = (resolution: string, step: string): Promise<Resolution> =>
    this.http.request('POST', `/resolutions/${resolution}/steps/${step}/run`, { body: {} });
  sayWhetherItHelped = (resolution: string, body: { helped: boolean; note: string }): Promise<Resolution> =>
    this.http.request('POST', `/resolutions/${resolution}/feedback`, { body });

  async generations(filter: Record<string, string>): Promise<Generation[]> {
    const page = await this.http.request<Page<Generation>>('GET', `/generations?${new URLSearchParams(filter)}`);
    return page.results;
  }

  improvements = (scene: string): Promise<Improvement[]> => this.http.request('GET', `/scenes/${scene}/improvements`);
  quoteImprovement = (scene: string, body: ImproveWish, signal: AbortSignal): Promise<ImproveQuote> =>
    this.http.request('POST', `/scenes/${scene}/improvements/quote`, { body, signal });
  improve = (scene: string, body: ImproveWish, key: string): Promise<Improvement> =>
    this.http.request('POST', `/scenes/${scene}/improvements`, { body, key });
  stopImproving = (id: string): Promise<Improvement> =>
    this.http.request('POST', `/improvements/${id}/stop`, { body: {} });
  suggestions = (generation: string): Promise<Suggestion[]> =>
    this.http.request('GET', `/generations/${generation}/prompt-suggestions`);
  /** Make the next version with it; `words` and chips are one's own in its place. */
  useSuggestion = (
    of: { id: string; generation: string },
    words: { prompt?: string; negative_prompt?: string; enhance?: string[] | null } = {},
  ): Promise<Generation> =>
    this.http.request('POST', `/generations/${of.generation}/prompt-suggestions/${of.id}/accept`, { body: words });
  ignoreSuggestion = (of: Suggestion): Promise<Suggestion> =>
    this.http.request('POST', `/generations/${of.generation}/prompt-suggestions/${of.id}/ignore`);
  offerSuggestionAgain = (of: Suggestion): Promise<Suggestion> =>
    this.http.request('DELETE', `/generations/${of.generation}/prompt-suggestions/${of.id}/ignore`);
  /** Every version of the scene that this generation is for. */
  iterations = (generation: string): Promise<Iterations> =>
    this.http.request('GET', `/generations/${generation}/iterations`);

  episodeQuality = (episode: string): Promise<EpisodeQuality> =>
    this.http.request('GET', `/episodes/${episode}/quality`);
  qualityOnPaper = (episode: string, ending: 'pdf' | 'png'): Promise<NamedFile> =>
    this.http.file(`/episodes/${episode}/quality.${ending}`);

  history = (query: URLSearchParams): Promise<Page<HistoryEntry>> => this.http.request('GET', `/generations?${query}`);
  /** The page that a page's `next` leads to. */
  historyAt = (next: string): Promise<Page<HistoryEntry>> => this.http.request('GET', pathOf(next));
  entry = (id: string): Promise<HistoryEntry> => this.http.request('GET', `/generations/${id}/kept`);
  keep = (id: string, body: Kept, match?: string): Promise<HistoryEntry> =>
    this.http.request('PATCH', `/generations/${id}/kept`, { body, match });
  statistics = (query: URLSearchParams): Promise<Statistics> =>
    this.http.request('GET', `/generations/statistics?${query}`);
  exportHistory = (query: URLSearchParams, ending: 'csv' | 'json'): Promise<NamedFile> =>
    this.http.file(`/generations/export.${ending}?${query}`);
  tags = (): Promise<{ name: string; count: number }[]> => this.http.request('GET', '/tags');
  retention = (): Promise<Retention> => this.http.request('GET', '/history/retention');
  chooseRetention = (deletes: boolean): Promise<Retention> =>
    this.http.request('PATCH', '/history/retention', { body: { deletes } });
  /** What a picture or film was made with. */
  recall(file: File): Promise<Recalled> {
    const form = new FormData();
    form.append('file', file);
    return this.http.request('POST', '/recipes', { form });
  }

  regenerate = (
    frame: HeroFrame,
    body: { prompt?: string; negative_prompt?: string; enhance?: string[] | null; seed?: number | string },
    key: string,
  ): Promise<Generation> =>
    this.http.request('POST', `/generations/${frame.generation}/hero-frames/${frame.id}/regenerate`, { body, key });
  chooseFrame = (scene: string, frame: HeroFrame): Promise<Scene> =>
    this.http.request('POST', `/scenes/${scene}/hero-frames/${frame.id}/select`, { body: {} });
  chooseTake = (take: Take): Promise<Scene> =>
    this.http.request('POST', `/generations/${take.generation}/attempts/${take.id}/select`, { body: {} });

  comments = (generation: string): Promise<Comment[]> =>
    this.http.request('GET', `/generations/${generation}/comments`);
  comment = (generation: string, body: CommentWish): Promise<Comment> =>
    this.http.request('POST', `/generations/${generation}/comments`, { body });
  changeComment = (id: string, body: CommentChange): Promise<Comment> =>
    this.http.request('PATCH', `/comments/${id}`, { body });
  deleteComment = (id: string): Promise<null> => this.http.request('DELETE', `/comments/${id}`);
  reviewLinks = (scene: string): Promise<ReviewLink[]> => this.all<ReviewLink>(`/review-links?scene=${scene}`);
  makeReviewLink = (body: ReviewLinkWish): Promise<MadeReviewLink> =>
    this.http.request('POST', '/review-links', { body });
  endReviewLink = (id: string): Promise<ReviewLink> => this.http.request('DELETE', `/review-links/${id}`);

  notices = (path = '/notices?limit=20'): Promise<Page<Notice>> => this.http.request('GET', path);
  unreadNotices = (): Promise<{ unread: number }> => this.http.request('GET', '/notices/unread');
  /** These, or all of the person's. */
  readNotices = (ids?: string[]): Promise<{ unread: number }> =>
    this.http.request('POST', '/notices/read', { body: ids ? { ids } : {} });
  noticeChoices = (): Promise<NoticeChoices> => this.http.request('GET', '/notices/choices');
  chooseNotices = (body: NoticeWish): Promise<NoticeChoices> =>
    this.http.request('PATCH', '/notices/choices', { body });

  webhooks = (): Promise<Webhook[]> => this.http.request('GET', '/webhooks');
  addWebhook = (body: WebhookWish): Promise<MadeWebhook> => this.http.request('POST', '/webhooks', { body });
  webhook = (id: string): Promise<Webhook> => this.http.request('GET', `/webhooks/${id}`);
  changeWebhook = (id: string, body: WebhookWish, match?: string): Promise<Webhook> =>
    this.http.request('PATCH', `/webhooks/${id}`, { body, match });
  deleteWebhook = (id: string): Promise<null> => this.http.request('DELETE', `/webhooks/${id}`);
  rotateWebhook = (id: string): Promise<MadeWebhook> =>
    this.http.request('POST', `/webhooks/${id}/rotate-secret`, { body: {} });
  testWebhook = (id: string): Promise<Delivery> => this.http.request('POST', `/webhooks/${id}/test`, { body: {} });
  deliveries = (id: string): Promise<Page<Delivery>> => this.http.request('GET', `/webhooks/${id}/deliveries?limit=20`);
  sendAgain = (id: string, delivery: string): Promise<Delivery> =>
    this.http.request('POST', `/webhooks/${id}/deliveries/${delivery}/send-again`, { body: {} });

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
export function pathOf(link: string): string {
  const url = new URL(link, location.origin);
  return url.pathname + url.search;
}
