/** Whole answers of the API with sensible values, for tests to change one thing of. */
import type {
  Card,
  Consent,
  DeviceLoad,
  Episode,
  Generation,
  HeroFrame,
  Job,
  Output,
  OwnTier,
  Project,
  Quote,
  Scene,
  Take,
  Tier,
} from '../api/types';

export function output(change: Partial<Output> = {}): Output {
  return {
    id: 'out-1',
    media_type: 'image/png',
    url: '/media/north/out-1',
    download_url: '/media/north/out-1?download=a.png',
    width: 768,
    height: 432,
    frames: 0,
    fps: 0,
    duration_seconds: 0,
    bytes: 1000,
    notice: '',
    device: '',
    read: null,
    ...change,
  };
}

export function job(change: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    kind: 'picture',
    number: 1,
    state: 'queued',
    stage: '',
    fraction: 0,
    device: '',
    error: null,
    ...change,
  };
}

export function quote(change: Partial<Quote> = {}): Quote {
  return {
    requested_tier: 'standard',
    achieved_tier: 'standard',
    fallback: null,
    seconds: [1, 4],
    work_seconds: [1, 4],
    credits: 1,
    position: 'Starts at once',
    ahead: 0,
    width: 768,
    height: 432,
    frames: 1,
    fps: 0,
    memory_gb: 0,
    preview: false,
    simulated: false,
    reason: '',
    suggestion: '',
    notice: '',
    ways: [],
    likely_credits: null,
    takes_said: '',
    most_takes: null,
    ...change,
  };
}

/** High was asked for and Standard fits. */
export function fallenQuote(change: Partial<Quote> = {}): Quote {
  return quote({
    requested_tier: 'high',
    achieved_tier: 'standard',
    fallback: {
      key: 'no_room',
      reason: 'High needs 24.0 GB of free memory. Studio 1 has 17.5 GB free, because something else holds 6.5 GB.',
      advice: 'Standard is used now. Ask for High again when less is running, or connect a larger graphics card.',
      tips: ['It fits when nothing else uses Studio 1.'],
    },
    seconds: [40, 55],
    credits: 6,
    memory_gb: 12.3,
    ways: [
      { key: 'smaller', words: 'Make it 1024 x 576 in High', when: 'now', change: { side: 1024 } },
      { key: 'fewer_neighbours', words: 'High fits once Studio 1 is free', when: 'later', change: {} },
      { key: 'larger_card', words: 'With a 32 GB graphics card High runs here', when: 'never', change: {} },
    ],
    ...change,
  });
}

export function consent(change: Partial<Consent> = {}): Consent {
  return {
    asked_at: '2026-11-21T10:00:00Z',
    until: '2026-11-21T10:00:30Z',
    answer: '',
    answered_at: null,
    again: false,
    ...change,
  };
}

/** A generation that waits for an answer: Standard instead of High. */
export function askedGeneration(change: Partial<Generation> = {}): Generation {
  const told = fallenQuote();
  return generation({
    state: 'awaiting_consent',
    requested_tier: 'high',
    achieved_tier: 'standard',
    fallback: told.fallback,
    quote: told,
    consent: consent(),
    ...change,
  });
}

export function card(change: Partial<Card> = {}): Card {
  return {
    id: 'card-1',
    name: 'Studio 1',
    kind: 'cuda',
    simulated: false,
    total_gb: 48,
    used_gb: 25,
    free_gb: 23,
    available_gb: 21,
    utilisation: 0.6,
    temperature_c: 61,
    power_watts: 310,
    stale: false,
    holds: 0,
    warnings: [],
    ...change,
  };
}

export function deviceLoad(change: Partial<DeviceLoad> = {}): DeviceLoad {
  const host = { cpu: 0.3, ram_total_gb: 64, ram_used_gb: 20, disk_total_gb: 500, disk_free_gb: 200 };
  return { cards: [card()], host, warnings: [], ...change };
}

export function generation(change: Partial<Generation> = {}): Generation {
  return {
    id: 'gen-1',
    kind: 'frames',
    state: 'running',
    project: 'pro-1',
    scene: 'sce-1',
    parent: null,
    root: 'gen-1',
    frame: null,
    prompt: 'a ship',
    negative_prompt: '',
    seed: 1,
    count: 1,
    requested_tier: 'standard',
    achieved_tier: 'standard',
    fallback: null,
    quote: quote(),
    consent: null,
    estimate: null,
    credits_reserved: 0,
    credits_captured: 0,
    created_at: '2026-11-21T10:00:00Z',
    started_at: null,
    finished_at: null,
    error: null,
    jobs: [job()],
    outputs: [],
    preview_notice: '',
    rating: null,
    etag: '"generation-1"',
    attempts: null,
    variations: [],
    ...change,
  };
}

export function frame(change: Partial<HeroFrame> = {}): HeroFrame {
  return {
    id: 'fra-1',
    generation: 'gen-1',
    scene: 'sce-1',
    number: 1,
    label: '1A',
    origin: 'generated',
    prompt: 'a ship',
    enhanced_prompt: '',
    spans: [],
    made_by: 'animatic 2.1',
    seed: 7,
    output: output(),
    score: 88,
    scores: [],
    selected: false,
    preview_notice: '',
    polished: null,
    tags: [],
    created_at: '2026-11-21T10:00:00Z',
    ...change,
  };
}

export function take(change: Partial<Take> = {}): Take {
  return {
    id: 'tak-1',
    generation: 'gen-2',
    scene: 'sce-1',
    frame: 'fra-1',
    number: 1,
    seed: 7,
    output: output({ media_type: 'video/mp4', frames: 97, fps: 24, duration_seconds: 4 }),
    total: 0.89,
    weight_measured: 1,
    flags: [],
    rank: 1,
    selected: false,
    scores: [],
    preview_notice: '',
    polished: null,
    repair: null,
    created_at: '2026-11-21T10:00:00Z',
    ...change,
  };
}

export function scene(change: Partial<Scene> = {}): Scene {
  return {
    id: 'sce-1',
    episode: 'epi-1',
    number: 1,
    title: 'Into the light',
    beat: 'Turn',
    slugline: '',
    description: '',
    dialogue: [],
    characters: [],
    camera: '',
    transition: 'cut',
    prompt: 'a ship',
    quality: null,
    effective_quality: 'standard',
    enhancements: null,
    negative_prompt: null,
    seconds: 4,
    selected_frame: null,
    selected_take: null,
    frames: [],
    takes: [],
    running: [],
    etag: '"scene-1"',
    ...change,
  };
}

export function episode(change: Partial<Episode> = {}): Episode {
  return {
    id: 'epi-1',
    project: 'pro-1',
    number: 1,
    title: '',
    idea: 'a ship',
    story_arc: 'A plain story',
    scenes: [scene()],
    film: null,
    running: [],
    etag: '"episode-1"',
    ...change,
  };
}

export function project(change: Partial<Project> = {}): Project {
  return {
    id: 'pro-1',
    quality_name: 'Standard',
    custom_tier: null,
    draft_quality: null,
    name: 'The Crossing',
    quality: 'standard',
    idea: 'a ship',
    created_at: '2026-11-21T10:00:00Z',
    updated_at: '2026-11-21T10:00:00Z',
    episodes: [{ id: 'epi-1', number: 1, title: '' }],
    scene_count: 1,
    takes_count: 0,
    cover: null,
    film: null,
    running: false,
    needs_you: false,
    fallback_policy: 'ask',
    etag: '"project-1"',
    stop_early: false,
    ...change,
  };
}

export function ownTier(change: Partial<OwnTier> = {}): OwnTier {
  return {
    id: 'own-1',
    name: 'Night drafts',
    slug: 'night-drafts',
    base: 'standard',
    picture_side: 640,
    video_side: null,
    frames: 25,
    steps: null,
    created_at: '2026-11-21T10:00:00Z',
    etag: '"ownTier-1"',
    ...change,
  };
}

export function tier(id: 'low' | 'standard' | 'high', range: [number, number]): Tier {
  return {
    id,
    icon: id,
    name: id,
    words: `${id} words`,
    picture: { time_range_seconds: range, width: 768, height: 432, credits: 1, notice: '' },
    video: { time_range_seconds: range, width: 768, height: 432, seconds: 4, credits: 2, notice: '' },
    needs: '',
    available: true,
    notice: '',
    picture_reached: true,
    video_reached: true,
    memory_gb: 8,
    simulated: false,
  };
}
