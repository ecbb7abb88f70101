/**
 * Strongly connected components of the states. Tarjan (1972) in the form of Pearce (2016), one number for each state,
 * without recursion.
 */
import type { Digraph } from "./graph.js";

export interface Components {
  /** The component of each state. They are numbered so that no edge leads to a component with a higher number. */
  readonly component: Int32Array;
  readonly count: number;
}

/** The number of no component. */
export const outside = 0x7fffffff;

/**
 * The components of all states, reachable or not, or of those alone where `region` is 1 and of the edges between these; the
 * others are `outside`. Numbered from 0, each when all that can be reached from it are. O(states + edges). A state not
 * expanded counts as one without edges.
 */
export function components(graph: Digraph, region: Uint8Array | null = null): Components {
  const search = new DepthFirst(graph);
  if (region !== null) search.leaveOut(region);
  for (let state = 0; state < graph.states; state++) search.from(state);
  return { component: search.link.map((link) => -1 - link), count: search.count };
}

/**
 * The search that numbers components. A visited state is on `path` while its edges are followed, in the order of
 * descent; then on `open` until its component is known to be complete.
 */
class DepthFirst {
  /**
   * By state: 0 before its visit; then, counting visits from 1, the earliest known that it reaches and that reaches
   * it; at last -1 - component.
   */
  readonly link: Int32Array;
  count = 0;
  private readonly graph: Digraph;
  /** By state: the next edge to follow. */
  private readonly next: Int32Array;
  /** By state: 1 if it reaches a state visited before it that reaches it. */
  private readonly lowered: Uint8Array;
  private readonly path: Int32Array;
  private readonly open: Int32Array;
  private pathEnd = 0;
  private openEnd = 0;
  private visits = 0;

  constructor(graph: Digraph) {
    this.graph = graph;
    this.link = new Int32Array(graph.states);
    this.next = new Int32Array(graph.states);
    this.lowered = new Uint8Array(graph.states);
    this.path = new Int32Array(graph.states);
    this.open = new Int32Array(graph.states);
  }

  /** States where `region` is 0 count as visited, each with its component complete. */
  leaveOut(region: Uint8Array): void {
    for (let state = 0; state < region.length; state++) if (region[state] === 0) this.link[state] = -1 - outside;
  }

  /** Visits all that can be reached from `root` and was not visited. */
  from(root: number): void {
    const { first, target } = this.graph;
    const { link, next, path } = this;
    if (link[root] === 0) this.enter(root);
    while (this.pathEnd > 0) {
      const state = path[this.pathEnd - 1];
      const edge = next[state]++;
      if (edge >= first[state + 1]) this.leave(state);
      else if (link[target[edge]] === 0) this.enter(target[edge]);
      else this.lower(state, target[edge]);
    }
  }

  private enter(state: number): void {
    this.visits++;
    this.link[state] = this.visits;
    this.next[state] = this.graph.first[state];
    this.path[this.pathEnd++] = state;
  }

  /** `state` reaches `reached`, which reaches it unless its component is complete. */
  private lower(state: number, reached: number): void {
    const link = this.link[reached];
    if (link <= 0 || link >= this.link[state]) return;
    this.link[state] = link;
    this.lowered[state] = 1;
  }

  /** All edges of the last state of the path are followed. */
  private leave(state: number): void {
    this.pathEnd--;
    if (this.lowered[state] === 1) this.open[this.openEnd++] = state;
    else this.complete(state);
    if (this.pathEnd > 0) this.lower(this.path[this.pathEnd - 1], state);
  }

  /** `root` reaches nothing visited before it: what was visited since and is open is its component. */
  private complete(root: number): void {
    const { link, open } = this;
    const visit = link[root];
    const done = -1 - this.count++;
    while (this.openEnd > 0 && link[open[this.openEnd - 1]] >= visit) link[open[--this.openEnd]] = done;
    link[root] = done;
  }
}
