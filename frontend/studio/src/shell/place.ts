import type { IconName } from '../parts/icons';

/** One entry of the bottom navigation. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
  isHere: boolean;
}
