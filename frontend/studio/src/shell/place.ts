import type { IconName } from '../parts/icons';
import type { Router } from '../stores/router.svelte';

/** One entry of the bottom navigation. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
  isHere: boolean;
}

/** Where one goes from everywhere in a workspace, the same on every page but a project's. */
export function placesOf(router: Router): Place[] {
  const { route } = router;
  const isNew = route.name === 'dashboard' && route.isNew;
  return [
    { href: router.home(), label: 'Projects', icon: 'home', isHere: route.name === 'dashboard' && !isNew },
    { href: router.queue(), label: 'Queue', icon: 'queue', isHere: route.name === 'queue' },
    { href: router.history(), label: 'History', icon: 'clock', isHere: route.name === 'history' },
    { href: router.prompts(), label: 'Prompts', icon: 'pencil', isHere: route.name === 'prompts' },
    { href: router.home(true), label: 'New project', icon: 'plus', isHere: isNew },
  ];
}
