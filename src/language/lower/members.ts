/**
 * How members of the library become part of a program. A member's code depends on nothing but the library, so it is
 * made once per process and moved into each program that uses it: only indexes differ.
 */
import type { Code, Instruction } from "../../programs/code.js";
import type { Diagnostic } from "../diagnostic.js";
import { Source } from "../source.js";
import type { UnitDecl } from "../syntax.js";
import { Frame, type Meaning, type ModuleText, type ProgramContext } from "./context.js";
import { define, LIBRARY, shapeOf } from "./definitions.js";
import { finish } from "./functions.js";
import { Globals, type Wanted } from "./globals.js";
import { moduleText } from "./library.js";
import { oncePer } from "./once.js";

/** The program that members are put into. */
export abstract class Host implements ProgramContext {
  readonly codes: (Code | null)[] = [];
  readonly diagnostics: Diagnostic[] = [];
  abstract readonly rules: ProgramContext["rules"];
  abstract readonly globals: Globals;
  #guards = 0;

  meaning(module: ModuleText, name: string): Meaning {
    return this.globals.meaning(module, name);
  }

  member(module: string, name: string): Meaning {
    return this.globals.member(module, name);
  }

  takeGuards(count: number): number {
    this.#guards += count;
    return this.#guards - count;
  }

  abstract template(unit: UnitDecl | string): number;
  abstract usedAsValue(unit: UnitDecl): boolean;
  abstract automatic(unit: UnitDecl): boolean;
  abstract observe(template: number, local: string): void;
}

export interface Members {
  /** Indexes of the globals that the member's definition evaluates: they have to be defined before it. */
  needs(host: Host, member: Wanted): readonly number[];
  /** Adds the codes of a member; returns the index of the one that defines it. */
  add(host: Host, member: Wanted): number;
}

/** Lowers a member anew: what `remembered` must be equal to. */
export const inPlace: Members = {
  needs: (host, { module, node }) => host.globals.evaluated(module, node),
  add(host, { module, node }) {
    const shape = shapeOf("function", LIBRARY);
    const frame = new Frame(host, module, module.scopes.root, { ...shape, qualifiedName: shape.name });
    return finish(frame, shape, () => define(frame, node));
  },
};

/** Moves what was made the first time that anybody used the member. */
export const remembered: Members = {
  needs(host, member) {
    const { needs, asked, wanted } = madeOnce(member, host);
    const globals = wanted.slice(0, asked).map((each) => host.globals.require(each));
    return needs.map((index) => globals[index]);
  },
  add(host, member) {
    const { codes, guards, wanted } = madeOnce(member, host);
    const globals = wanted.map((each) => host.globals.require(each));
    const base = { globals, codes: host.codes.length, guards: host.takeGuards(guards) };
    for (const code of codes) host.codes.push(moved(code, base));
    return base.codes;
  },
};

// --- made once -------------------------------------------------------------------------------------------------------

/** A member by itself. Indexes of codes, globals and guards count from 0. */
interface Made {
  readonly codes: readonly Code[];
  readonly guards: number;
  /** By index of the global: the members that it mentions, in the order of mention. */
  readonly wanted: readonly Wanted[];
  readonly needs: readonly number[];
  /** So many of `wanted` are mentioned by what the definition evaluates. */
  readonly asked: number;
}

const made = new WeakMap<object, Made>();

function madeOnce(member: Wanted, { rules }: ProgramContext): Made {
  const known = made.get(member.node);
  if (known !== undefined) return known;
  const alone = new Alone(rules);
  const needs = inPlace.needs(alone, member);
  const asked = alone.globals.wanted.length;
  inPlace.add(alone, member);
  const { codes, diagnostics, globals } = alone;
  if (diagnostics.length > 0) throw new Error(`bug in the library: ${diagnostics[0].message}`);
  const result = { codes: codes as Code[], guards: alone.takeGuards(0), wanted: globals.wanted, needs, asked };
  made.set(member.node, result);
  return result;
}

const nothing: ModuleText = moduleText("", new Source(""), []);

/** A program of one member. */
class Alone extends Host {
  readonly rules: ProgramContext["rules"];
  readonly globals = new Globals(nothing, () => false);

  constructor(rules: ProgramContext["rules"]) {
    super();
    this.rules = rules;
  }

  template(): number {
    return -1;
  }

  usedAsValue(): boolean {
    return false;
  }

  automatic(): boolean {
    return false;
  }

  observe(): void {
    throw new Error("bug in the library: it has no properties");
  }
}

// --- moved -----------------------------------------------------------------------------------------------------------

interface Base {
  readonly globals: readonly number[];
  readonly codes: number;
  readonly guards: number;
}

function moved(code: Code, base: Base): Code {
  const { pcs, guarded } = movingParts(code);
  const instructions = [...code.instructions];
  for (const pc of pcs) instructions[pc] = movedInstruction(instructions[pc], base);
  return { ...code, instructions, ...(guarded ? movedGuards(code, base.guards) : {}) };
}

/** Where a code mentions what other programs number otherwise. */
const movingParts = oncePer((code: Code) => ({
  pcs: code.instructions.flatMap(({ op }, pc) => (op.endsWith("_GLOBAL") || op === "FUNCTION" ? [pc] : [])),
  guarded: code.testOf.some((guard) => guard !== null) || code.guardedBy.some((guards) => guards.length > 0),
}));

function movedInstruction(instruction: Instruction, { globals, codes }: Base): Instruction {
  switch (instruction.op) {
    case "LOAD_GLOBAL":
    case "STORE_GLOBAL":
    case "DELETE_GLOBAL":
      return { ...instruction, global: globals[instruction.global] };
    case "FUNCTION":
      return { ...instruction, code: instruction.code + codes };
    default:
      return instruction;
  }
}

function movedGuards(code: Code, base: number): Pick<Code, "testOf" | "guardedBy"> {
  const moved = new Map<readonly number[], readonly number[]>();
  for (const guards of code.guardedBy)
    if (!moved.has(guards))
      moved.set(
        guards,
        guards.map((guard) => guard + base),
      );
  return {
    testOf: code.testOf.map((guard) => (guard === null ? null : guard + base)),
    guardedBy: code.guardedBy.map((guards) => moved.get(guards) ?? guards),
  };
}
