/** A Code as text, one instruction a line: for tests and for looking at what a scenario was lowered to. */
import type { Code, Instruction } from "./code.js";
import type { Program } from "./program.js";
import type { Value } from "./value.js";

/** `program`: to show globals and codes by name. */
export function disassemble(code: Code, program?: Program): string {
  const targets = new Set(code.instructions.flatMap((instruction) => ("to" in instruction ? [instruction.to] : [])));
  for (const { to } of code.protections) targets.add(to);
  const lines = code.instructions.map((instruction, pc) => {
    const mark = targets.has(pc) ? ">" : " ";
    return `${mark}${String(pc).padStart(3)} ${instruction.op}${operands(instruction, code, program)}`;
  });
  const protections = code.protections.map(
    ({ start, end, to, depth, atomic }) =>
      `   ${start}..${end} -> ${to} depth ${depth}${atomic > 0 ? ` atomic ${atomic}` : ""}`,
  );
  return [...lines, ...protections].join("\n");
}

function operands(instruction: Instruction, code: Code, program: Program | undefined): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(instruction)) {
    if (key === "op") continue;
    const shown = operand(key, value, code, program);
    if (shown !== null) parts.push(shown);
  }
  return parts.length === 0 ? "" : ` ${parts.join(" ")}`;
}

function operand(key: string, value: unknown, code: Code, program: Program | undefined): string | null {
  if (key === "slot" && typeof value === "number") return code.locals[value] ?? `?${value}`;
  if (key === "global" && typeof value === "number") return program?.globals[value]?.name ?? `g${value}`;
  if (key === "code" && typeof value === "number") return program?.codes[value]?.qualifiedName ?? `c${value}`;
  if (key === "value") return showValue(value as Value);
  if (key === "window" && typeof value === "number") return `open ${code.locals[value] ?? value}`;
  if (key === "windows" && Array.isArray(value))
    return `close ${value.map((slot: number) => code.locals[slot] ?? slot).join(",")}`;
  if (typeof value === "boolean") return value ? key : null;
  if (Array.isArray(value)) return value.length === 0 ? null : `[${value.join(" ")}]`;
  if (key === "words" || key === "conversion") return value === null ? null : JSON.stringify(value);
  return key === "to" ? `-> ${String(value)}` : String(value);
}

function showValue(value: Value): string {
  if (value === null) return "None";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (typeof value === "bigint") return String(value);
  if ("name" in value && typeof value.name === "string") return `${value.kind} ${value.name}`;
  return value.kind === "bytes" ? `b${JSON.stringify(value.data)}` : value.kind;
}
