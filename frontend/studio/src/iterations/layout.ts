/** Pure: where each version of a scene stands. A column is a step; a branch gets a row of its own under its parent. */

export interface Node {
  id: string;
  parent: string | null;
  selected: boolean;
}

export interface Place {
  column: number;
  row: number;
}

export interface Edge {
  from: string;
  to: string;
}

export interface Layout {
  places: ReadonlyMap<string, Place>;
  edges: readonly Edge[];
  columns: number;
  rows: number;
}

/**
 * Versions come the oldest first and a parent before its children, as the studio tells them. What leads to the chosen
 * version goes straight on; where nothing is chosen, what was made last does.
 */
export function layoutOf(nodes: readonly Node[]): Layout {
  const known = new Set(nodes.map((node) => node.id));
  const parentOf = (node: Node) => (node.parent !== null && known.has(node.parent) ? node.parent : null);
  const children = new Map<string | null, Node[]>();
  for (const node of nodes) children.set(parentOf(node), [...(children.get(parentOf(node)) ?? []), node]);
  const places = new Map<string, Place>();
  const taken: [from: number, to: number][][] = [];
  const straight = mainLine(nodes, parentOf);
  const waiting = [...(children.get(null) ?? [])].reverse().map((node) => ({ node, column: 0, above: -1 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const line = lineFrom(next.node, children, straight);
    const row = freeRow(taken, next.above + 1, Math.max(0, next.column - 1), next.column + line.length - 1);
    line.forEach((node, step) => places.set(node.id, { column: next.column + step, row }));
    for (const [step, node] of [...line.entries()].reverse())
      for (const child of [...(children.get(node.id) ?? [])].reverse())
        if (child.id !== line[step + 1]?.id) waiting.push({ node: child, column: next.column + step + 1, above: row });
  }
  const edges = nodes.flatMap((node) => (parentOf(node) === null ? [] : [{ from: parentOf(node)!, to: node.id }]));
  const all = [...places.values()];
  return {
    places,
    edges,
    columns: Math.max(0, ...all.map((place) => place.column + 1)),
    rows: Math.max(0, ...all.map((place) => place.row + 1)),
  };
}

/** The versions on the way to the chosen one, else to the newest. */
function mainLine(nodes: readonly Node[], parentOf: (node: Node) => string | null): Set<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Set<string>();
  const chosen = [...nodes].reverse().find((node) => node.selected) ?? nodes[nodes.length - 1];
  for (let node = chosen; node; node = byId.get(parentOf(node) ?? '')) found.add(node.id);
  return found;
}

/** A version and what goes straight on from it: the main line where it passes, else the first child. */
function lineFrom(first: Node, children: Map<string | null, Node[]>, straight: Set<string>): Node[] {
  const line = [first];
  for (let last = first; ;) {
    const next = children.get(last.id) ?? [];
    const on = next.find((node) => straight.has(node.id)) ?? next[0];
    if (!on) return line;
    line.push(on);
    last = on;
  }
}

/** The first row from `least` on where nothing stands between the columns; it is taken then. */
function freeRow(taken: [number, number][][], least: number, from: number, to: number): number {
  let row = least;
  while (taken[row]?.some(([start, end]) => start <= to && end >= from)) row += 1;
  while (taken.length <= row) taken.push([]);
  taken[row]!.push([from, to]);
  return row;
}
