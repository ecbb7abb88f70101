/** Lowers a checked scenario to a Program: the order in which everything is put together. */
import type { Code } from "../../programs/code.js";
import type { Program, UnitTemplate } from "../../programs/program.js";
import { constantContainers, mutableAttributes, usesOf } from "../constness.js";
import type { UnitDecl } from "../syntax.js";
import { Frame, placeOf, type ModuleText } from "./context.js";
import { define, LIBRARY, shapeOf } from "./definitions.js";
import { checkOptions } from "./options.js";
import { lowerExpression } from "./expressions.js";
import { finish } from "./functions.js";
import { Globals } from "./globals.js";
import { Host, memberUses, remembered, type Members } from "./members.js";
import { lowerExpectations, lowerOutcome, lowerProperties } from "./properties.js";
import { variable, type Scope } from "./scope.js";
import { lowerBody } from "./statements.js";
import { comparedIn, strategyOf } from "./strategies.js";
import {
  coroutinesOf,
  declareLoop,
  declareMain,
  declareUnit,
  lowerLoop,
  lowerMain,
  lowerUnit,
  mainOf,
  unitsOf,
} from "./units.js";

/** The program in the making. */
export class Lowering extends Host {
  readonly rules = { expression: lowerExpression, body: lowerBody };
  readonly scenario: ModuleText;
  readonly settings: Readonly<Record<string, string>>;
  readonly globals: Globals;
  readonly #members: Members;
  readonly #units: readonly UnitDecl[];
  readonly #coroutines: readonly UnitDecl[];
  readonly #hasMain: boolean;
  readonly #usedAsValue: ReadonlySet<string>;
  readonly #observed = new Map<number, Set<string>>();

  /** `settings`: the values that constants were given. `members`: where the library's code comes from. */
  constructor(scenario: ModuleText, settings: Readonly<Record<string, string>> = {}, members: Members = remembered) {
    super();
    this.scenario = scenario;
    this.#members = members;
    this.settings = settings;
    this.#coroutines = coroutinesOf(scenario.declarations);
    this.#units = unitsOf(scenario.declarations).filter((unit) => unit.form !== "coroutine");
    this.#hasMain = mainOf(scenario.declarations) !== null;
    this.#usedAsValue = namesUsedAsValues(scenario);
    this.globals = new Globals(scenario, (node) => node.kind !== "Unit" || this.usedAsValue(node));
  }

  // --- what functions ask ------------------------------------------------------------------------------------------

  template(unit: UnitDecl | string): number {
    const index = this.#units.findIndex((each) => each === unit || each.name === unit);
    return index < 0 ? -1 : index + (this.#hasMain ? 1 : 0);
  }

  usedAsValue(unit: UnitDecl): boolean {
    return this.#usedAsValue.has(unit.name);
  }

  /** An explicit main starts those it mentions. */
  automatic(unit: UnitDecl): boolean {
    const topLevel = this.scenario.declarations.includes(unit);
    return !(this.#hasMain && topLevel && this.usedAsValue(unit));
  }

  observe(template: number, local: string): void {
    const known = this.#observed.get(template) ?? new Set();
    this.#observed.set(template, known.add(local));
  }

  // --- putting it together -----------------------------------------------------------------------------------------

  program(): Program {
    const { scenario } = this;
    const title = scenario.declarations.find((node) => node.kind === "Scenario");
    const library = this.codes.push(null) - 1;
    const properties = lowerProperties(this, scenario);
    const outcome = lowerOutcome(this, scenario);
    const expectations = lowerExpectations(this, scenario);
    const unitCodes = this.#unitCodes();
    const initial = this.#initial(library);
    this.#library(library);
    const codes = this.#finished(unitCodes);
    const uses = [...scenario.declarations.map(usesOf), ...this.globals.wanted.map(memberUses)];
    const attributes = mutableAttributes(uses);
    const mutable = assigned(codes, initial);
    const globals = this.globals.list.map((global, index) => ({ ...global, mutable: mutable.has(index) }));
    return {
      title: title?.title ?? scenario.source.file,
      doc: title?.doc ?? null,
      source: scenario.source.text,
      file: scenario.source.file,
      codes,
      globals,
      units: this.#templates(unitCodes),
      initial,
      properties,
      outcome,
      expectations,
      strategies: comparedIn(scenario).map((node) => strategyOf(scenario, node)),
      options: checkOptions(scenario.declarations, []),
      settings: this.settings,
      mutableAttributes: attributes,
      constantContainers: constantContainers(scenario, uses, globals, attributes),
    };
  }

  /** By template. */
  #unitCodes(): number[] {
    const main = mainOf(this.scenario.declarations);
    const codes = main === null ? [] : [lowerMain(this, this.scenario, main)];
    for (const unit of this.#units) codes.push(lowerUnit(this, this.scenario, unit));
    if (this.#coroutines.length > 0) codes.push(lowerLoop(this, this.scenario, this.#coroutines));
    return codes;
  }

  #templates(codes: readonly number[]): UnitTemplate[] {
    const { source, declarations } = this.scenario;
    const main = mainOf(declarations);
    const templates: UnitTemplate[] = [];
    if (main !== null) {
      const head = { start: main.span.start, end: main.span.start + "main".length };
      templates.push({
        name: "main",
        form: "main",
        code: codes[0],
        daemon: false,
        multiplicity: "single",
        automatic: true,
        observed: this.#observedOf(0),
        place: placeOf(source, head),
      });
    }
    for (const unit of this.#units) {
      const { multiplicity, name, form, daemon } = unit;
      const template = templates.length;
      templates.push({
        name,
        form,
        daemon,
        code: codes[template],
        multiplicity: multiplicity.over !== null ? "numbered" : multiplicity.count !== null ? "identical" : "single",
        automatic: this.automatic(unit),
        observed: this.#observedOf(template),
        place: placeOf(source, unit.nameSpan),
      });
    }
    if (this.#coroutines.length > 0) templates.push(this.#loopTemplate(codes[templates.length]));
    return templates;
  }

  #loopTemplate(code: number): UnitTemplate {
    return {
      name: "loop",
      form: "coroutine",
      code,
      daemon: false,
      multiplicity: "single",
      automatic: true,
      observed: [],
      place: placeOf(this.scenario.source, this.#coroutines[0].nameSpan),
    };
  }

  #observedOf(template: number): string[] {
    return [...(this.#observed.get(template) ?? [])].sort();
  }

  /** Declarations in order, then the units; the library comes before both. */
  #initial(library: number): number {
    const { scenario } = this;
    const frame = this.#frame("initial", "<module>");
    const start = { start: 0, end: 0 };
    return finish(frame, shapeOf("initial", "<module>"), () => {
      frame.emit({ op: "FUNCTION", code: library, defaults: 0, cells: 0 }, start);
      frame.call(0, start);
      frame.emit({ op: "POP" }, start);
      for (const declaration of scenario.declarations) define(frame, declaration);
      // What main starts by name must have its name before main runs to its first visible instruction.
      const units = scenario.declarations.filter((node) => node.kind === "Unit");
      for (const unit of units) if (!this.automatic(unit)) this.#declare(frame, unit);
      const main = mainOf(scenario.declarations);
      if (main !== null) declareMain(frame, main);
      for (const unit of units) if (this.automatic(unit)) this.#declare(frame, unit);
    });
  }

  /** The event loop takes the place of the first coroutine. */
  #declare(frame: Frame, unit: UnitDecl): void {
    if (!this.#coroutines.includes(unit)) declareUnit(frame, unit);
    else if (unit === this.#coroutines[0])
      declareLoop(frame, this.#units.length + (this.#hasMain ? 1 : 0), unit.nameSpan);
  }

  /** Defines the members of the library that are used, each after what its definition needs. */
  #library(index: number): void {
    const used = this.codes.some((code) => code !== null);
    if (used) this.globals.requireHelpers();
    const order: number[] = [];
    this.globals.defineAll(
      (member) => this.#members.needs(this, member),
      (member) => order.push(this.#members.add(this, member)),
    );
    const frame = this.#frame("function", LIBRARY);
    const span = { start: 0, end: 0 };
    const made = finish(frame, shapeOf("function", LIBRARY), () => {
      for (const code of order) {
        frame.emit({ op: "FUNCTION", code, defaults: 0, cells: 0 }, span);
        frame.call(0, span);
        frame.emit({ op: "POP" }, span);
      }
    });
    this.codes[index] = this.codes[made];
    this.codes.length = made;
  }

  #frame(kind: Code["kind"], name: string): Frame {
    const { scenario } = this;
    return new Frame(this, scenario, scenario.scopes.root, { kind, name, qualifiedName: name, async: false });
  }

  /** Locals that properties look at are never forgotten. */
  #finished(unitCodes: readonly number[]): Code[] {
    const codes = this.codes.map((code) => {
      if (code === null) throw new Error("bug in lowering: a code was not finished");
      return code;
    });
    unitCodes.forEach((index, template) => {
      const slots = this.#observedOf(template)
        .map((name) => codes[index].locals.indexOf(name))
        .filter((slot) => slot >= 0);
      if (slots.length === 0) return;
      const live = codes[index].live.map((now) => [...new Set([...now, ...slots])].sort((a, b) => a - b));
      codes[index] = { ...codes[index], live };
    });
    return codes;
  }
}

/** Globals that are assigned once the units run: by any code but those that define the module's names. */
function assigned(codes: readonly Code[], initial: number): ReadonlySet<number> {
  const globals = new Set<number>();
  codes.forEach((code, index) => {
    if (index === initial || code.name === LIBRARY) return;
    for (const instruction of code.instructions)
      if (instruction.op === "STORE_GLOBAL" || instruction.op === "DELETE_GLOBAL") globals.add(instruction.global);
  });
  return globals;
}

/** Names that code (not properties) reads as module-level ones. */
function namesUsedAsValues(scenario: ModuleText): Set<string> {
  const names = new Set<string>();
  for (const scope of scenario.scopes.of.values()) {
    if (insideProperty(scope)) continue;
    for (const use of scope.uses)
      if (!use.store && variable(use.scope, use.name).kind === "global") names.add(use.name);
  }
  return names;
}

export function insideProperty(scope: Scope): boolean {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if ("frameOf" in at.node) return true;
  return false;
}
