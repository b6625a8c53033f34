/** What the page that carries the studio says about the person and the workspace. */

export interface WorkspaceBrief {
  slug: string;
  name: string;
  role: string;
}

export interface Boot {
  workspace: WorkspaceBrief;
  /** When the workspace will be deleted, as ISO 8601; null for one that stays. */
  deletion_due_at: string | null;
  user: { name: string; email: string };
  workspaces: WorkspaceBrief[];
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
