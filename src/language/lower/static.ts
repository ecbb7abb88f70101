/** Values that are known before anything runs: numbers made of literals, constants and arithmetic. */
import type { BinaryOperator, Expression } from "../syntax.js";
import type { ModuleText } from "./context.js";

type Numeric = bigint | number;

/** Null if it is no number that is known now. */
export function staticNumber(module: ModuleText, expr: Expression): number | null {
  const value = staticValue(module, expr, 0);
  return value === null ? null : Number(value);
}

/** Null if it is no whole number that is known now. */
export function staticInteger(module: ModuleText, expr: Expression): bigint | null {
  const value = staticValue(module, expr, 0);
  return typeof value === "bigint" ? value : null;
}

function staticValue(module: ModuleText, expr: Expression, depth: number): Numeric | null {
  if (depth > 50) return null;
  switch (expr.kind) {
    case "Constant":
      return typeof expr.value === "bigint" || typeof expr.value === "number" ? expr.value : null;
    case "Duration":
      return Number(expr.nanoseconds) / 1e9;
    case "Name": {
      const node = module.declared.get(expr.id);
      return node?.kind === "Const" ? staticValue(module, node.value, depth + 1) : null;
    }
    case "Unary": {
      const value = staticValue(module, expr.operand, depth + 1);
      return value === null || (expr.operator !== "-" && expr.operator !== "+")
        ? null
        : expr.operator === "-"
          ? -value
          : value;
    }
    case "Binary": {
      const left = staticValue(module, expr.left, depth + 1);
      const right = staticValue(module, expr.right, depth + 1);
      return left === null || right === null ? null : arithmetic(expr.operator, left, right);
    }
    default:
      return null;
  }
}

function arithmetic(operator: BinaryOperator, left: Numeric, right: Numeric): Numeric | null {
  if (typeof left === "bigint" && typeof right === "bigint") return exact(operator, left, right);
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? null : a / b;
    default:
      return null;
  }
}

function exact(operator: BinaryOperator, a: bigint, b: bigint): Numeric | null {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0n ? null : Number(a) / Number(b);
    case "//":
      return b === 0n ? null : floorDivide(a, b);
    case "%":
      return b === 0n ? null : a - floorDivide(a, b) * b;
    case "**":
      return b >= 0n && b < 200n ? a ** b : null;
    default:
      return null;
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
