/**
 * How members of the library become part of a program. A member's code depends on nothing but the library, so it is
 * made once, by the build, and moved into each program that uses it: only indexes differ.
 */
import type { Code, Instruction } from "../../programs/code.js";
import type { Diagnostic } from "../diagnostic.js";
import { usesOf, type Uses } from "../constness.js";
import { Source } from "../source.js";
import type { UnitDecl } from "../syntax.js";
import { Frame, type Meaning, type ModuleText, type ProgramContext } from "./context.js";
import { define, LIBRARY, shapeOf } from "./definitions.js";
import type { Facts, Lowered } from "./facts.js";
import { finish } from "./functions.js";
import { Globals } from "./globals.js";
import { memberCalled, moduleText, type Member } from "./library.js";
import { oncePer } from "./once.js";
import { signatureOf, type Signature } from "./signature.js";

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
  needs(host: Host, member: Member): readonly number[];
  /** Adds the codes of a member; returns the index of the one that defines it. */
  add(host: Host, member: Member): number;
}

/** Lowers a member anew: what `remembered` must be equal to. */
export const inPlace: Members = {
  needs: (host, { module, node }) => host.globals.evaluated(module.text, node),
  add(host, { module, node }) {
    const shape = shapeOf("function", LIBRARY);
    const frame = new Frame(host, module.text, module.text.scopes.root, { ...shape, qualifiedName: shape.name });
    return finish(frame, shape, () => define(frame, node));
  },
};

/** Moves what the build has made; without a build, what was made the first time that anybody used the member. */
export const remembered: Members = {
  needs(host, member) {
    const { needs, asked, wanted } = loweredOf(member, host);
    const globals = wanted.slice(0, asked).map((each) => host.globals.require(memberCalled(each)));
    return needs.map((index) => globals[index]);
  },
  add(host, member) {
    const { codes, guards, wanted } = loweredOf(member, host);
    const globals = wanted.map((each) => host.globals.require(memberCalled(each)));
    const base = { globals, codes: host.codes.length, guards: host.takeGuards(guards) };
    for (const code of codes) host.codes.push(moved(code, base));
    return base.codes;
  },
};

// --- made once -------------------------------------------------------------------------------------------------------

const made = new WeakMap<Member, Lowered>();

function loweredOf(member: Member, { rules }: ProgramContext): Lowered {
  const known = member.facts?.lowered ?? made.get(member);
  if (known !== undefined) return known;
  const result = lowered(member, rules);
  made.set(member, result);
  return result;
}

/** By itself, from its text. */
function lowered(member: Member, rules: ProgramContext["rules"]): Lowered {
  const alone = new Alone(rules);
  const needs = inPlace.needs(alone, member);
  const asked = alone.globals.wanted.length;
  inPlace.add(alone, member);
  const { codes, diagnostics, globals } = alone;
  if (diagnostics.length > 0) throw new Error(`bug in the library: ${diagnostics[0].message}`);
  const wanted = globals.wanted.map(({ name }) => name);
  return { codes: codes as Code[], guards: alone.takeGuards(0), wanted, needs, asked };
}

/** What a member does with attributes and containers. */
export function memberUses(member: Member): Uses {
  return member.facts?.uses ?? usesOf(member.node);
}

/** What a call of it has to give; null if that is not known. */
export function memberSignature(member: Member): Signature | null {
  return member.facts === null ? signatureOf(member.node, member.module.text) : member.facts.signature;
}

/** Found out from the text: what the build writes down. */
export function factsOf(member: Member, rules: ProgramContext["rules"]): Facts {
  const { node, module } = member;
  return { signature: signatureOf(node, module.text), uses: usesOf(node), lowered: lowered(member, rules) };
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
