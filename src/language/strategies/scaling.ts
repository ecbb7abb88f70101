/** All that is computed, taking longer or shorter. */
import { kindOf } from "../lower/nodes.js";
import type { Declaration, Expression, Statement } from "../syntax.js";
import { nowhere } from "./build.js";
import { replaced } from "./tree.js";

/** The declaration with every `cpu` duration times `scale`; durations that are written out are rounded to nanoseconds. */
export function scaled(declaration: Declaration, scale: number): Declaration {
  return replaced(declaration, (node) => {
    if (kindOf(node) !== "Cpu") return null;
    const cpu = node as Extract<Statement, { kind: "Cpu" | "Io" | "Sleep" }>;
    return { ...cpu, duration: times(cpu.duration, scale) };
  });
}

function times(duration: Expression, scale: number): Expression {
  if (duration.kind === "Duration") {
    const nanoseconds = BigInt(Math.round(Number(duration.nanoseconds) * scale));
    return { ...duration, nanoseconds, text: durationText(nanoseconds) };
  }
  const factor: Expression = { kind: "Constant", value: scale, span: nowhere };
  return { kind: "Binary", operator: "*", left: duration, right: factor, span: nowhere };
}

const units = [
  ["s", 1_000_000_000n],
  ["ms", 1_000_000n],
  ["us", 1_000n],
] as const;

/** In the largest unit that gives a whole number. */
function durationText(nanoseconds: bigint): string {
  const [unit, size] = units.find(([, each]) => nanoseconds % each === 0n) ?? ["ns", 1n];
  return `${nanoseconds / size}${unit}`;
}
