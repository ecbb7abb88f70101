/** Calls of known functions and classes with arguments that cannot fit. */
import { meaningIn, type ModuleText, type ProgramContext } from "../lower/context.js";
import { classBody } from "../lower/dataclass.js";
import { defaultModule, library } from "../lower/library.js";
import { enclosingClass, variable, type Scope } from "../lower/scope.js";
import type { ClassDef, Declaration, Expression, FunctionDef, Parameter } from "../syntax.js";
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
  if (target === null) return;
  const signature = signatureOf(target.node, target.module);
  if (signature !== null) checkArguments(call, signature, target.node.name, report);
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
  readonly node: FunctionDef | ClassDef;
  readonly module: ModuleText;
}

/** The definition that is called, if it is known and nobody has wrapped it. */
function targetOf(module: ModuleText, program: ProgramContext, scope: Scope, callee: Expression): Target | null {
  if (callee.kind === "Name") {
    const found = variable(scope, callee.id);
    if (found.kind === "import")
      return found.target.name === null ? null : inLibrary(found.target.module, found.target.name);
    if (found.kind !== "global") return null;
    const own = module.declared.get(callee.id);
    if (own !== undefined) return plain(own, module);
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
  const home = library(moduleName);
  const node = home?.declared.get(name);
  return home === null || node === undefined ? null : plain(node, home);
}

function plain(node: Declaration, module: ModuleText): Target | null {
  if (node.kind === "ClassDef") return { node, module };
  return node.kind === "FunctionDef" && node.decorators.length === 0 ? { node, module } : null;
}

function signatureOf(node: FunctionDef | ClassDef, module: ModuleText, depth = 0): readonly Parameter[] | null {
  if (node.kind === "FunctionDef") return node.params;
  const body = classBody(node);
  const own = (name: string): FunctionDef | undefined =>
    body.find((part): part is FunctionDef => part.kind === "FunctionDef" && part.name === name);
  if (own("__new__") !== undefined || depth > 20) return null;
  const init = own("__init__");
  if (init !== undefined) return init.decorators.length === 0 ? init.params.slice(1) : null;
  if (node.bases.length === 0) return [];
  const [base] = node.bases;
  const parent = base.kind === "Name" ? module.declared.get(base.id) : undefined;
  return parent?.kind === "ClassDef" && node.bases.length === 1 ? signatureOf(parent, module, depth + 1) : null;
}

function checkArguments(call: Call, params: readonly Parameter[], name: string, report: Report): void {
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
  ].filter((param) => param.default === null && (param.positionalOnly === true || !named.includes(param.name)));
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

function signatureHint(name: string, params: readonly Parameter[]): string {
  const shown = params.map((param) =>
    param.kind === "*" || param.kind === "**"
      ? `${param.kind}${param.name}`
      : param.default === null
        ? param.name
        : `${param.name}=…`,
  );
  return `It is \`${name}(${shown.join(", ")})\`.`;
}
