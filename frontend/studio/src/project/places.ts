/** The places of the bottom navigation on a project's page. */
import type { Place } from '../shell/place';
import type { Router, View } from '../stores/router.svelte';

export function projectPlaces(router: Router, project: string, scene: string | null, view: View): Place[] {
  const place = (label: string, icon: Place['icon'], to: View): Place => ({
    href: router.project(project, { scene, view: to }),
    label,
    icon,
    isHere: view === to,
  });
  const home: Place = { href: router.home(), label: 'Projects', icon: 'home', isHere: false };
  return [
    home,
    place('Script', 'pencil', 'script'),
    place('Frames', 'frames', 'frames'),
    place('Takes', 'play', 'takes'),
    place('Film', 'film', 'film'),
  ];
}
