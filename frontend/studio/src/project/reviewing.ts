/** Pure: a take or a frame of the API as the review shows it. */
import type { HeroFrame, Scene, Take } from '../api/types';
import type { Clip, Moment } from '../review/clips';
import { dimensionName } from '../words/scores';

/** What a scorer may say of a dimension besides its value. */
interface Told {
  said?: string;
  moments?: { seconds: number; value: number }[];
}

export function clipOf(take: Take, scene: Scene): Clip {
  return {
    id: take.id,
    number: take.number,
    url: take.output.url,
    poster: scene.frames.find((frame) => frame.id === take.frame)?.output.url ?? null,
    fps: take.output.fps || 24,
    duration: take.output.duration_seconds,
    width: take.output.width,
    height: take.output.height,
    isChosen: take.id === scene.selected_take,
    moments: momentsOf(take),
  };
}

export function stillOf(frame: HeroFrame): Clip {
  return {
    id: frame.id,
    number: frame.number,
    url: frame.output.url,
    poster: null,
    fps: 0,
    duration: 0,
    width: frame.output.width,
    height: frame.output.height,
    isChosen: false,
    moments: [],
    still: { name: `frame ${frame.label}` },
  };
}

function momentsOf(take: Take): Moment[] {
  return take.scores.flatMap((score) => {
    const { moments = [] } = score as typeof score & Told;
    return moments.map(({ seconds, value }) => ({ seconds, value, words: dimensionName(score.dimension) }));
  });
}
