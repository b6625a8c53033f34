/** The three qualities, read once. Until they are here, the words below stand in without times. */
import type { StudioApi } from '../api/studio';
import type { Tier, TierId } from '../api/types';

export const TIER_IDS: readonly TierId[] = ['low', 'standard', 'high'];
export const TIER_NAMES: Record<TierId, string> = { low: 'Low', standard: 'Standard', high: 'High' };

export class Tiers {
  list = $state.raw<Tier[]>([]);

  constructor(private readonly api: StudioApi) {}

  async load(): Promise<void> {
    this.list = await this.api.tiers();
  }

  find(id: TierId): Tier | null {
    return this.list.find((tier) => tier.id === id) ?? null;
  }
}
