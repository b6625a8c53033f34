import { expect, test } from 'vitest';
import { layoutOf, type Node } from './layout';

function node(id: string, parent: string | null = null, selected = false): Node {
  return { id, parent, selected };
}

const at = (nodes: Node[]) => Object.fromEntries([...layoutOf(nodes).places].map(([id, p]) => [id, [p.column, p.row]]));

test('versions that follow each other stand in one row', () => {
  expect(at([node('1'), node('2', '1'), node('3', '2')])).toEqual({ '1': [0, 0], '2': [1, 0], '3': [2, 0] });
});

test('what leads to the chosen version goes straight on and the branch stands under it', () => {
  const nodes = [node('1'), node('2', '1'), node('3', '2'), node('4', '2'), node('5', '3', true)];
  expect(at(nodes)).toEqual({ '1': [0, 0], '2': [1, 0], '3': [2, 0], '5': [3, 0], '4': [2, 1] });
});

test('a second beginning stands under the first', () => {
  expect(at([node('1'), node('2'), node('3', '2', true)])).toEqual({ '1': [0, 0], '2': [0, 1], '3': [1, 1] });
});

test('a parent that is not told is no parent', () => {
  const layout = layoutOf([node('2', 'gone'), node('3', '2')]);
  expect(layout.edges).toEqual([{ from: '2', to: '3' }]);
  expect([layout.columns, layout.rows]).toEqual([2, 1]);
});

test('nothing is laid out as nothing', () => {
  expect(layoutOf([])).toMatchObject({ edges: [], columns: 0, rows: 0 });
});

/** A small generator, so that the trees are the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('no two versions share a place and no line runs backwards, whatever the tree', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const draw = chance(seed);
    const nodes = Array.from({ length: 1 + draw(40) }, (_, index) =>
      node(String(index), index === 0 || draw(6) === 0 ? null : String(draw(index)), draw(9) === 0),
    );
    const { places, edges } = layoutOf(nodes);
    expect(places.size).toBe(nodes.length);
    expect(new Set([...places.values()].map((place) => `${place.column} ${place.row}`)).size).toBe(nodes.length);
    for (const edge of edges) {
      const [from, to] = [places.get(edge.from)!, places.get(edge.to)!];
      expect(to.column).toBe(from.column + 1);
      expect(to.row).toBeGreaterThanOrEqual(from.row);
    }
  }
});

test('hundreds of versions are laid out at once', () => {
  const nodes = Array.from({ length: 400 }, (_, index) =>
    node(String(index), index === 0 ? null : String(Math.floor((index - 1) / (index % 7 ? 1 : 2)))),
  );
  expect(layoutOf(nodes).places.size).toBe(400);
});
