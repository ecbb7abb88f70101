/** Threads, processes, coroutines, jobs and `main`: their codes, and the initial code that declares them. */
import type { Code } from "../../programs/code.js";
import type { Declaration, Span, UnitDecl } from "../syntax.js";
import { Frame, type ModuleText, type ProgramContext } from "./context.js";
import { pushMeaning, loadName } from "./names.js";
import { finish, scopeOf } from "./functions.js";
import { store, storeName } from "./targets.js";
import { findWindows } from "./windows.js";

export type MainDecl = Extract<Declaration, { kind: "Main" }>;

export function mainOf(declarations: readonly Declaration[]): MainDecl | null {
  return declarations.find((node) => node.kind === "Main") ?? null;
}

/** All units in order of the text, those inside processes behind their process. */
export function unitsOf(declarations: readonly Declaration[]): UnitDecl[] {
  return declarations.flatMap((node) => (node.kind === "Unit" ? [node, ...unitsOf(node.units)] : []));
}

export function lowerMain(program: ProgramContext, module: ModuleText, node: MainDecl): number {
  const frame = unitFrame(program, module, node, "main");
  const kind: Code["kind"] = "unit";
  return finish(
    frame,
    {
      kind,
      name: "main",
      async: false,
      span: { start: node.span.start, end: node.span.start + "main".length },
      params: [],
      doc: null,
    },
    () => {
      frame.windows = findWindows(frame, node.body);
      frame.body(node.body);
    },
  );
}

/** `coroutine` blocks at the top level, or in a process: one event loop runs them all as tasks. */
export function coroutinesOf(declarations: readonly Declaration[]): UnitDecl[] {
  return declarations.filter((node): node is UnitDecl => node.kind === "Unit" && node.form === "coroutine");
}

/** The unit that runs the coroutines: `asyncio._run_blocks([(name, several, function, args), …])`. */
export function lowerLoop(program: ProgramContext, module: ModuleText, nodes: readonly UnitDecl[]): number {
  const frame = new Frame(program, module, module.scopes.root, {
    kind: "unit",
    name: "loop",
    qualifiedName: "loop",
    async: false,
  });
  const { nameSpan: span } = nodes[0];
  const shape = { kind: "unit", name: "loop", async: false, span, params: [], doc: null } as const;
  return finish(frame, shape, () => {
    runCoroutines(frame, nodes);
  });
}

/** `asyncio._run_blocks([…])` */
function runCoroutines(frame: Frame, nodes: readonly UnitDecl[]): void {
  const { nameSpan: span } = nodes[0];
  pushMeaning(frame, frame.program.member("asyncio", "_run_blocks"), "asyncio._run_blocks", span);
  frame.emit({ op: "LIST", count: 0 }, span);
  for (const node of nodes) addBlocks(frame, node);
  frame.call(1, span);
  frame.emit({ op: "POP" }, span);
}

function addBlocks(frame: Frame, node: UnitDecl): void {
  const { count, over, params } = node.multiplicity;
  const span = node.nameSpan;
  if (frame.program.usedAsValue(node))
    frame.refuse(
      "E290",
      `The coroutine \`${node.name}\` cannot be used as a value yet.`,
      span,
      "Write an `async def` and start it with `asyncio.create_task(…)`: that gives a Task.",
    );
  const code = lowerCoroutine(frame, node);
  const several = count !== null || over !== null;
  const addOne = (): void => {
    frame.constant(node.name, span);
    frame.constant(several, span);
    frame.emit({ op: "FUNCTION", code, defaults: 0, cells: 0 }, span);
    for (const param of params) loadName(frame, param.name, { kind: "Name", id: param.name, span: param.span });
    frame.emit({ op: "TUPLE", count: params.length }, span);
    frame.emit({ op: "TUPLE", count: 4 }, span);
    frame.emit({ op: "ADD_LIST", depth: several ? 2 : 1 }, span);
  };
  if (several) forEachUnit(frame, node, addOne);
  else addOne();
}

function lowerCoroutine(outer: Frame, node: UnitDecl): number {
  const scope = scopeOf(outer, node);
  const kind: Code["kind"] = "coroutine";
  const frame = new Frame(outer.program, outer.module, scope, {
    kind,
    name: node.name,
    qualifiedName: node.name,
    async: true,
  });
  const { params } = node.multiplicity;
  return finish(frame, { kind, name: node.name, async: true, span: node.nameSpan, params, doc: null }, () => {
    frame.windows = findWindows(frame, node.body);
    frame.body(node.body);
  });
}

/** A process begins with its threads, then does its own work, then runs its coroutines on a loop of its own. */
export function lowerUnit(program: ProgramContext, module: ModuleText, node: UnitDecl): number {
  if (node.form === "process") program.member("multiprocessing", "_leave");
  const frame = unitFrame(program, module, node, node.name);
  const async = node.form === "coroutine";
  return finish(
    frame,
    { kind: "unit", name: node.name, async, span: node.nameSpan, params: node.multiplicity.params, doc: null },
    () => {
      for (const inner of node.units)
        if (inner.kind === "Unit" && inner.form !== "coroutine") declareUnit(frame, inner);
      frame.windows = findWindows(frame, node.body);
      frame.body(node.body);
      const coroutines = coroutinesOf(node.units);
      if (coroutines.length > 0) runCoroutines(frame, coroutines);
    },
  );
}

function unitFrame(program: ProgramContext, module: ModuleText, node: UnitDecl | MainDecl, name: string): Frame {
  const probe = module.scopes.of.get(node);
  if (probe === undefined) throw new Error("bug in lowering: a unit without a scope");
  return new Frame(program, module, probe, {
    kind: "unit",
    name,
    qualifiedName: name,
    async: node.kind === "Unit" && node.form === "coroutine",
  });
}

// --- declaring -------------------------------------------------------------------------------------------------------

export function declareMain(frame: Frame, node: MainDecl): void {
  const span = { start: node.span.start, end: node.span.start + "main".length };
  frame.builtin("_declare", span);
  frame.constant(0n, span);
  frame.call(1, span);
  frame.emit({ op: "POP" }, span);
}

/** The event loop of the `coroutine` blocks. */
export function declareLoop(frame: Frame, template: number, span: Span): void {
  frame.builtin("_declare", span);
  frame.constant(BigInt(template), span);
  frame.call(1, span);
  frame.emit({ op: "POP" }, span);
}

/** A unit that code mentions by name gets a Thread object (or a list of them) of that name. */
export function declareUnit(frame: Frame, node: UnitDecl): void {
  const named = frame.program.usedAsValue(node);
  if (!named && !frame.program.automatic(node)) return;
  const { count, over } = node.multiplicity;
  const span = node.nameSpan;
  if (count === null && over === null) {
    declareOne(frame, node, named);
    if (named) storeName(frame, node.name, span);
    return;
  }
  if (named) frame.emit({ op: "LIST", count: 0 }, span);
  forEachUnit(frame, node, () => {
    declareOne(frame, node, named);
    if (named) frame.emit({ op: "ADD_LIST", depth: 2 }, span);
  });
  if (named) storeName(frame, node.name, span);
}

/** Does it for each of several units, with their parameters bound. */
function forEachUnit(frame: Frame, node: UnitDecl, body: () => void): void {
  const { count, over } = node.multiplicity;
  const span = node.nameSpan;
  if (count !== null) {
    frame.builtin("_repeat", count.span);
    frame.expression(count);
    frame.call(1, count.span);
  } else if (over !== null) frame.expression(over.iterable);
  frame.emit({ op: "ITER" }, span);
  const bind = (): void => (over === null ? frame.emit({ op: "POP" }, span) : store(frame, over.target));
  const each = (): void => loop(frame, span, bind, body);
  if (over === null) each();
  else frame.within(scopeOf(frame, node.multiplicity), each);
}

function loop(frame: Frame, span: Span, bind: () => void, body: () => void): void {
  const { emitter } = frame;
  const top = emitter.label();
  const end = emitter.label();
  emitter.place(top);
  emitter.jump("FOR", end, span);
  bind();
  body();
  emitter.jump("JUMP_BACK", top, span);
  emitter.place(end);
}

/** `named`: leaves the Thread object on the stack. */
function declareOne(frame: Frame, node: UnitDecl, named: boolean): void {
  const { program } = frame;
  const span = node.nameSpan;
  const template = BigInt(program.template(node));
  const { params } = node.multiplicity;
  if (!named) {
    frame.builtin("_declare", span);
    frame.constant(template, span);
    for (const param of params) loadName(frame, param.name, { kind: "Name", id: param.name, span: param.span });
    frame.call(params.length + 1, span);
    return frame.emit({ op: "POP" }, span);
  }
  const maker = makerOf(frame, node);
  pushMeaning(frame, program.member(maker, "_declared"), `${maker}._declared`, span);
  frame.constant(template, span);
  for (const param of params) loadName(frame, param.name, { kind: "Name", id: param.name, span: param.span });
  frame.emit({ op: "TUPLE", count: params.length }, span);
  frame.call(2, span);
  if (!program.automatic(node)) return;
  const made = frame.hidden("unit");
  frame.store(made, span);
  frame.builtin("_declare_thread", span);
  frame.constant(template, span);
  frame.load(made, span);
  frame.call(2, span);
  frame.emit({ op: "POP" }, span);
  frame.load(made, span);
}

/** The module whose objects stand for units of this form. */
function makerOf(frame: Frame, node: UnitDecl): string {
  const own = node.form === "process" ? "multiprocessing" : node.form === "coroutine" ? "asyncio" : "threading";
  return frame.program.member(own, "_declared").kind === "unknown" ? "threading" : own;
}
