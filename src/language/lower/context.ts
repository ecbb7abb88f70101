/** What lowering one function needs to know: its scope, its slots, the blocks it is in, and the program around it. */
import type { Code, Instruction, Place } from "../../programs/code.js";
import type { Value } from "../../programs/value.js";
import type { Diagnostic } from "../diagnostic.js";
import type { Source } from "../source.js";
import type { Declaration, Expression, Span, Statement, UnitDecl } from "../syntax.js";
import { Emitter, type Label, type Region } from "./emitter.js";
import { parameters, variable, type ImportTarget, type Scope, type Variable } from "./scope.js";
import type { ModuleScopes } from "./scopes.js";

/** A text of the scenario language, with its names sorted out: the scenario (name "") or a library module. */
export interface ModuleText {
  readonly name: string;
  readonly source: Source;
  readonly declarations: readonly Declaration[];
  readonly scopes: ModuleScopes;
  /** Module-level names, with what declares them. */
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly imports: ReadonlyMap<string, ImportTarget>;
}

/** What a module-level name (or a member of a module) stands for. */
export type Meaning =
  | { readonly kind: "global"; readonly index: number }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "unknown" };

/** How to lower what can stand inside anything: handed down, so that the files for single constructs need not import each other. */
export interface Rules {
  expression(frame: Frame, expr: Expression): void;
  body(frame: Frame, statements: readonly Statement[]): void;
}

/** The program as lowering a function sees it. */
export interface ProgramContext {
  readonly rules: Rules;
  readonly codes: (Code | null)[];
  readonly diagnostics: Diagnostic[];
  meaning(module: ModuleText, name: string): Meaning;
  member(module: string, name: string): Meaning;
  /** Fresh ids for so many `if`s and `while`s; the first of them. */
  takeGuards(count: number): number;
  /** The template of a unit declaration, by node or by name; -1 if there is none. */
  template(unit: UnitDecl | string): number;
  /** Is the unit's name used as a value, so that it needs a Thread object? */
  usedAsValue(unit: UnitDecl): boolean;
  automatic(unit: UnitDecl): boolean;
  /** A property reads this local of that unit. */
  observe(template: number, local: string): void;
}

/** The lost-update windows of a function: hidden local by read, hidden locals by write. Keys are the syntax nodes of the places. */
export interface Windows {
  readonly loads: ReadonlyMap<object, string>;
  readonly stores: ReadonlyMap<object, readonly string[]>;
}

export const noWindows: Windows = { loads: new Map(), stores: new Map() };

/** What a jump out of the present place has to leave, innermost last. */
export type Block =
  | {
      readonly kind: "loop";
      readonly breakTo: Label;
      readonly continueTo: Label;
      readonly iterator: boolean;
      /** Values on the operand stack in its body. */
      readonly depth: number;
    }
  | { readonly kind: "cleanup"; readonly region: Region; readonly exit: () => void }
  | { readonly kind: "region"; readonly region: Region }
  | { readonly kind: "atomic" };

export interface FrameShape {
  readonly kind: Code["kind"];
  readonly name: string;
  readonly qualifiedName: string;
  readonly async: boolean;
}

/** One Code in the making. */
export class Frame {
  readonly program: ProgramContext;
  readonly module: ModuleText;
  readonly shape: FrameShape;
  readonly emitter: Emitter;
  /** The scope of the code being lowered: the function's, or a comprehension's or class's inside it. */
  scope: Scope;
  blocks: Block[] = [];
  /** Hidden slots of the exceptions being handled, lexically; innermost last. */
  handling: string[] = [];
  windows: Windows = noWindows;
  readonly slots = new Map<string, number>();
  readonly locals: string[] = [];
  #hidden = 0;

  constructor(program: ProgramContext, module: ModuleText, scope: Scope, shape: FrameShape) {
    this.program = program;
    this.module = module;
    this.scope = scope;
    this.shape = shape;
    this.emitter = new Emitter((span) => placeOf(module.source, span));
    const { positional, keywordOnly, star, doubleStar } = parameters(scope.params);
    for (const param of [...positional, ...keywordOnly]) this.slot(param.name);
    if (star !== null) this.slot(star.name);
    if (doubleStar !== null) this.slot(doubleStar.name);
    for (const name of scope.free) this.slot(name);
    if (scope.kind === "function") for (const slot of scope.bound.values()) this.slot(slot);
  }

  slot(name: string): number {
    const known = this.slots.get(name);
    if (known !== undefined) return known;
    this.slots.set(name, this.locals.length);
    this.locals.push(name);
    return this.locals.length - 1;
  }

  /** A local name that no source can spell. */
  hidden(purpose: string): string {
    return `$${purpose}${++this.#hidden}`;
  }

  /** Leaves the expression's value on the operand stack. */
  expression(expr: Expression): void {
    this.program.rules.expression(this, expr);
  }

  body(statements: readonly Statement[]): void {
    this.program.rules.body(this, statements);
  }

  /** Library code is no part of what the author wrote; the initial code runs alone. */
  get marksStatements(): boolean {
    return this.module.name === "" && this.shape.kind !== "initial";
  }

  variable(name: string): Variable {
    return variable(this.scope, name);
  }

  emit(instruction: Instruction, span: Span): void {
    this.emitter.emit(instruction, span);
  }

  constant(value: Value, span: Span): void {
    this.emit({ op: "CONST", value }, span);
  }

  builtin(name: string, span: Span): void {
    this.constant({ kind: "builtin", name }, span);
  }

  call(count: number, span: Span, keywords: readonly string[] = []): void {
    this.emit({ op: "CALL", count, keywords }, span);
  }

  load(name: string, span: Span): void {
    this.emit({ op: "LOAD", slot: this.slot(name) }, span);
  }

  store(name: string, span: Span): void {
    this.emit({ op: "STORE", slot: this.slot(name) }, span);
  }

  /** Runs `body` with another scope of the same frame. */
  within(scope: Scope, body: () => void): void {
    const saved = this.scope;
    this.scope = scope;
    body();
    this.scope = saved;
  }

  text(span: Span): string {
    return this.module.source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  }

  refuse(code: string, message: string, span: Span, hint?: string): void {
    this.program.diagnostics.push({ code, severity: "error", message, span, ...(hint === undefined ? {} : { hint }) });
  }
}

export function placeOf(source: Source, span: Span): Place {
  const start = source.position(span.start);
  const end = source.position(span.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** What a name or a dotted name means if that is known now: a variable of a function has no meaning yet. */
export function meaningOf(frame: Frame, expr: Expression): Meaning | null {
  return meaningIn(frame.program, frame.module, frame.scope, expr);
}

/** As `meaningOf`, for the checks: without a frame. */
export function meaningIn(program: ProgramContext, module: ModuleText, scope: Scope, expr: Expression): Meaning | null {
  if (expr.kind === "Name") {
    const found = variable(scope, expr.id);
    if (found.kind === "global") return program.meaning(module, expr.id);
    return found.kind === "import" ? importMeaning(program, found.target) : null;
  }
  if (expr.kind !== "Attribute") return null;
  const object = meaningIn(program, module, scope, expr.object);
  return object?.kind === "module" ? program.member(object.name, expr.name) : null;
}

export function importMeaning(program: ProgramContext, target: ImportTarget): Meaning {
  return target.name === null ? { kind: "module", name: target.module } : program.member(target.module, target.name);
}

/** Is this the built-in of that name, not something of the author's that is called so? */
export function isBuiltin(frame: Frame, expr: Expression, name: string): boolean {
  const meaning = meaningOf(frame, expr);
  if (meaning?.kind !== "value" || meaning.value === null || typeof meaning.value !== "object") return false;
  return (meaning.value.kind === "builtin" || meaning.value.kind === "type") && meaning.value.name === name;
}
