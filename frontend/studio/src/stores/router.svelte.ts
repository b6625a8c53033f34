/** A small router on the History API for the addresses under /w/{slug}/. */

export type View = 'script' | 'frames' | 'takes' | 'film' | 'quality';

export type Route =
  | { name: 'dashboard'; isNew: boolean }
  | { name: 'quality' }
  | { name: 'project'; project: string; scene: string | null; view: View }
  | { name: 'machine' }
  | { name: 'notices' }
  | { name: 'webhooks' }
  | { name: 'history' }
  | { name: 'queue' }
  | { name: 'prompts'; tests: boolean; test: string | null }
  | { name: 'nowhere' };

const VIEWS: readonly string[] = ['script', 'frames', 'takes', 'film', 'quality'];

export function readRoute(slug: string, pathname: string, search: string): Route {
  const base = `/w/${slug}/`;
  const query = new URLSearchParams(search);
  if (pathname === base || `${pathname}/` === base) return { name: 'dashboard', isNew: query.has('new') };
  if (pathname === `${base}recommendations` || pathname === `${base}recommendations/`) return { name: 'machine' };
  if (pathname === `${base}quality` || pathname === `${base}quality/`) return { name: 'quality' };
  if (pathname === `${base}notices` || pathname === `${base}notices/`) return { name: 'notices' };
  if (pathname === `${base}webhooks` || pathname === `${base}webhooks/`) return { name: 'webhooks' };
  if (pathname === `${base}history` || pathname === `${base}history/`) return { name: 'history' };
  if (pathname === `${base}prompts` || pathname === `${base}prompts/`)
    return { name: 'prompts', tests: query.has('tests') || query.has('test'), test: query.get('test') };
  if (pathname === `${base}queue` || pathname === `${base}queue/`) return { name: 'queue' };
  const match = /^projects\/([\w-]+)\/?$/.exec(pathname.startsWith(base) ? pathname.slice(base.length) : '');
  if (!match?.[1]) return { name: 'nowhere' };
  const view = query.get('view') ?? '';
  return {
    name: 'project',
    project: match[1],
    scene: query.get('scene'),
    view: VIEWS.includes(view) ? (view as View) : 'frames',
  };
}

export class Router {
  route = $state.raw<Route>({ name: 'nowhere' });

  constructor(readonly slug: string) {
    this.read();
    window.addEventListener('popstate', () => this.read());
  }

  home(isNew = false): string {
    return `/w/${this.slug}/${isNew ? '?new' : ''}`;
  }

  machine(): string {
    return `/w/${this.slug}/recommendations`;
  }

  /** What was made. */
  history(): string {
    return `/w/${this.slug}/history`;
  }

  /** What is being made and what waits. */
  queue(): string {
    return `/w/${this.slug}/queue`;
  }

  /** Templates; `tests`: two prompts against each other, `test` one of them. */
  prompts(at: { tests?: boolean; test?: string } = {}): string {
    const tail = at.test ? `?test=${at.test}` : at.tests ? '?tests' : '';
    return `/w/${this.slug}/prompts${tail}`;
  }

  /** What each quality gives, side by side. */
  quality(): string {
    return `/w/${this.slug}/quality`;
  }

  notices(): string {
    return `/w/${this.slug}/notices`;
  }

  webhooks(): string {
    return `/w/${this.slug}/webhooks`;
  }

  project(id: string, at: { scene?: string | null; view?: View } = {}): string {
    const query = new URLSearchParams();
    if (at.scene) query.set('scene', at.scene);
    if (at.view && at.view !== 'frames') query.set('view', at.view);
    const tail = query.size > 0 ? `?${query}` : '';
    return `/w/${this.slug}/projects/${id}${tail}`;
  }

  go(address: string, how: 'push' | 'replace' = 'push'): void {
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    this.read();
  }

  /** Takes over plain clicks on links of the studio; everything else stays with the browser. */
  follow = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(`/w/${this.slug}/`)) return;
    if (url.pathname.startsWith(`/w/${this.slug}/settings/`)) return; // pages of the server
    event.preventDefault();
    if (url.href !== location.href) this.go(url.pathname + url.search);
  };

  private read(): void {
    this.route = readRoute(this.slug, location.pathname, location.search);
  }
}

function isPlain(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}
