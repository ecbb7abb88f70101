/** Calls of known functions and classes with arguments that cannot fit. */
import { meaningIn, type ModuleText, type ProgramContext } from "../lower/context.js";
import { defaultModule, library } from "../lower/library.js";
import { memberSignature } from "../lower/members.js";
import { enclosingClass, variable, type Scope } from "../lower/scope.js";
import { signatureOf, type Signature } from "../lower/signature.js";
import type { Expression } from "../syntax.js";
import { didYouMean, listed, type Report } from "./report.js";

type Call = Extract<Expression, { kind: "Call" }>;

export function checkCalls(module: ModuleText, program: ProgramContext, report: Report): void {
  for (const scope of module.scopes.of.values())
    for (const call of scope.calls) checkCall(module, program, scope, call, report);
}

function checkCall(module: ModuleText, program: ProgramContext, scope: Scope, call: Call, report: Report): void {
  const { callee } = call;
  if (callee.kind === "Name" && variable(scope, callee.id).kind === "global")
    checkWord(module, scope, call, callee.id, report);
  const target = targetOf(module, program, scope, callee);
  if (target !== null && target.signature !== null) checkArguments(call, target.signature, target.name, report);
}

/** `choose` and `super` are words of the language unless the author has declared them. */
function checkWord(module: ModuleText, scope: Scope, call: Call, name: string, report: Report): void {
  if (module.declared.has(name) || module.imports.has(name)) return;
  if (name === "choose" && (call.args.length === 0 || call.args.some((arg) => arg.name !== null && arg.name !== "*")))
    report.error(
      "E248",
      call.span,
      "`choose` needs the values to choose from.",
      "Write `choose(1, 2)` or `choose(*values)`.",
    );
  if (name === "super" && call.args.length === 0 && enclosingClass(scope) === null)
    report.error("E247", call.span, "`super()` outside of a class.");
}

interface Target {
  readonly name: string;
  readonly signature: Signature | null;
}

/** The definition that is called, if it is known. */
function targetOf(module: ModuleText, program: ProgramContext, scope: Scope, callee: Expression): Target | null {
  if (callee.kind === "Name") {
    const found = variable(scope, callee.id);
    if (found.kind === "import")
      return found.target.name === null ? null : inLibrary(found.target.module, found.target.name);
    if (found.kind !== "global") return null;
    const own = module.declared.get(callee.id);
    if (own !== undefined) return { name: callee.id, signature: signatureOf(own, module) };
    const imported = module.imports.get(callee.id);
    if (imported !== undefined) return imported.name === null ? null : inLibrary(imported.module, imported.name);
    const home = defaultModule(callee.id);
    return home === null ? null : inLibrary(home, callee.id);
  }
  if (callee.kind !== "Attribute") return null;
  const object = meaningIn(program, module, scope, callee.object);
  return object?.kind === "module" ? inLibrary(object.name, callee.name) : null;
}

function inLibrary(moduleName: string, name: string): Target | null {
  const member = library(moduleName)?.members.get(name);
  return member === undefined ? null : { name, signature: memberSignature(member) };
}

function checkArguments(call: Call, params: Signature, name: string, report: Report): void {
  if (call.args.some((arg) => arg.name === "*" || arg.name === "**" || arg.value.kind === "Starred")) return;
  const positional = params.filter((param) => param.kind === "positional");
  const given = call.args.filter((arg) => arg.name === null);
  const named = call.args.flatMap((arg) => (arg.name === null ? [] : [arg.name]));
  if (given.length > positional.length && !params.some((param) => param.kind === "*" && param.name !== "")) {
    return report.error(
      "E250",
      given[positional.length].value.span,
      `\`${name}()\` takes ${count(positional.length)} but gets ${given.length}.`,
      signatureHint(name, params),
    );
  }
  const names = params
    .filter((param) => (param.kind === "positional" && param.positionalOnly !== true) || param.kind === "keyword-only")
    .map((param) => param.name);
  for (const arg of call.args) {
    if (arg.name === null || params.some((param) => param.kind === "**")) continue;
    if (!names.includes(arg.name))
      return report.error(
        "E250",
        arg.value.span,
        `\`${name}()\` has no parameter \`${arg.name}\`.`,
        didYouMean(arg.name, names, signatureHint(name, params)),
      );
    if (positional.slice(0, given.length).some((param) => param.name === arg.name && param.positionalOnly !== true))
      return report.error(
        "E250",
        arg.value.span,
        `\`${name}()\` gets \`${arg.name}\` twice.`,
        signatureHint(name, params),
      );
  }
  const missing = [
    ...positional.slice(given.length),
    ...params.filter((param) => param.kind === "keyword-only"),
  ].filter((param) => !param.optional && (param.positionalOnly === true || !named.includes(param.name)));
  if (missing.length > 0)
    report.error(
      "E250",
      call.span,
      `\`${name}()\` needs ${listed(missing.map((param) => param.name))}.`,
      signatureHint(name, params),
    );
}

function count(n: number): string {
  return n === 0 ? "no arguments" : n === 1 ? "one argument" : `${n} arguments`;
}

function signatureHint(name: string, params: Signature): string {
  const shown = params.map((param) =>
    param.kind === "*" || param.kind === "**"
      ? `${param.kind}${param.name}`
      : !param.optional
        ? param.name
        : `${param.name}=…`,
  );
  return `It is \`${name}(${shown.join(", ")})\`.`;
}
