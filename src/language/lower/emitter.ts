/**
 * Builds one Code: instructions with labels, the operand stack's depth at every point, protected ranges, and which
 * `if`/`while` an instruction belongs to. After an unconditional jump nothing is emitted until a label is placed.
 */
import type { Decision, Instruction, Place, Protection } from "../../programs/code.js";
import type { Span } from "../syntax.js";
import { effect } from "./effect.js";

/** Per function. */
export const INSTRUCTIONS_MAX = 200_000;

/** A jump target. `depth` is known from the first jump to it. */
export interface Label {
  pc: number | null;
  depth: number | null;
}

/** A protected range, possibly with holes where a `finally` body was copied into it. */
export interface Region {
  readonly handler: Label;
  readonly depth: number;
  readonly atomic: number;
  open: number | null;
  readonly ranges: { start: number; end: number }[];
}

type ConditionalOp = "JUMP_IF_FALSE" | "JUMP_IF_TRUE" | "JUMP_IF_FALSE_OR_POP" | "JUMP_IF_TRUE_OR_POP";
export type JumpOp = ConditionalOp | "JUMP" | "JUMP_BACK" | "FOR";

export class Emitter {
  readonly instructions: Instruction[] = [];
  readonly places: Place[] = [];
  readonly testOf: (number | null)[] = [];
  readonly guardedBy: (readonly number[])[] = [];
  readonly protections: Protection[] = [];
  /** Values on the operand stack here; null where nobody gets to. */
  depth: number | null = 0;
  /** Open `atomic` blocks of this frame. */
  atomic = 0;
  test: number | null = null;
  guards: readonly number[] = [];
  readonly #labels: Label[] = [];
  readonly #regions: Region[] = [];
  readonly #placeOf: (span: Span) => Place;

  constructor(placeOf: (span: Span) => Place) {
    this.#placeOf = placeOf;
  }

  /** Where the next instruction goes. */
  get pc(): number {
    return this.instructions.length;
  }

  get reachable(): boolean {
    return this.depth !== null;
  }

  /** Too long: nothing more is emitted and the result is empty. (`finally` in `finally` doubles at each level.) */
  get full(): boolean {
    return this.instructions.length >= INSTRUCTIONS_MAX;
  }

  emit(instruction: Instruction, span: Span): void {
    if (this.full) this.depth = null;
    if (this.depth === null) return;
    this.instructions.push(instruction);
    this.places.push(this.#placeOf(span));
    this.testOf.push(this.test);
    this.guardedBy.push(this.guards);
    this.depth += effect(instruction);
    if (this.depth < 0) throw new Error(`bug in lowering: the operand stack is empty before ${instruction.op}`);
    if (ends.has(instruction.op)) this.depth = null;
  }

  label(): Label {
    return { pc: null, depth: null };
  }

  jump(op: Exclude<JumpOp, ConditionalOp>, to: Label, span: Span): void {
    this.#jump(op, to, span, {});
  }

  /** `decides`: null for what is no decision of the author's. */
  jumpIf(op: ConditionalOp, to: Label, span: Span, decides: Decision | null): void {
    this.#jump(op, to, span, decides === null ? {} : { decides });
  }

  #jump(op: JumpOp, to: Label, span: Span, how: { readonly decides?: Decision }): void {
    if (this.depth === null) return;
    const at = this.depth + (op === "FOR" || op === "JUMP_IF_FALSE" || op === "JUMP_IF_TRUE" ? -1 : 0);
    if (to.depth !== null && to.depth !== at)
      throw new Error(`bug in lowering: ${op} with ${at} values to a place with ${to.depth}`);
    to.depth = at;
    this.#labels.push(to);
    this.emit({ op, to: this.#labels.length - 1, ...how }, span);
    if (op === "JUMP" || op === "JUMP_BACK") this.depth = null;
  }

  /** The next instruction is the target. */
  place(label: Label): void {
    if (this.full) this.depth = null;
    else if (this.depth === null) this.depth = label.depth;
    else if (label.depth !== null && label.depth !== this.depth)
      throw new Error(`bug in lowering: paths with ${this.depth} and ${label.depth} values meet`);
    else label.depth = this.depth;
    label.pc = this.pc;
  }

  // --- protection ------------------------------------------------------------------------------------------------

  /** From here on exceptions go to `handler`, which finds the exception on a stack as high as now, less `dropped` values. */
  protect(handler: Label, dropped = 0): Region {
    const depth = (this.depth ?? dropped) - dropped;
    handler.depth = depth + 1;
    const region: Region = { handler, depth, atomic: this.atomic, open: this.pc, ranges: [] };
    this.#regions.push(region);
    return region;
  }

  pause(region: Region): void {
    if (region.open !== null && region.open < this.pc) region.ranges.push({ start: region.open, end: this.pc });
    region.open = null;
  }

  resume(region: Region): void {
    region.open ??= this.pc;
  }

  /** Places the handler: code for it follows. False: nothing in the region could raise, no code is needed. */
  handle(region: Region): boolean {
    this.pause(region);
    region.handler.pc = this.pc;
    if (region.ranges.length === 0 || this.full) return false;
    this.depth = region.depth + 1;
    this.atomic = region.atomic;
    return true;
  }

  // --- the result ------------------------------------------------------------------------------------------------

  resolved(): Instruction[] {
    if (this.full) return [];
    return this.instructions.map((instruction) =>
      "to" in instruction ? { ...instruction, to: this.#target(instruction.to) } : instruction,
    );
  }

  /** Inner ranges first: a region that was opened later is inside. */
  protected(): Protection[] {
    if (this.full) return [];
    return [...this.#regions].reverse().flatMap((region) =>
      region.ranges.map(({ start, end }) => ({
        start,
        end,
        to: region.handler.pc ?? 0,
        depth: region.depth,
        atomic: region.atomic,
      })),
    );
  }

  #target(index: number): number {
    const pc = this.#labels[index]?.pc ?? null;
    if (pc === null) throw new Error("bug in lowering: a jump to nowhere");
    return pc;
  }
}

const ends: ReadonlySet<string> = new Set(["RETURN", "RAISE", "RAISE_FROM", "RERAISE"]);
