/** All that compiling a program asks of a member of the library, as plain data: the build writes it down. */
import type { Code, Instruction, Place } from "../../programs/code.js";
import type { Value } from "../../programs/value.js";
import type { Uses } from "../constness.js";
import type { Declaration } from "../syntax.js";
import type { ImportTarget } from "./scope.js";
import type { Signature } from "./signature.js";

export interface Facts {
  readonly signature: Signature | null;
  readonly uses: Uses;
  readonly lowered: Lowered;
}

/** A member by itself. Indexes of codes, globals and guards count from 0. */
export interface Lowered {
  readonly codes: readonly Code[];
  readonly guards: number;
  /** By index of the global: the members that it mentions ("threading.Lock"), in the order of mention. */
  readonly wanted: readonly string[];
  readonly needs: readonly number[];
  /** So many of `wanted` are mentioned by what the definition evaluates. */
  readonly asked: number;
}

/** A module of the library as the build writes it down. */
export interface ShippedModule {
  readonly imports: Readonly<Record<string, ImportTarget>>;
  /** By name: what is declared, and its facts, packed. */
  readonly members: Readonly<Record<string, readonly [kind: Declaration["kind"], facts: () => string]>>;
}

/**
 * JSON. A place is four numbers; what is said of each instruction is said once where it is the same of many in a row;
 * whole numbers are `{ int }`.
 */
export function packed(facts: Facts): string {
  const { lowered } = facts;
  return JSON.stringify({ ...facts, lowered: { ...lowered, codes: lowered.codes.map(packedCode) } });
}

export function unpacked(text: string): Facts {
  const facts = JSON.parse(text) as Omit<Facts, "lowered"> & { lowered: Packed<Lowered> };
  return { ...facts, lowered: { ...facts.lowered, codes: facts.lowered.codes.map(unpackedCode) } };
}

type Packed<L extends Lowered> = Omit<L, "codes"> & { readonly codes: readonly PackedCode[] };
type Repeated = "live" | "testOf" | "guardedBy";
type PackedCode = Omit<Code, "places" | Repeated> & { readonly places: readonly number[] } & {
  readonly [K in Repeated]: Runs<Code[K][number]>;
};
/** What is said, and of how many. */
type Runs<T> = readonly (readonly [T, number])[];

function packedCode(code: Code): PackedCode {
  return {
    ...code,
    instructions: code.instructions.map((each) => withConstant(each, packedValue)),
    places: code.places.flatMap(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn]),
    live: runsOf(code.live),
    testOf: runsOf(code.testOf),
    guardedBy: runsOf(code.guardedBy),
  };
}

function unpackedCode(code: PackedCode): Code {
  const places: Place[] = [];
  for (let i = 0; i < code.places.length; i += 4) {
    const [line, column, endLine, endColumn] = code.places.slice(i, i + 4);
    places.push({ line, column, endLine, endColumn });
  }
  return {
    ...code,
    instructions: code.instructions.map((each) => withConstant(each, unpackedValue)),
    places,
    live: spread(code.live),
    testOf: spread(code.testOf),
    guardedBy: spread(code.guardedBy),
  };
}

function runsOf<T>(list: readonly T[]): Runs<T> {
  const runs: [T, number][] = [];
  let last = "";
  for (const item of list) {
    const text = JSON.stringify(item);
    if (runs.length > 0 && text === last) runs[runs.length - 1][1]++;
    else runs.push([item, 1]);
    last = text;
  }
  return runs;
}

function spread<T>(runs: Runs<T>): T[] {
  const list: T[] = [];
  for (const [item, count] of runs) for (let i = 0; i < count; i++) list.push(item);
  return list;
}

function withConstant(instruction: Instruction, change: (value: Value) => Value): Instruction {
  return instruction.op === "CONST" ? { ...instruction, value: change(instruction.value) } : instruction;
}

function packedValue(value: Value): Value {
  return typeof value === "bigint" ? ({ int: String(value) } as unknown as Value) : value;
}

function unpackedValue(value: Value): Value {
  return value !== null && typeof value === "object" && "int" in value ? BigInt(String(value.int)) : value;
}
