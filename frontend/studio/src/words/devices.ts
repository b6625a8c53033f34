/** What graphics cards and computers do, as people say it. */
import type { Card, DeviceLoad, HostLoad } from '../api/types';

/** Below this share of a card's memory free, little fits beside what runs. */
const LITTLE_ROOM = 0.15;

/** "Room to work", "Nearly full", "Needs a look"; null where there is no card. */
export function stateOf(load: DeviceLoad): { words: string; isGood: boolean } | null {
  if (load.cards.length === 0) return null;
  const working = load.cards.filter((card) => !card.stale);
  if (working.length === 0) return { words: 'Not heard of', isGood: false };
  if (working.some((card) => card.free_gb / card.total_gb >= LITTLE_ROOM))
    return { words: 'Room to work', isGood: true };
  return { words: 'Nearly full', isGood: false };
}

/** "23 of 48 GB free". */
export function freeWords(card: Card): string {
  if (card.stale) return 'not heard of';
  return `${plain(card.free_gb)} of ${plain(card.total_gb)} GB free`;
}

/** "60% in use · 61 °C · 310 W": what can be read of it. */
export function cardFacts(card: Card): string {
  if (card.stale) return 'Nothing is sent to it until it answers again.';
  const facts = [
    card.utilisation === null ? '' : `${Math.round(100 * card.utilisation)}% in use`,
    card.temperature_c === null ? '' : `${Math.round(card.temperature_c)} °C`,
    card.power_watts === null ? '' : `${Math.round(card.power_watts)} W`,
  ];
  return facts.filter(Boolean).join(' · ');
}

export function hostFacts(host: HostLoad): { free: string; words: string } {
  const { ram_total_gb: total, ram_used_gb: used } = host;
  const facts = [
    host.cpu === null ? '' : `${Math.round(100 * host.cpu)}% in use`,
    host.disk_free_gb === null ? '' : `${plain(host.disk_free_gb)} GB of disk free`,
  ];
  return {
    free: total === null || used === null ? '' : `${plain(total - used)} of ${plain(total)} GB free`,
    words: facts.filter(Boolean).join(' · '),
  };
}

/** One decimal below ten, none above. */
function plain(amount: number): string {
  return amount < 10 ? amount.toFixed(1).replace(/\.0$/, '') : String(Math.round(amount));
}
