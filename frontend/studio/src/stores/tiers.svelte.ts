/** The three qualities, and the workspace's own. Until they are here, the words below stand in without times. */
import type { StudioApi } from '../api/studio';
import type { OwnTier, Tier, TierId } from '../api/types';

export const TIER_IDS: readonly TierId[] = ['low', 'standard', 'high'];
export const TIER_NAMES: Record<TierId, string> = { low: 'Low', standard: 'Standard', high: 'High' };

export class Tiers {
  list = $state.raw<Tier[]>([]);
  /** By name; null until they are read. */
  own = $state.raw<OwnTier[] | null>(null);

  constructor(private readonly api: StudioApi) {}

  async load(): Promise<void> {
    this.list = await this.api.tiers();
  }

  async loadOwn(): Promise<void> {
    this.own = byName(await this.api.ownTiers());
  }

  /** One that was made or changed. */
  putOwn(tier: OwnTier): void {
    this.own = byName([...(this.own ?? []).filter((each) => each.id !== tier.id), tier]);
  }

  dropOwn(id: string): void {
    this.own = (this.own ?? []).filter((each) => each.id !== id);
  }

  find(id: TierId): Tier | null {
    return this.list.find((tier) => tier.id === id) ?? null;
  }
}

function byName(tiers: readonly OwnTier[]): OwnTier[] {
  return [...tiers].sort((a, b) => a.name.localeCompare(b.name));
}
