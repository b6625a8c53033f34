/** Names for the shapes of the API. Everything else imports from here, so a new schema is felt in one file. */
import type { components } from './schema';

type Schemas = components['schemas'];

/** The schema marks what a model may leave out as optional; in an answer every field is there. */
type Answer<T, Narrower = unknown> = Omit<Required<T>, keyof Narrower> & Narrower;

export type TierId = Schemas['QualityEnum'];
export type GenerationState = Schemas['GenerationStateEnum'];
export type GenerationKind = Schemas['GenerationKindEnum'];
export type Tier = Schemas['Tier'];
export type Quote = Answer<Schemas['Quote'], { requested_tier: TierId; achieved_tier: TierId }>;
export type Output = Answer<Schemas['Output']>;
export type Project = Answer<Schemas['Project'], { episodes: Answer<Schemas['EpisodeLine']>[] }>;

/** `remaining_seconds` and `preview`, a small first look as a data: address, come with ticks; an answer has none. */
export type Job = Answer<Schemas['Job']> & { remaining_seconds?: number | null; preview?: string };
export type Generation = Answer<
  Schemas['Generation'],
  { jobs: Job[]; outputs: Output[]; requested_tier: TierId; achieved_tier: TierId; quote: Quote }
>;

export type FrameScore = Answer<Schemas['FrameScore']>;
export type HeroFrame = Answer<Schemas['HeroFrame'], { output: Output; scores: FrameScore[] }>;
export type TakeScore = Answer<Schemas['TakeScore']>;
export type Take = Answer<Schemas['Take'], { output: Output; scores: TakeScore[]; flags: string[] }>;

export type Scene = Answer<
  Schemas['Scene'],
  { quality: TierId | '' | null; effective_quality: TierId; frames: HeroFrame[]; takes: Take[]; running: Generation[] }
>;
export type Episode = Answer<Schemas['Episode'], { scenes: Scene[]; film: Output | null; running: Generation[] }>;

export interface Page<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}

/** What a POST to /generations and to /generations/quote says. A seed that is no number goes out as it was written. */
export type Ask = Partial<Omit<Schemas['GenerateRequest'], 'seed'>> &
  Pick<Schemas['GenerateRequest'], 'kind' | 'prompt'> & { seed?: number | string };
