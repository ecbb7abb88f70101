/**
 * Lost-update windows: which reads of a shared place does a write to the same place depend on? Found by the flow of
 * values through local names, without regard to order (`t = counter; t = t + 1; counter = t`). Each such read keeps
 * its value in a hidden local `$w…`; the write names those locals. Places are known by their text: `account.balance`.
 */
import type { Expression, Statement } from "../syntax.js";
import type { Frame, Windows } from "./context.js";
import { children, isExpression, kindOf, opensFrame } from "./nodes.js";

/** A read of a place, at the node that the load instruction is made for. */
interface Read {
  readonly key: string;
  readonly node: Expression;
}

interface Write {
  readonly key: string;
  readonly node: Expression;
  readonly from: readonly Expression[];
  readonly augmented: Read | null;
}

/** For the body of one function or unit. */
export function findWindows(frame: Frame, body: readonly Statement[]): Windows {
  const flow = new Flow(frame);
  for (const statement of body) flow.visit(statement);
  return flow.windows();
}

class Flow {
  readonly #frame: Frame;
  readonly #writes: Write[] = [];
  /** Local name → expressions that are assigned to it somewhere. */
  readonly #sources = new Map<string, Expression[]>();
  readonly #tainted = new Map<string, ReadonlySet<Read>>();

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  visit(node: object): void {
    this.#record(node);
    if (kindOf(node) === "ClassDef" || opensFrame(node)) return;
    for (const child of children(node)) this.visit(child);
  }

  #record(node: object): void {
    const statement = node as Statement;
    if (isExpression(node)) {
      if (node.kind === "Walrus") this.#assign({ kind: "Name", id: node.name, span: node.span }, [node.value], node);
      return;
    }
    switch (statement.kind) {
      case "Assign":
        for (const target of statement.targets) this.#assign(target, [statement.value], target);
        return;
      case "AnnAssign":
        if (statement.value !== null) this.#assign(statement.target, [statement.value], statement.target);
        return;
      case "AugAssign":
        return this.#augment(statement.target, statement.value);
      case "For":
        return this.#assign(statement.target, [statement.iterable], statement.target);
      case "With":
        for (const item of statement.items)
          if (item.target !== null) this.#assign(item.target, [item.context], item.target);
        return;
      default:
        return;
    }
  }

  #assign(target: Expression, from: readonly Expression[], node: Expression): void {
    if (target.kind === "Tuple" || target.kind === "List") {
      const [value] = from;
      const pairwise =
        value !== undefined &&
        (value.kind === "Tuple" || value.kind === "List") &&
        value.items.length === target.items.length &&
        !value.items.some(isStarred);
      target.items.forEach((item, i) => this.#assign(item, pairwise ? [value.items[i]] : from, item));
      return;
    }
    if (target.kind === "Starred") return this.#assign(target.value, from, target.value);
    this.#carry(target, from);
    const key = this.#placeKey(target);
    if (key !== null) this.#writes.push({ key, node, from, augmented: null });
  }

  #augment(target: Expression, value: Expression): void {
    this.#carry(target, [target, value]);
    const key = this.#placeKey(target);
    if (key !== null) this.#writes.push({ key, node: target, from: [value], augmented: { key, node: target } });
  }

  #carry(target: Expression, from: readonly Expression[]): void {
    if (target.kind !== "Name" || this.#frame.variable(target.id).kind !== "local") return;
    const known = this.#sources.get(target.id);
    if (known === undefined) this.#sources.set(target.id, [...from]);
    else known.push(...from);
  }

  // --- what flows where ------------------------------------------------------------------------------------------

  windows(): Windows {
    this.#settle();
    const loads = new Map<object, string>();
    const stores = new Map<object, string[]>();
    for (const write of this.#writes) {
      const reads = write.from.flatMap((expr) => [...this.#readsIn(expr)]).filter((read) => read.key === write.key);
      if (write.augmented !== null) reads.unshift(write.augmented);
      const nodes = [...new Set(reads.map((read) => read.node))];
      if (nodes.length > 0)
        stores.set(
          write.node,
          nodes.map((node) => this.#window(loads, node)),
        );
    }
    return { loads, stores };
  }

  #window(loads: Map<object, string>, node: Expression): string {
    const known = loads.get(node);
    if (known !== undefined) return known;
    const name = this.#frame.hidden("w");
    loads.set(node, name);
    return name;
  }

  #settle(): void {
    let changed = true;
    while (changed) {
      changed = false;
      for (const [name, from] of this.#sources) {
        const reads = new Set(from.flatMap((expr) => [...this.#readsIn(expr)]));
        if (reads.size === (this.#tainted.get(name)?.size ?? 0)) continue;
        this.#tainted.set(name, reads);
        changed = true;
      }
    }
  }

  readonly #direct = new Map<Expression, { reads: readonly Read[]; names: readonly string[] }>();

  #readsIn(expr: Expression): Set<Read> {
    let direct = this.#direct.get(expr);
    if (direct === undefined) {
      const reads: Read[] = [];
      const names: string[] = [];
      this.#collect(expr, reads, names);
      direct = { reads, names };
      this.#direct.set(expr, direct);
    }
    const all = new Set(direct.reads);
    for (const name of direct.names) for (const read of this.#tainted.get(name) ?? []) all.add(read);
    return all;
  }

  #collect(node: object, reads: Read[], names: string[]): void {
    if (opensFrame(node)) return;
    if (isExpression(node)) {
      const key = this.#placeKey(node);
      if (key !== null) reads.push({ key, node });
      if (node.kind === "Name") names.push(node.id);
      const looked = this.#lookup(node);
      if (looked !== null) reads.push({ key: looked, node });
    }
    for (const child of children(node)) this.#collect(child, reads, names);
  }

  /** `d.get(k, 0)` reads `d[k]`. */
  #lookup(node: Expression): string | null {
    if (node.kind !== "Call" || node.callee.kind !== "Attribute" || node.callee.name !== "get") return null;
    const [first] = node.args;
    if (first === undefined || first.name !== null) return null;
    return this.#placeKey({ kind: "Subscript", object: node.callee.object, index: first.value, span: node.span });
  }

  // --- places ----------------------------------------------------------------------------------------------------

  /** The text of a place that other units may reach; null for locals and for what is no place. */
  #placeKey(expr: Expression): string | null {
    if (expr.kind === "Name") return this.#isShared(expr.id) ? expr.id : null;
    return expr.kind === "Attribute" || expr.kind === "Subscript" ? placeText(expr) : null;
  }

  #isShared(name: string): boolean {
    const found = this.#frame.variable(name);
    if (found.kind === "cell") return !found.constant;
    return found.kind === "global" && this.#frame.program.meaning(this.#frame.module, name).kind === "global";
  }
}

function isStarred(expr: Expression): boolean {
  return expr.kind === "Starred";
}

/** Canonical text of a chain of names, attributes and simple subscripts; null for anything else. */
export function placeText(expr: Expression): string | null {
  switch (expr.kind) {
    case "Name":
      return expr.id;
    case "Constant":
      return constantText(expr.value);
    case "Attribute": {
      const object = placeText(expr.object);
      return object === null ? null : `${object}.${expr.name}`;
    }
    case "Subscript": {
      const object = placeText(expr.object);
      const index = placeText(expr.index);
      return object === null || index === null ? null : `${object}[${index}]`;
    }
    case "Unary":
      return compoundText(expr.operator, [expr.operand]);
    case "Binary":
      return compoundText(expr.operator, [expr.left, expr.right]);
    case "Tuple":
    case "List":
      return compoundText(",", expr.items);
    default:
      return null;
  }
}

function compoundText(operator: string, parts: readonly Expression[]): string | null {
  const texts = parts.map(placeText);
  return texts.includes(null) ? null : `(${operator} ${texts.join(" ")})`;
}

function constantText(value: unknown): string | null {
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
