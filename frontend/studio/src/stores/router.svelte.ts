/** A small router on the History API for the addresses under /w/{slug}/. */

export type View = 'frames' | 'takes' | 'film';

export type Route =
  | { name: 'dashboard'; isNew: boolean }
  | { name: 'project'; project: string; scene: string | null; view: View }
  | { name: 'nowhere' };

const VIEWS: readonly string[] = ['frames', 'takes', 'film'];

export function readRoute(slug: string, pathname: string, search: string): Route {
  const base = `/w/${slug}/`;
  const query = new URLSearchParams(search);
  if (pathname === base || `${pathname}/` === base) return { name: 'dashboard', isNew: query.has('new') };
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
