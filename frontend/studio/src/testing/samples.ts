/** Whole answers of the API with sensible values, for tests to change one thing of. */
import type { Episode, Generation, HeroFrame, Job, Output, Project, Scene, Take, Tier } from '../api/types';

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
    read: null,
    ...change,
  };
}

export function job(change: Partial<Job> = {}): Job {
  return { id: 'job-1', kind: 'picture', number: 1, state: 'queued', stage: '', fraction: 0, ...change };
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
    quote: {
      requested_tier: 'standard',
      achieved_tier: 'standard',
      fallback: null,
      seconds: [1, 4],
      credits: 1,
      position: 'Starts at once',
      width: 768,
      height: 432,
      frames: 1,
      notice: '',
    },
    credits_reserved: 0,
    credits_captured: 0,
    created_at: '2026-11-21T10:00:00Z',
    started_at: null,
    finished_at: null,
    error: null,
    jobs: [job()],
    outputs: [],
    preview_notice: '',
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
    seed: 7,
    output: output(),
    score: 88,
    scores: [],
    selected: false,
    preview_notice: '',
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
    prompt: 'a ship',
    quality: null,
    effective_quality: 'standard',
    seconds: 4,
    selected_frame: null,
    selected_take: null,
    frames: [],
    takes: [],
    running: [],
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
    ...change,
  };
}

export function project(change: Partial<Project> = {}): Project {
  return {
    id: 'pro-1',
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
    ...change,
  };
}

export function tier(id: 'low' | 'standard' | 'high', range: [number, number]): Tier {
  return {
    id,
    icon: id,
    name: id,
    words: `${id} words`,
    picture: { time_range_seconds: range, width: 768, height: 432, credits: 1 },
    video: { time_range_seconds: range, width: 768, height: 432, seconds: 4, credits: 2 },
    needs: '',
    available: true,
    notice: '',
  };
}
