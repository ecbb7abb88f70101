/** How built-ins take their arguments: counts and names checked as CPython does, then handed over by position. */
import type { Value } from "../value.js";
import { typeName } from "./classes.js";
import type { Heap, Keywords, Native } from "./heap.js";
import { raise_ } from "./heap.js";

/** Arguments by position, then by the signature's names; undefined where none was given. */
export type Given = readonly (Value | undefined)[];

/** The first one cannot be missing. */
export type Given1 = readonly [Value, ...(Value | undefined)[]];
/** The first two cannot be missing. */
export type Given2 = readonly [Value, Value, ...(Value | undefined)[]];

/** As many as cannot be missing. */
export interface Needed {
  readonly 0: [];
  readonly 1: [Value];
  readonly 2: [Value, Value];
  readonly 3: [Value, Value, Value];
}

/** What a body is given: at least `min` arguments, of `*args` (`max` Infinity) all of them. */
export type Counted<Min extends keyof Needed, Max extends number> = number extends Max
  ? readonly [...Needed[Min], ...Value[]]
  : readonly [...Needed[Min], ...(Value | undefined)[]];

export interface Signature {
  readonly min: number;
  /** Positional arguments at most; Infinity for `*args`. */
  readonly max: number;
  /** The names of all positions, "" for those without; from position `max` on by keyword only. ["**"]: any keyword. */
  readonly names: readonly string[];
  readonly effect: "read" | "write";
  /** How a wrong number of arguments is reported: CPython has several ways. */
  readonly style?: "parsed" | "python" | "type";
}

/** Marks a function that CPython parses the old way. */
export function parsed<T extends Signature>(entry: T): T {
  return { ...entry, style: "parsed" };
}

/** Marks a constructor that counts its arguments itself. */
export function ofType<T extends Signature>(entry: T): T {
  return { ...entry, style: "type" };
}

/** Marks a method that is Python code in CPython. */
export function python<T extends Signature>(entry: T): T {
  return { ...entry, style: "python" };
}

export type FunctionBody = (heap: Heap, args: Given, keywords: Keywords) => Value;
export type MethodBody = (heap: Heap, self: Value, args: Given, keywords: Keywords) => Value;

export interface FunctionEntry extends Signature {
  readonly run: FunctionBody;
}

export interface MethodEntry extends Signature {
  readonly run: MethodBody;
}

type FunctionOf<Min extends keyof Needed, Max extends number> = (
  heap: Heap,
  args: Counted<Min, Max>,
  keywords: Keywords,
) => Value;
type MethodOf<Min extends keyof Needed, Max extends number> = (
  heap: Heap,
  self: Value,
  args: Counted<Min, Max>,
  keywords: Keywords,
) => Value;

/** A function of `min` to `max` arguments. */
export function fn<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: FunctionOf<Min, Max>,
  names: readonly string[] = [],
): FunctionEntry {
  return { min, max, names, effect: "read", run: run as FunctionBody };
}

/** A function that changes its first argument. */
export function changing<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: FunctionOf<Min, Max>,
  names: readonly string[] = [],
): FunctionEntry {
  return { ...fn(min, max, run, names), effect: "write" };
}

/** A method that only looks at its object; `min` and `max` do not count the object. */
export function reads<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: MethodOf<Min, Max>,
  names: readonly string[] = [],
): MethodEntry {
  return { min, max, names, effect: "read", run: run as MethodBody };
}

/** A method that may change its object. */
export function writes<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: MethodOf<Min, Max>,
  names: readonly string[] = [],
): MethodEntry {
  return { ...reads(min, max, run, names), effect: "write" };
}

function counted(count: number, what = "argument"): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `full` as in "list.append() takes …", `short` as in "pop expected …". */
function checkCount(full: string, short: string, given: number, signature: Signature): void {
  const { min, max, style } = signature;
  if (given >= min && given <= max) return;
  if (style === "python") return wrongForPython(full, given, signature);
  if (style === "parsed") return wrongForParser(short, given, signature);
  if (named(signature)) return wrongForNames(short, given, signature);
  if (max === 0) raise_("TypeError", `${full}() takes no arguments (${given} given)`);
  if (min === 1 && max === 1 && style !== "type")
    raise_("TypeError", `${full}() takes exactly one argument (${given} given)`);
  const bound = min === max ? "" : given < min ? "at least " : "at most ";
  raise_("TypeError", `${short} expected ${bound}${counted(given < min ? min : max)}, got ${given}`);
}

/** The same, and that there are no names, for what has none. */
export function checkGiven(full: string, given: number, keywords: Keywords, signature: Signature): void {
  if (Object.keys(keywords).length > 0) raise_("TypeError", `${full}() takes no keyword arguments`);
  checkCount(full, full.slice(full.lastIndexOf(".") + 1), given, signature);
}

function named({ names }: Signature): boolean {
  return names.length > 0 && names[0] !== "**";
}

/** Argument Clinic's functions with names. */
function wrongForNames(short: string, given: number, { min, max, names }: Signature): never {
  if (short === "sorted") raise_("TypeError", `sorted expected 1 argument, got ${given}`);
  if (max === 0) raise_("TypeError", `${short}() takes no positional arguments`);
  if (given < min && names[given] !== "")
    raise_("TypeError", `${short}() missing required argument '${names[given]}' (pos ${given + 1})`);
  if (given < min)
    raise_("TypeError", `${short}() takes at least ${counted(min, "positional argument")} (${given} given)`);
  const bound = min === max ? "exactly" : "at most";
  raise_(
    "TypeError",
    `${short}() takes ${bound} ${counted(names.length, max < names.length ? "positional argument" : "argument")} (${given} given)`,
  );
}

/** Functions that use PyArg_ParseTuple. */
function wrongForParser(short: string, given: number, { min, max }: Signature): never {
  const bound = min === max ? "exactly" : given < min ? "at least" : "at most";
  raise_("TypeError", `${short}() takes ${bound} ${counted(given < min ? min : max)} (${given} given)`);
}

/** Methods that are Python code in CPython; the object counts. */
function wrongForPython(full: string, given: number, { min, max }: Signature): never {
  const takes = min === max ? String(max + 1) : `from ${min + 1} to ${max + 1}`;
  raise_(
    "TypeError",
    `${full}() takes ${takes} positional argument${min === max && max === 0 ? "" : "s"} but ${given + 1} were given`,
  );
}

function place(full: string, short: string, args: readonly Value[], keywords: Keywords, signature: Signature): Given {
  const given = Object.keys(keywords);
  if (given.length === 0 || signature.names[0] === "**") {
    checkCount(full, short, args.length, signature);
    return args;
  }
  if (signature.names.length === 0) raise_("TypeError", `${full}() takes no keyword arguments`);
  if (args.length > signature.max && signature.max < signature.names.length)
    checkCount(full, short, args.length, signature);
  if (args.length + given.length > signature.names.length)
    wrongForNames(short, args.length + given.length, { ...signature, max: signature.names.length });
  const placed: (Value | undefined)[] = [...args];
  for (const name of given) {
    const index = signature.names.indexOf(name);
    if (index < 0 || name === "") raise_("TypeError", `'${name}' is an invalid keyword argument for ${short}()`);
    if (index < args.length)
      raise_("TypeError", `argument for ${short}() given by name ('${name}') and position (${index + 1})`);
    placed[index] = keywords[name];
  }
  checkCount(full, short, Math.max(args.length, leading(placed, signature.max)), signature);
  const hole = placed.findIndex((value) => value === undefined);
  if (hole >= 0 && hole < signature.min) wrongForNames(short, hole, signature);
  return placed;
}

function leading(placed: Given, max: number): number {
  let count = 0;
  for (let i = 0; i < Math.min(placed.length, max); i++) if (placed[i] !== undefined) count = i + 1;
  return count;
}

export function nativeFunction(name: string, entry: FunctionEntry): Native {
  const short = name.slice(name.lastIndexOf(".") + 1);
  return (heap, args, keywords) => entry.run(heap, place(short, short, args, keywords, entry), keywords);
}

/** `owner.name` as a function whose first argument is the object. `isSelf` tells whether an object is of the type. */
export function nativeMethod(
  owner: string,
  name: string,
  entry: MethodEntry,
  isSelf: (heap: Heap, value: Value) => boolean,
): Native {
  const full = `${owner}.${name}`;
  return (heap, args, keywords) => {
    if (args.length === 0) raise_("TypeError", `unbound method ${full}() needs an argument`);
    const [self] = args;
    if (!isSelf(heap, self))
      raise_(
        "TypeError",
        `descriptor '${name}' for '${owner}' objects doesn't apply to a '${typeName(heap, self)}' object`,
      );
    return entry.run(heap, self, place(full, name, args.slice(1), keywords, entry), keywords);
  };
}
