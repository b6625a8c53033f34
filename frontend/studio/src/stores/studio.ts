/** Everything the components share, made once and handed down by context. */
import { getContext, setContext } from 'svelte';
import { ApiClient } from '../api/client';
import { StudioApi } from '../api/studio';
import type { Boot } from './boot';
import { Live } from './live.svelte';
import { Notices } from './notices.svelte';
import { Router } from './router.svelte';
import { Theme } from './theme.svelte';
import { Tiers } from './tiers.svelte';

export interface Studio {
  boot: Boot;
  api: StudioApi;
  router: Router;
  live: Live;
  notices: Notices;
  theme: Theme;
  tiers: Tiers;
}

const CONTEXT = Symbol('studio');

export function makeStudio(boot: Boot): Studio {
  const { slug } = boot.workspace;
  const api = new StudioApi(new ApiClient(slug));
  const notices = new Notices();
  return {
    boot,
    api,
    router: new Router(slug),
    live: new Live(api, notices, slug),
    notices,
    theme: new Theme(),
    tiers: new Tiers(api),
  };
}

export function shareStudio(studio: Studio): void {
  setContext(CONTEXT, studio);
}

export function useStudio(): Studio {
  return getContext<Studio>(CONTEXT);
}
