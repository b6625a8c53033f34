/** How busy the graphics cards and this computer are: read once, then told every few seconds. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Card, DeviceLoad, HostLoad } from '../api/types';

/** Five minutes at one reading in five seconds. */
export const KEPT_READINGS = 60;

/** Shares, 0..1; null where it can't be read. */
export interface Reading {
  memory: number | null;
  use: number | null;
}

export const HOST = 'host';

export class Devices {
  load = $state.raw<DeviceLoad | null>(null);
  /** The last readings of each card by its id, and of the computer under `HOST`, oldest first. */
  past = $state.raw<Readonly<Record<string, readonly Reading[]>>>({});
  private asked = false;

  constructor(private readonly api: StudioApi) {}

  /** The first look; what follows comes by itself. Who may not look sees nothing. */
  async start(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    try {
      const load = await this.api.devices();
      if (this.load === null) this.heard(load);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.asked = false; // the next message tells it anyway
    }
  }

  heard(load: DeviceLoad): void {
    const now = { ...Object.fromEntries(load.cards.map((card) => [card.id, ofCard(card)])), [HOST]: ofHost(load.host) };
    this.past = Object.fromEntries(
      Object.entries(now).map(([id, reading]) => [id, [...(this.past[id] ?? []), reading].slice(-KEPT_READINGS)]),
    );
    this.load = load;
  }
}

function ofCard(card: Card): Reading {
  return { memory: card.stale ? null : share(card.used_gb, card.total_gb), use: card.stale ? null : card.utilisation };
}

function ofHost(host: HostLoad | null): Reading {
  return { memory: share(host?.ram_used_gb, host?.ram_total_gb), use: host?.cpu ?? null };
}

function share(part: number | null | undefined, whole: number | null | undefined): number | null {
  return part == null || !whole ? null : Math.min(1, Math.max(0, part / whole));
}
