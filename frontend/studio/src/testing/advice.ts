/** A whole answer of GET /recommendations. */
import type { Advice, Recommendation } from '../api/types';

export function recommendation(change: Partial<Recommendation> = {}): Recommendation {
  return {
    function: 'create_image',
    parameter: 'tier',
    value: 'standard',
    words: 'Standard',
    reason: 'The most quality for the time here: about 20 s for a picture.',
    alternatives: [{ value: 'low', words: 'Low', reason: 'Plainer, about 3x faster.' }],
    gain: { time_factor: 1, memory_gb: 0, quality: 0, words: '' },
    ...change,
  };
}

export function advice(change: Partial<Advice> = {}): Advice {
  return {
    hardware: { class: 'mid-range', name: 'Mid-range', words: 'Card with 12 GB. 8 processor cores.' },
    profile: 'balanced',
    headline: 'For this machine: Low for drafts, then Standard — about 3x faster.',
    recommendations: [
      recommendation(),
      recommendation({ parameter: 'count', value: '4', words: '4 frames at once', alternatives: [] }),
      recommendation({ function: 'create_video', value: 'low', words: 'Low' }),
    ],
    tips: [{ goal: 'speed', words: 'Try out in Low.' }],
    upgrades: [
      {
        function: 'create_video',
        tier: 'high',
        card_gb: 24,
        ready: true,
        words: 'With a 24 GB card, High runs.',
        note: '',
      },
      {
        function: 'create_video',
        tier: 'standard',
        card_gb: 16,
        ready: true,
        words: 'With a 16 GB card, it runs.',
        note: '',
      },
      {
        function: 'create_image',
        tier: 'high',
        card_gb: 16,
        ready: true,
        words: 'With a 16 GB card, they run.',
        note: '',
      },
    ],
    ...change,
  };
}
