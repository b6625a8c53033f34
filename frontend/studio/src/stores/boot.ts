/** What the page that carries the studio says about the person and the workspace. */
import type { TierId } from '../api/types';

export interface WorkspaceBrief {
  slug: string;
  name: string;
  role: string;
}

/** The same words drawn at one quality's size, to look at before choosing. */
export interface TierExample {
  tier: TierId;
  prompt: string;
  picture: string;
  width: number;
  height: number;
  video: string;
  video_width: number;
  video_height: number;
}

export interface Boot {
  workspace: WorkspaceBrief;
  /** When the workspace will be deleted, as ISO 8601; null for one that stays. */
  deletion_due_at: string | null;
  user: { id: string; name: string; email: string };
  workspaces: WorkspaceBrief[];
  /** One a quality, low first; empty where they were not drawn yet. */
  examples: TierExample[];
}

/** Roles that may change settings (accounts/roles.py). */
const SETTERS: readonly string[] = ['owner', 'admin'];

/** Who looks and changes nothing. */
const VIEWER = 'viewer';

export function mayMake(boot: Boot): boolean {
  return boot.workspace.role !== VIEWER;
}

export function maySet(boot: Boot): boolean {
  return SETTERS.includes(boot.workspace.role);
}

export function readBoot(page: Document = document): Boot {
  const script = page.getElementById('boot');
  if (!script?.textContent) throw new Error('The page has no <script id="boot">: the studio cannot start.');
  return JSON.parse(script.textContent) as Boot;
}

/** "Mara Lindqvist" -> "ML"; an e-mail address gives its first letter. */
export function initials(user: { name: string; email: string }): string {
  const words = user.name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 0 ? [words[0], words.length > 1 ? words[words.length - 1] : ''] : [user.email];
  return letters
    .map((word) => word?.charAt(0) ?? '')
    .join('')
    .toUpperCase();
}
