// One-line ways to compile a small scenario and to look at what came out.
import { compile } from "../../dist/language/compile.js";
import { disassemble } from "../../dist/programs/disassemble.js";
import type { Code } from "../../dist/programs/code.js";
import type { Program } from "../../dist/programs/program.js";

/** The program of a text that is right. */
export function lowered(text: string): Program {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return program;
}

export function codeNamed(program: Program, name: string): Code {
  const code = program.codes.find((each) => each.qualifiedName === name);
  if (code === undefined) throw new Error(`no code ${name}`);
  return code;
}

/** The instructions of one code, without numbers in front where nothing jumps, STATEMENTs, and the closing `return None`. */
export function instructions(text: string, name = "a"): string[] {
  const program = lowered(text);
  return disassemble(codeNamed(program, name), program)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !line.endsWith(" STATEMENT"));
}

/** As `instructions`, without program counters: for code that does not jump. */
export function straight(text: string, name = "a"): string[] {
  return instructions(text, name)
    .map((line) => line.replace(/^>? *\d+ /, ""))
    .slice(0, -2);
}

/** "code line:column" of every diagnostic, in order of place. */
export function problems(text: string): string[] {
  const { diagnostics, source } = compile(text);
  return diagnostics.map(({ code, span }) => {
    const { line, column } = source.position(span.start);
    return `${code} ${line}:${column}`;
  });
}
