// House rules that the source keeps, read from its syntax trees; each rule is shown to be alive on a line that breaks it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src/", import.meta.url));
const LINES_MAX = 400;

/** Reading these makes two runs differ, or ties the library to Node or to a terminal. */
const IMPURE = new Set(["Math.random", "Date.now", "performance.now", "crypto.randomUUID", "crypto.getRandomValues"]);
/** What the package exports; what the kernel does. */
const BARRELS = new Set(["index.ts", "kernel/index.ts"]);
const IMPURE_OBJECTS = new Set(["process", "console", "globalThis"]);

function sourceFiles(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}

/** "line: what" for everything in the text that breaks a house rule. `file` is relative to src. */
function offences(file: string, text: string): string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = offence(node, file.startsWith("cli/"));
    if (what !== null) found.push(`${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const lines = text.split("\n").length - 1;
  if (lines > LINES_MAX) found.push(`${lines} lines, ${LINES_MAX} are allowed`);
  if (!BARRELS.has(file) && isBarrel(tree)) found.push("a barrel; only index.ts may be one");
  return found;
}

function offence(node: ts.Node, cli: boolean): string | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isNonNullExpression(node)) return "non-null !";
  if (ts.isEnumDeclaration(node)) return "enum";
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) {
    return ts.isDefaultClause(node.parent) || ts.isDefaultClause(node) ? null : "default export";
  }
  return cli ? null : impurity(node);
}

function impurity(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) return "new Date()";
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return null;
  const object = node.expression.getText();
  if (IMPURE_OBJECTS.has(object)) return object;
  return IMPURE.has(node.getText()) ? node.getText() : null;
}

function isBarrel(tree: ts.SourceFile): boolean {
  return tree.statements.length > 1 && tree.statements.every((s) => ts.isExportDeclaration(s) && s.moduleSpecifier);
}

describe("source", () => {
  test("keeps the house rules", () => {
    const all = sourceFiles().flatMap((file) =>
      offences(file, readFileSync(join(root, file), "utf8")).map((offence) => `${file}:${offence}`),
    );
    expect(all).toEqual([]);
  });

  test.each([
    ["let x: any", ["1: any"]],
    ["const any = 1; /* any */ // any", []],
    ["f(x!)", ["1: non-null !"]],
    ["enum E { A }", ["1: enum"]],
    ["export default 1", ["1: default export"]],
    ["export default function f() {}", ["1: default export"]],
    ["switch (x) { default: f() }", []],
    ["\nMath.random()", ["2: Math.random"]],
    ["Math.max(1)", []],
    ["Date.now()", ["1: Date.now"]],
    ["new Date()", ["1: new Date()"]],
    ["new Date(0)", []],
    ["performance.now()", ["1: performance.now"]],
    ["process.exit()", ["1: process"]],
    ['console["log"]', ["1: console"]],
    ['export * from "./a.js";\nexport { b } from "./b.js"', ["a barrel; only index.ts may be one"]],
  ])("%j breaks %j", (text, expected) => {
    expect(offences("programs/example.ts", text)).toEqual(expected);
  });

  test("a file has 400 lines at most", () => {
    expect(offences("programs/example.ts", "x\n".repeat(400))).toEqual([]);
    expect(offences("programs/example.ts", "x\n".repeat(401))).toEqual(["401 lines, 400 are allowed"]);
  });

  test("only the command line may know the process and the time", () => {
    expect(offences("cli/example.ts", "process.exit(Date.now())")).toEqual([]);
  });
});
