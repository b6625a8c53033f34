/** Pure: what is being made, from the REST answer first and the ticks after it. */
import type { Generation, GenerationState, Job } from '../api/types';
import type { Progress } from './messages';

export type Generations = Readonly<Record<string, Generation>>;

const OPEN: readonly GenerationState[] = ['awaiting_consent', 'queued', 'running', 'scoring'];
const ENDED_JOBS: readonly string[] = ['succeeded', 'failed', 'cancelled'];

export function isOpen(generation: Generation): boolean {
  return OPEN.includes(generation.state);
}

export function isEnded(job: Job): boolean {
  return ENDED_JOBS.includes(job.state);
}

/** A tick for a generation that is not known yet changes nothing: the caller reads it first. */
export function applyTick(known: Generations, tick: Progress): Generations {
  const generation = known[tick.generation];
  const job = generation?.jobs.find((each) => each.id === tick.job);
  if (!generation || !job || isEnded(job)) return known;
  const { stage, fraction, remaining_seconds } = tick.data;
  const preview = isDataPicture(tick.data.preview) ? tick.data.preview : job.preview;
  const moved: Job = { ...job, state: 'running', stage, fraction: clamp(fraction), remaining_seconds, preview };
  const jobs = generation.jobs.map((each) => (each.id === job.id ? moved : each));
  const state: GenerationState = generation.state === 'queued' ? 'running' : generation.state;
  return { ...known, [generation.id]: { ...generation, state, jobs } };
}

/** The answer decides the state; of the same running job the further progress is kept, so a bar never jumps back. */
export function mergeGeneration(known: Generations, answer: Generation): Generations {
  const before = known[answer.id];
  const jobs = answer.jobs.map((job) =>
    further(
      before?.jobs.find((each) => each.id === job.id),
      job,
    ),
  );
  return { ...known, [answer.id]: { ...answer, jobs } };
}

/** After a full read: what the answer no longer names is gone, unless it is still open here and newer than the read. */
export function mergeAll(known: Generations, answers: readonly Generation[]): Generations {
  return answers.reduce(mergeGeneration, known);
}

/** Looking over a take is quick beside shooting it. */
const SCORING_SHARE = 0.1;

/** 0..1 over all jobs; a job that ended counts as done. Scoring jobs come one by one, so their share is set beforehand. */
export function fractionOf(generation: Generation): number {
  if (!isOpen(generation)) return 1;
  const made = generation.jobs.filter((job) => !isScoring(job));
  if (made.length === 0) return 0;
  const share = generation.kind === 'takes' ? SCORING_SHARE : 0;
  const scored = generation.jobs.filter(isScoring);
  return ((1 - share) * doneOf(made) + share * Math.min(made.length, doneOf(scored))) / made.length;
}

function doneOf(jobs: readonly Job[]): number {
  return jobs.reduce((sum, job) => sum + (isEnded(job) ? 1 : clamp(job.fraction)), 0);
}

export function isScoring(job: Job): boolean {
  return job.kind === 'score';
}

/** An automatic film waits for its scenes before it has a job of its own: it is as far as its scenes are. */
export function isGathering(generation: Generation): boolean {
  return generation.kind === 'film' && isOpen(generation) && generation.jobs.length === 0;
}

/** Seconds left of the whole: the running job says its own; those that wait are taken to last as long as it does. */
export function secondsLeft(generation: Generation): number | null {
  const running = generation.jobs.find(
    (job) => job.state === 'running' && !isScoring(job) && job.remaining_seconds != null,
  );
  if (running?.remaining_seconds == null) return null;
  const waiting = generation.jobs.filter((job) => job.state === 'queued' && !isScoring(job)).length;
  const whole =
    running.fraction < 0.95 ? running.remaining_seconds / (1 - running.fraction) : running.remaining_seconds;
  return running.remaining_seconds + waiting * whole;
}

/** Nothing but a picture inside the message: a tick must not make the page ask an address. */
function isDataPicture(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('data:image/jpeg;base64,');
}

function further(before: Job | undefined, answer: Job): Job {
  const now = before?.preview ? { ...answer, preview: before.preview } : answer;
  const same = before?.state === 'running' && now.state === 'running';
  if (!same || before.fraction <= now.fraction) return now;
  return { ...now, stage: before.stage, fraction: before.fraction, remaining_seconds: before.remaining_seconds };
}

function clamp(fraction: number): number {
  return Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
}
