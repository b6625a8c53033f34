/** What the person is told of: how much of it is unread, the newest of it, and a word outside of the page. */
import { ApiError } from '../api/problems';
import { pathOf, type StudioApi } from '../api/studio';
import type { Notice } from '../api/types';
import type { Live } from './live.svelte';

/** As the API counts: more are "99+". */
export const MOST_COUNTED = 100;

export class NoticeBoard {
  unread = $state(0);
  /** The newest first; null until they were read once. */
  list = $state.raw<Notice[] | null>(null);
  more = $state<string | null>(null);
  private told: ReadonlySet<string> | null = null;

  constructor(
    private readonly api: StudioApi,
    private readonly live: Live,
    private readonly person: string,
    private readonly slug: string,
  ) {}

  start(): void {
    void this.quietly(() => this.read());
    const again = () => this.live.refetch('notices', () => this.read());
    this.live.follow({
      onChange: (change) => change.type === 'notice' && change.data.person === this.person && again(),
      onReload: again,
    });
  }

  get words(): string {
    return this.unread >= MOST_COUNTED ? '99+' : String(this.unread);
  }

  /** Where a notice leads; null for one that leads nowhere. */
  href(notice: Notice): string | null {
    return notice.link ? `/w/${this.slug}/${notice.link}` : null;
  }

  async read(): Promise<void> {
    const [page, { unread }] = await Promise.all([this.api.notices(), this.api.unreadNotices()]);
    this.list = page.results;
    this.more = page.next;
    this.unread = unread;
    this.tellOutside(page.results);
    const seen = page.results.filter((each) => this.isInSight(each)).map((each) => each.id);
    if (seen.length > 0) await this.markRead(seen);
  }

  async readOn(): Promise<void> {
    if (this.more === null) return;
    const page = await this.api.notices(pathOf(this.more));
    this.list = [...(this.list ?? []), ...page.results];
    this.more = page.next;
  }

  /** Marks these as read, or all; the server is told, and is asked again where it did not hear. */
  async markRead(ids?: string[]): Promise<void> {
    const at = new Date().toISOString();
    this.list = (this.list ?? []).map((each) =>
      each.read_at === null && (ids?.includes(each.id) ?? true) ? { ...each, read_at: at } : each,
    );
    await this.quietly(async () => {
      this.unread = (await this.api.readNotices(ids)).unread;
    });
  }

  /** What is ready on the very page that the person looks at is no news to them. */
  private isInSight(notice: Notice): boolean {
    if (notice.read_at !== null || notice.kind !== 'finished' || document.hidden) return false;
    return this.href(notice)?.split('?')[0] === location.pathname;
  }

  /** What is new since the studio was opened, while nobody looks at it; the same in two tabs shows once. */
  private tellOutside(notices: Notice[]): void {
    const before = this.told;
    this.told = new Set([...(before ?? []), ...notices.map((each) => each.id)]);
    if (before === null || !document.hidden || permission() !== 'granted') return;
    for (const notice of notices.filter((each) => !before.has(each.id) && each.browser && each.read_at === null))
      this.show(notice);
  }

  private show(notice: Notice): void {
    const shown = new Notification(notice.title, { body: notice.text, tag: notice.id });
    shown.onclick = () => {
      window.focus();
      shown.close();
      void this.markRead([notice.id]);
      const href = this.href(notice);
      if (href) location.assign(href);
    };
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the next event reads it again
    }
  }
}

/** Whether the browser may show notices outside of the page; 'never' where it can't at all. */
export function permission(): NotificationPermission | 'never' {
  return 'Notification' in window ? Notification.permission : 'never';
}
