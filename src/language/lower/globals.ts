/**
 * Module-level names to globals. The scenario's own come first, in order of declaration; members of the library
 * follow as they are found to be used.
 */
import { isBuiltinType as isKnownType } from "../../programs/builtins/type-table.js";
import { moduleMember, builtinTypes as nativeTypes } from "../../programs/builtins/index.js";
import type { Global } from "../../programs/program.js";
import type { Declaration, FunctionDef } from "../syntax.js";
import { builtinFunctions, builtinTypes, exceptionTypes, silentModules, specialNames } from "./builtin-names.js";
import { placeOf, type Meaning, type ModuleText } from "./context.js";
import { isName, kindOf, walk } from "./nodes.js";
import { defaultModule, isLibraryModule, library, type Member } from "./library.js";

const unknown: Meaning = { kind: "unknown" };

export class Globals {
  readonly list: Global[] = [];
  /** Members of the library, in the order of their globals. */
  readonly wanted: Member[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #scenario: ModuleText;

  constructor(scenario: ModuleText, needsGlobal: (node: Declaration) => boolean) {
    this.#scenario = scenario;
    for (const [name, node] of scenario.declared) {
      const kind = kindOfGlobal(node);
      if (kind === null || !needsGlobal(node)) continue;
      const span = "nameSpan" in node ? node.nameSpan : node.span;
      this.#add(name, { name, kind, mutable: false, place: placeOf(scenario.source, span) });
    }
  }

  meaning(module: ModuleText, name: string): Meaning {
    if (module === this.#scenario || module.name === "") {
      const own = this.#indexes.get(name);
      if (own !== undefined) return { kind: "global", index: own };
    } else if (module.declared.has(name)) return this.member(module.name, name);
    const target = module.imports.get(name);
    if (target !== undefined)
      return target.name === null ? { kind: "module", name: target.module } : this.member(target.module, target.name);
    if (module.declared.has(name)) return unknown;
    return this.#ambient(module, name);
  }

  /** Names that need no declaration. */
  #ambient(module: ModuleText, name: string): Meaning {
    const offered = defaultModule(name);
    if (offered !== null) return this.member(offered, name);
    if (isLibraryModule(name)) return { kind: "module", name };
    if (isBuiltinType(name)) return this.#builtin("type", name);
    if (!builtinFunctions.has(name) && library("builtins")?.members.has(name) === true)
      return this.member("builtins", name);
    if (builtinFunctions.has(name) || specialNames.has(name)) return this.#builtin("builtin", name);
    if (module.name !== "" && name.startsWith("_")) return { kind: "value", value: { kind: "builtin", name } };
    return silentModules.has(name) ? { kind: "module", name } : unknown;
  }

  /** A built-in whose Python half is in the library needs that too. */
  #builtin(kind: "type" | "builtin", name: string): Meaning {
    const own = library("builtins")?.members.get(name);
    if (own !== undefined) this.require(own);
    return { kind: "value", value: { kind, name } };
  }

  /** A member of a module: a global, a value of ours, or a module inside a package. */
  member(moduleName: string, name: string): Meaning {
    const module = library(moduleName);
    if (module !== null) {
      const native = module.entry.natives[name];
      if (native !== undefined)
        return { kind: "value", value: { kind: isType(native) ? "type" : "builtin", name: native } };
      const member = module.members.get(name);
      if (member !== undefined) return { kind: "global", index: this.require(member) };
      const target = module.imports.get(name);
      if (target !== undefined)
        return target.name === null ? { kind: "module", name: target.module } : this.member(target.module, target.name);
    }
    const ours = moduleMember(moduleName, name);
    if (ours !== undefined) return { kind: "value", value: ours };
    const inner = `${moduleName}.${name}`;
    if (isLibraryModule(inner) || silentModules.has(inner)) return { kind: "module", name: inner };
    return silentModules.has(moduleName) ? silentMember(moduleName, name) : unknown;
  }

  /** Takes all of the built-ins' helpers whose names begin with "_". */
  requireHelpers(): void {
    for (const [name, member] of library("builtins")?.members ?? []) if (name.startsWith("_")) this.require(member);
  }

  /** Defines every library member in use; what a definition evaluates (bases, defaults) comes before it. */
  defineAll(needs: (member: Member) => readonly number[], define: (member: Member) => void): void {
    const begun = new Set<Member>();
    const one = (member: Member): void => {
      if (begun.has(member)) return;
      begun.add(member);
      for (const index of needs(member)) {
        const needed = this.#wantedAt(index);
        if (needed !== undefined) one(needed);
      }
      define(member);
    };
    for (let i = 0; i < this.wanted.length; i++) one(this.wanted[i]);
  }

  /** Globals that a definition itself evaluates. */
  evaluated(module: ModuleText, node: Declaration): number[] {
    const found: number[] = [];
    const look = (meaning: Meaning): void => {
      if (meaning.kind === "global") found.push(meaning.index);
    };
    walk(node, (part) => {
      if (part !== node && isName(part)) look(this.meaning(module, part.id));
      if (kindOf(part) === "FunctionDef") return this.#evaluatedParts(part as FunctionDef, module, look);
      return kindOf(part) !== "Lambda";
    });
    return found;
  }

  #evaluatedParts(node: FunctionDef, module: ModuleText, look: (meaning: Meaning) => void): false {
    const parts = [
      ...node.decorators,
      ...node.params.flatMap((param) => (param.default === null ? [] : [param.default])),
    ];
    for (const part of parts)
      walk(part, (inner) => (isName(inner) ? (look(this.meaning(module, inner.id)), true) : true));
    return false;
  }

  #wantedAt(index: number): Member | undefined {
    return this.wanted[index - (this.list.length - this.wanted.length)];
  }

  /** The index of the member's global. */
  require(member: Member): number {
    const { name } = member;
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    this.wanted.push(member);
    return this.#add(name, { name, kind: "primitive", mutable: false, place: null });
  }

  #add(name: string, global: Global): number {
    const index = this.list.push(global) - 1;
    this.#indexes.set(name, index);
    return index;
  }
}

/** Also types that need an import to be seen, such as `deque`. */
function isType(name: string): boolean {
  return isBuiltinType(name) || nativeTypes.has(name) || isKnownType(name);
}

export function isBuiltinType(name: string): boolean {
  return builtinTypes.has(name) || exceptionTypes.has(name);
}

function kindOfGlobal(node: Declaration): Global["kind"] | null {
  switch (node.kind) {
    case "Const":
      return "const";
    case "Shared":
      return "shared";
    case "FunctionDef":
      return "function";
    case "ClassDef":
      return "class";
    case "Unit":
      return "unit";
    default:
      return null;
  }
}

/** `typing.List`, `dataclasses.field`, `functools.wraps`: known words; anything else of these modules is not there. */
function silentMember(module: string, name: string): Meaning {
  if (specialNames.has(name) || builtinFunctions.has(name)) return { kind: "value", value: { kind: "builtin", name } };
  if (isBuiltinType(name)) return { kind: "value", value: { kind: "type", name } };
  return typeOnly.has(module) || decoratorsOnly.has(name)
    ? { kind: "value", value: { kind: "type", name: "object" } }
    : unknown;
}

const typeOnly: ReadonlySet<string> = new Set([
  "typing",
  "typing_extensions",
  "types",
  "collections.abc",
  "__future__",
]);
const decoratorsOnly: ReadonlySet<string> = new Set(["wraps", "abstractmethod", "ABC", "total_ordering"]);
