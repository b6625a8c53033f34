/** Times as people say them. */

/** 8 -> "8 s", 95 -> "1:35 min"; under a second "under 1 s". */
export function spokenSeconds(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  const whole = Math.round(seconds);
  if (whole < 100) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 || minutes >= 10 ? `${Math.round(whole / 60)} min` : `${minutes}:${two(whole % 60)} min`;
}

/** [3, 8] -> "3–8 s", [200, 260] -> "3–4 min". One figure when both ends round to the same. */
export function spokenRange(range: readonly number[]): string {
  const low = range[0] ?? 0;
  const high = range[1] ?? low;
  if (high < 1) return 'under 1 s';
  if (high >= 100) return joined(Math.max(1, Math.floor(low / 60)), Math.ceil(high / 60), 'min');
  return joined(Math.max(1, Math.round(low)), Math.max(1, Math.round(high)), 's');
}

/** 72 -> "1:12". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** Minutes, seconds and frames, as an editor reads them: 3.5 s at 24 fps -> "00:03:12". */
export function timecode(seconds: number, fps: number): string {
  const frames = Math.max(0, Math.floor(seconds * fps + 1e-6));
  const whole = Math.floor(frames / fps);
  return [Math.floor(whole / 60), whole % 60, Math.floor(frames - whole * fps)].map(two).join(':');
}

export function spokenLeft(seconds: number | null | undefined): string {
  if (seconds == null) return '';
  return seconds < 1.5 ? 'nearly there' : `about ${spokenSeconds(seconds)} left`;
}

export function today(now: Date = new Date()): string {
  return now.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The day of an ISO 8601 time where the reader is: "5 December", or "5 Dec" where there is little room. */
export function dayOf(moment: string, month: 'long' | 'short' = 'long'): string {
  return new Date(moment).toLocaleDateString('en-GB', { day: 'numeric', month });
}

/** How long ago an ISO 8601 time was: "just now", "5 min ago", "3 h ago", "yesterday", then the day. */
export function ago(moment: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(moment)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return minutes < 48 * 60 ? 'yesterday' : dayOf(moment);
}

/** An ISO 8601 time to the minute where the reader is: "22 Nov, 14:05". */
export function momentOf(moment: string): string {
  const at = new Date(moment);
  return `${dayOf(moment, 'short')}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function joined(low: number, high: number, unit: string): string {
  return low === high ? `${low} ${unit}` : `${low}–${high} ${unit}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
