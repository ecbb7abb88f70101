/** Listens to one step of the explaining engine and writes down what a reader wants to know. */
import { repr } from "../programs/builtins/text.js";
import { lookupInClass, typeName } from "../programs/builtins/types.js";
import { readAs } from "../programs/builtins/values.js";
import { encode } from "../programs/encode.js";
import type { Place } from "../programs/code.js";
import type { Ref, Value } from "../programs/value.js";
import { currentTask } from "./event-loop.js";
import { exceptionText, shortName } from "./exception-text.js";
import { exceptionMessage } from "../programs/builtins/types.js";
import type { Machine, Recorder } from "./machine.js";
import type { Target } from "./target.js";
import { nameOf, nameOfTarget } from "./naming.js";
import type { Notice } from "./notice.js";
import type { Access, RaisedException, TraceEntry } from "./trace.js";

/** Identity of a shared place as text: "g3", "o5.balance", "o5['k']", "o5". */
export function keyOfTarget(target: Target): string {
  switch (target.kind) {
    case "global":
      return target.module === undefined ? `g${target.index}` : `o${target.module.id}.g${target.index}`;
    case "attribute":
      return `o${target.ref.id}.${target.name}`;
    case "item":
      return `o${target.ref.id}[${encode(target.index)}]`;
    case "object":
      return `o${target.ref.id}`;
  }
}

export class StepRecording implements Recorder {
  readonly accesses: Access[] = [];
  readonly changes: { name: string; before: string; after: string }[] = [];
  readonly prints: string[] = [];
  spoken: string | null = null;
  object: string | null = null;
  choice: string | null = null;
  lost: TraceEntry["lostUpdate"] = null;
  exception: RaisedException | null = null;
  /** It was raised in an earlier step, and has been kept meanwhile by a `finally` or a `with`. */
  isReraised = false;
  readonly notices: Notice[] = [];
  readonly notes: { kind: string; about: string }[] = [];
  private readonly earlier = new Map<number, string>();

  /** Before a built-in changes a shared container. */
  before(m: Machine, ref: Ref): void {
    this.earlier.set(ref.id, repr(m, ref));
  }

  access(
    m: Machine,
    kind: "read" | "write" | "update",
    target: Target,
    before: Value | undefined,
    value: Value | undefined,
  ): void {
    // What the event loop does with its own objects would tell the reader nothing; what it was told to call does.
    if (m.codeOf(m.frame).module === "asyncio" && m.instruction.op !== "CALL_SPREAD") return;
    const { code, pc, place } = m.userPlace();
    const inLibrary = m.codeOf(m.frame).module !== "";
    const name = nameOfTarget(m, target);
    const held = target.kind === "object" ? target.ref : null;
    const isCell = held !== null && m.read(held).kind === "cell";
    const shown = held !== null && !isCell ? repr(m, held) : value === undefined ? "unbound" : show(m, value);
    const earlier =
      held !== null && !isCell ? (this.earlier.get(held.id) ?? null) : before === undefined ? null : show(m, before);
    this.accesses.push({
      kind,
      name,
      key: keyOfTarget(target),
      value: shown,
      before: kind === "read" ? null : earlier,
      synchronising: inLibrary || m.atomic,
      task: currentTask(m)?.name ?? null,
      place,
      testOf: code.testOf[pc] ?? null,
      guardedBy: code.guardedBy[pc] ?? [],
    });
    if (kind !== "read" && !inLibrary) this.changed(name, earlier ?? "unbound", shown);
  }

  private changed(name: string, before: string, after: string): void {
    const known = this.changes.find((change) => change.name === name);
    if (known !== undefined) known.after = after;
    else this.changes.push({ name, before, after });
  }

  words(m: Machine, words: string): void {
    this.spoken = this.spoken === null ? words : `${this.spoken}, ${words}`;
    const self = selfOf(m);
    if (self !== null) this.object = `o${self.id}`;
  }

  print(_m: Machine, text: string): void {
    this.prints.push(text);
  }

  chosen(m: Machine, value: Value): void {
    this.choice = this.choice === null ? show(m, value) : `${this.choice}, ${show(m, value)}`;
  }

  noticed(notice: Notice): void {
    this.notices.push(notice);
  }

  raised(m: Machine, value: Value): void {
    this.isReraised = m.instruction.op === "RERAISE" && (this.exception === null || this.isReraised);
    this.exception = {
      type: shortName(typeName(m, value)),
      message: exceptionMessage(m, value),
      text: exceptionText(m, value),
      place: raisedAt(m),
    };
  }

  noted(_m: Machine, kind: string, about: string): void {
    if (!this.notes.some((note) => note.kind === kind && note.about === about)) this.notes.push({ kind, about });
  }

  lostUpdate(
    m: Machine,
    target: Target,
    read: Value | undefined,
    overwritten: Value | undefined,
    written: Value,
  ): void {
    const shown = (value: Value | undefined): string =>
      value === undefined ? (target.kind === "item" ? "missing" : "unbound") : show(m, value);
    const self = selfOf(m);
    this.lost = {
      name: nameOfTarget(m, target),
      key: keyOfTarget(target),
      read: shown(read ?? inClass(m, target)),
      overwritten: shown(overwritten),
      written: show(m, written),
      task: currentTask(m)?.name ?? null,
      primitive: self === null ? null : typeName(m, self),
    };
  }
}

/** What a read of an attribute finds that the object does not have. */
function inClass(m: Machine, target: Target): Value | undefined {
  if (target.kind !== "attribute") return undefined;
  const instance = readAs(m, target.ref, "instance");
  return instance === null ? undefined : lookupInClass(m, instance.cls, target.name);
}

function raisedAt(m: Machine): Place {
  return m.userPlace().place;
}

/** Objects by name, data by repr. */
function show(m: Machine, value: Value): string {
  if (value !== null && typeof value === "object" && value.kind === "ref" && value.of === "instance")
    return nameOf(m, value);
  return repr(m, value);
}

/** The primitive whose code runs: the first argument of the innermost library method. */
export function selfOf(m: Machine): Ref | null {
  const { frame } = m;
  if (m.codeOf(frame).module === "") return null;
  const [self] = frame.locals;
  return self !== null && typeof self === "object" && self.kind === "ref" && self.of === "instance" ? self : null;
}
