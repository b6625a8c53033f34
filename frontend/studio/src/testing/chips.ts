/** A small catalogue of chips. */
import type { Chip, ChipGroup, Chips } from '../api/types';

export function chip(change: Partial<Chip> = {}): Chip {
  return {
    id: 'lens-35',
    name: '35 mm',
    phrase: '35 mm lens',
    does: 'As the eye sees it.',
    against: [],
    usual: false,
    picture: null,
    ...change,
  };
}

export function group(change: Partial<ChipGroup> = {}): ChipGroup {
  return {
    id: 'lens',
    name: 'Lens',
    words: 'How much is seen.',
    adds: 'prompt',
    makes: ['frames', 'takes'],
    one: true,
    chips: [chip(), chip({ id: 'lens-85', name: '85 mm', phrase: '85 mm telephoto lens', does: 'Long.' })],
    ...change,
  };
}

export const CATALOGUE: Chips = {
  version: 1,
  usual_without: 'text, captions, blurry',
  groups: [
    group(),
    group({
      id: 'air',
      name: 'Air',
      one: false,
      chips: [
        chip({ id: 'air-rain', name: 'Rain', phrase: 'in pouring rain', does: 'Rain falls.', against: ['air-snow'] }),
        chip({ id: 'air-snow', name: 'Snow', phrase: 'in falling snow', does: 'Snow falls.' }),
        chip({ id: 'air-fog', name: 'Fog', phrase: 'in thick fog', does: 'White.' }),
      ],
    }),
    group({
      id: 'without',
      name: 'Leave out',
      adds: 'without',
      one: false,
      chips: [
        chip({ id: 'without-text', name: 'Text', phrase: 'text, captions', usual: true }),
        chip({ id: 'without-people', name: 'People', phrase: 'people' }),
      ],
    }),
  ],
};
