/**
 * Decision trees in flat arrays. A place in a tree is a node (>= 0) or ~leaf. A node needs to know something of the
 * state, and for each `key`, which is what the state may show, it has a child.
 *
 *   nodes      [ cell | low | length | base | shortcuts there are ]   five numbers a node
 *   shortcuts  … [ child if the cell holds low | if it holds low + 1 | … ] …        from `base`, so many as `length`
 *
 * What a node needs mostly stands in one cell of the state, and then a shortcut leads from the cell's very content to the
 * child. All other children are found by their keys, in a hash table.
 */
import { grown } from "./growing.js";
import { PairTable } from "./pair-table.js";

/** Of a node that needs what no cell of the state tells. */
export const noCell = -1;
/** Of a node that does not need to know anything: who comes there chooses. */
export const chooses = -2;

/** Not a place: nothing has been built there so far. */
export const unbuilt = 0x1fffffff;

/** What a node needs, and where it is. */
export interface Node<Owner> {
  readonly owner: Owner;
  /** The node above it, or -1, and the key that leads here from there. */
  readonly parent: number;
  readonly key: number;
  readonly need: number;
  readonly argument: number;
}

/** What the trees are about. */
export interface Subject<Owner> {
  /** What the state shows of the thing a node needs. */
  keyAt(vector: Int32Array, node: Node<Owner>): number;
  /** Builds what is under a node for that key; nothing has been built there so far. */
  build(vector: Int32Array, node: number, key: number): number;
}

const size = 5;
/** A node's shortcuts may be that much longer than there are, and so many times as long. */
const slack = 16;
const sparsest = 4;

export class DecisionTrees<Owner> {
  readonly nodes: Node<Owner>[] = [];
  private readonly subject: Subject<Owner>;
  private readonly children = new PairTable();
  private flat = new Int32Array(64 * size);
  private shortcuts = new Int32Array(256).fill(unbuilt);
  private used = 0;

  constructor(subject: Subject<Owner>) {
    this.subject = subject;
  }

  /** `cell` is the one that tells what the node needs, or `noCell`, or `chooses`. */
  add(node: Node<Owner>, cell: number): number {
    const at = this.nodes.push(node) - 1;
    if (at * size >= this.flat.length) this.flat = grown(this.flat);
    this.flat[at * size] = cell;
    return at;
  }

  /** The cell that tells what the node needs, or `noCell`, or `chooses`. */
  cellOf(node: number): number {
    return this.flat[node * size];
  }

  hang(node: number, key: number, place: number): void {
    this.children.set(node, key, place);
  }

  /** Follows the tree to a leaf or to a choice. */
  descend(vector: Int32Array, start: number): number {
    let at = start;
    while (at >= 0) {
      const { flat } = this;
      const node = at * size;
      const cell = flat[node];
      if (cell < 0) {
        if (cell === chooses) return at;
        at = this.child(vector, at, this.subject.keyAt(vector, this.nodes[at]));
        continue;
      }
      // States packed before the cell came into being lack it.
      const index = (cell < vector.length ? vector[cell] : 0) - flat[node + 1];
      const next = index >= 0 && index < flat[node + 2] ? this.shortcuts[flat[node + 3] + index] : unbuilt;
      at = next === unbuilt ? this.detour(vector, at, cell) : next;
    }
    return at;
  }

  child(vector: Int32Array, node: number, key: number): number {
    const known = this.children.get(node, key);
    if (known !== PairTable.missing) return known;
    const built = this.subject.build(vector, node, key);
    this.children.set(node, key, built);
    return built;
  }

  private detour(vector: Int32Array, node: number, cell: number): number {
    const content = cell < vector.length ? vector[cell] : 0;
    const child = this.child(vector, node, this.subject.keyAt(vector, this.nodes[node]));
    this.shorten(node * size, content, child);
    return child;
  }

  /** Makes a shortcut, unless there would be far more room for shortcuts than there are. */
  private shorten(node: number, content: number, child: number): void {
    const { flat } = this;
    const length = flat[node + 2];
    if (length === 0) this.moveShortcuts(node, content, 1);
    else {
      const low = Math.min(flat[node + 1], content);
      const high = Math.max(flat[node + 1] + length, content + 1);
      if (high - low > length) {
        const most = sparsest * (flat[node + 4] + 1) + slack;
        if (high - low > most) return;
        this.moveShortcuts(node, low, Math.min(most, Math.max(high - low, 2 * length)));
      }
    }
    this.shortcuts[flat[node + 3] + content - flat[node + 1]] = child;
    flat[node + 4] += 1;
  }

  private moveShortcuts(node: number, low: number, length: number): void {
    const { flat } = this;
    const base = this.used;
    this.used += length;
    const old = this.shortcuts.length;
    if (this.used > old) this.shortcuts = grown(this.shortcuts, this.used).fill(unbuilt, old);
    const from = flat[node + 3];
    this.shortcuts.copyWithin(base + flat[node + 1] - low, from, from + flat[node + 2]);
    flat[node + 1] = low;
    flat[node + 2] = length;
    flat[node + 3] = base;
  }
}
