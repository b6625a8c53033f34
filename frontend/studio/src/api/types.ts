/** Names for the shapes of the API. Everything else imports from here, so a new schema is felt in one file. */
import type { components } from './schema';

type Schemas = components['schemas'];

/** The schema marks what a model may leave out as optional; in an answer every field is there. */
type Answer<T, Narrower = unknown> = Omit<Required<T>, keyof Narrower> & Narrower;

export type TierId = Schemas['QualityEnum'];
export type GenerationState = Schemas['GenerationStateEnum'];
export type FallbackPolicy = Schemas['FallbackPolicyEnum'];
export type Consent = Answer<Schemas['Consent']>;
export type Estimate = Answer<Schemas['Estimate']>;
export type GenerationKind = Schemas['GenerationKindEnum'];
export type Tier = Schemas['Tier'];
export type OwnTier = Answer<Schemas['CustomTier']>;
export type OwnTierWish = Schemas['CustomTierWriteRequest'];
export type Way = Schemas['Way'];
export type Fallback = Answer<Schemas['Fallback']>;
export type Quote = Answer<
  Schemas['Quote'],
  { requested_tier: TierId; achieved_tier: TierId; fallback: Fallback | null; ways: Way[] }
>;
export type Output = Answer<Schemas['Output']>;
export type Project = Answer<Schemas['Project'], { episodes: Answer<Schemas['EpisodeLine']>[] }>;

/** `remaining_seconds` and `preview`, a small first look as a data: address, come with ticks; an answer has none. */
export type Job = Answer<Schemas['Job']> & { remaining_seconds?: number | null; preview?: string };
export type Generation = Answer<
  Schemas['Generation'],
  {
    jobs: Job[];
    outputs: Output[];
    requested_tier: TierId;
    achieved_tier: TierId;
    fallback: Fallback | null;
    quote: Quote;
    state: GenerationState;
    consent: Consent | null;
    estimate: Estimate | null;
  }
>;

export type FrameScore = Answer<Schemas['FrameScore']>;
export type HeroFrame = Answer<Schemas['HeroFrame'], { output: Output; scores: FrameScore[] }>;
export type TakeScore = Answer<Schemas['TakeScore']>;
export type Take = Answer<Schemas['Take'], { output: Output; scores: TakeScore[]; flags: string[] }>;

export type CommentAnswer = Schemas['CommentAnswerEnum'] | '';
export type Comment = Answer<Schemas['Comment'], { answer: CommentAnswer }>;
export type CommentWish = Schemas['CommentWriteRequest'];
export type CommentChange = Omit<Schemas['PatchedCommentChangeRequest'], 'answer'> & { answer?: CommentAnswer };
export type ReviewLink = Answer<Schemas['ReviewLink']>;
export type MadeReviewLink = ReviewLink & { address: string };
export type ReviewLinkWish = Schemas['ReviewLinkWriteRequest'];

export type Scene = Answer<
  Schemas['Scene'],
  { quality: TierId | '' | null; effective_quality: TierId; frames: HeroFrame[]; takes: Take[]; running: Generation[] }
>;
export type Episode = Answer<Schemas['Episode'], { scenes: Scene[]; film: Output | null; running: Generation[] }>;

type Piece = { kind: GenerationKind; tier: TierId };
export type QueueRunning = Answer<Schemas['Running'], Piece>;
export type QueueWaiting = Answer<Schemas['Waiting'], Piece & { state: GenerationState; starts_in: number[] | null }>;
export type QueueLane = Schemas['Lane'];
export type QueueBoard = Answer<
  Schemas['Queue'],
  { running: QueueRunning[]; waiting: QueueWaiting[]; lanes: QueueLane[]; done_in: number[] | null }
>;
export type Whose = 'mine' | 'everyone';

export type Card = Schemas['GraphicsCard'];
export type DeviceLoad = Schemas['Devices'];
export type HostLoad = NonNullable<DeviceLoad['host']>;
export type Rating = Answer<Schemas['Rating']>;
export type ResolutionStep = Answer<Schemas['ResolutionStep']>;
export type Resolution = Answer<Schemas['Resolution'], { steps: ResolutionStep[] }>;
export type Profile = Schemas['ProfileEnum'];
export type Advice = Schemas['Advice'];
export type Recommendation = Schemas['Recommendation'];

export type Notice = Answer<Schemas['Notice']>;
export type NoticeKind = Schemas['NoticeKindEnum'];
export type NoticeMail = Schemas['MailEnum'];
export type NoticeWays = Answer<Schemas['ToldWays']>;
export type NoticeChoices = Answer<Schemas['Choices'], { kinds: NoticeWays[] }>;
export type NoticeWish = Schemas['PatchedChooseRequest'];

export type WebhookEvent = Schemas['EventsEnum'];
export type Webhook = Answer<Schemas['Webhook']>;
export type MadeWebhook = Webhook & { secret: string };
export type WebhookWish = Schemas['PatchedWebhookWriteRequest'];
export type Delivery = Answer<Schemas['Delivery']>;
export type HistoryEntry = Answer<
  Schemas['HistoryEntry'],
  Pick<
    Generation,
    'jobs' | 'outputs' | 'requested_tier' | 'achieved_tier' | 'fallback' | 'quote' | 'state' | 'consent' | 'estimate'
  >
>;
export type Statistics = Schemas['Statistics'];
export type Recalled = Answer<Schemas['Recalled'], { generation: string | null }>;
export type Retention = Schemas['Retention'];
export type WordPart = Schemas['WordPart'];
export type Suggestion = Answer<Schemas['Suggestion']>;
/** A take that is improved by itself, round by round. */
export type ImprovementRound = Answer<Schemas['ImprovementRound'], { picture: Output | null }>;
export type Improvement = Answer<Schemas['Improvement'], { path: ImprovementRound[] }>;
export type ImproveQuote = Schemas['ImproveQuote'];
export type ImproveWish = { take: string | null; rounds: number; credits?: number };
export type SceneVersion = Answer<Schemas['SceneVersion']>;
export type Iterations = Answer<Schemas['Iterations'], { versions: SceneVersion[] }>;
export type TrendPoint = Schemas['TrendPoint'];
export type JudgedScene = Schemas['JudgedScene'];
export type EpisodeQuality = Schemas['EpisodeQuality'];
export type RetryChange = Schemas['RetryRequest'];

export type Framework = Schemas['Framework'];
export type Script = Schemas['Script'];
export type ScriptChange = Schemas['Change'];
export type ScriptPreview = Schemas['Preview'];
export type Standing = Schemas['Standing'];
export type SceneStanding = Schemas['SceneStanding'];
export type PlanWish = Partial<Schemas['PlanRequest']>;

export type TemplateKind = Schemas['PromptTemplateKindEnum'];
export type TemplateVariable = Schemas['Variable'];
export type Tally = Schemas['Tally'];
export type PromptTemplate = Answer<Schemas['PromptTemplate'], { tally: Tally; variables: TemplateVariable[] }>;
export type StarterTemplate = Answer<Schemas['Starter'], { variables: TemplateVariable[] }>;
export type Templates = { results: PromptTemplate[]; starters: StarterTemplate[]; tags: string[] };
export type TemplateWish = Partial<Schemas['TemplateWriteRequest']>;
export type TemplateChange = Schemas['PatchedTemplateChangeRequest'];
export type PromptVersion = Answer<Schemas['PromptVersion'], { tally: Tally; variables: TemplateVariable[] }>;
export type PromptUse = Answer<Schemas['PromptUse']>;
export type Filled = Schemas['Filled'];
export type BlindLine = Schemas['BlindTestLine'];
export type BlindTest = Schemas['BlindTest'];
export type BlindResult = Schemas['Result'];
export type BlindChoice = Schemas['BlindChoiceEnum'];
export type BlindPrice = Schemas['BlindPrice'];
export type BlindWish = Partial<Omit<Schemas['BlindTestWriteRequest'], 'a' | 'b'>> & {
  scene: string;
  a: BlindSide;
  b: BlindSide;
};
export type BlindSide = { prompt?: string; version?: string; values?: Record<string, string> };

export interface Page<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}

export type PolishName = Schemas['PolishEnum'];
export type PolishWish = Schemas['PolishRequest'];
/** What a polish is priced by. */
export type PolishAsk = { kind: 'polish' } & PolishWish;
export type ScoreChange = Schemas['ScoreChange'];
export type Chips = Schemas['Chips'];
export type Chip = Schemas['Chip'];
export type ChipGroup = Schemas['ChipGroup'];
export type Enhanced = Schemas['Enhanced'];
export type EnhanceAsk = Partial<Omit<Schemas['EnhanceRequest'], 'seed'>> & { prompt: string; seed?: number };
export type Span = Schemas['Span'];

/** Which values of a batch of variations made a frame, and the lists of such a batch. */
export type Tag = Schemas['Tag'];
export type VariationList = Schemas['Axis'];
export type VariationsAsk = Partial<Omit<Schemas['VariationsRequest'], 'seed'>> &
  Pick<Schemas['VariationsRequest'], 'kind' | 'prompt'> & { seed?: number | string };
export type VariationsQuote = Answer<Schemas['VariationsQuote'], { quote: Quote }>;

/** What a POST to /generations and to /generations/quote says. A seed that is no number goes out as it was written. */
export type Ask = Partial<Omit<Schemas['GenerateRequest'], 'seed'>> &
  Pick<Schemas['GenerateRequest'], 'kind' | 'prompt'> & { seed?: number | string };
