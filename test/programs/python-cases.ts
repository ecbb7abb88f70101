// The table of what CPython says (made by make-python-cases.py), and the comparison with what we say.
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Heap } from "#sim/programs/builtins/heap.js";
import type { Value } from "#sim/programs/value.js";
import { outcome, plain, read, TestHeap } from "./python-values.js";

type Row = readonly string[];
export type Group =
  "binary" | "inplace" | "compare" | "unary" | "repr" | "format" | "percent" | "get" | "set" | "delete";

const file = process.env["PYTHON_CASES"] ?? new URL("python-cases.json", import.meta.url);
const table = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<Group, readonly Row[]>>;

/** What CPython said, in the words of `outcome`. */
function expected(text: string): string {
  const heap = new TestHeap();
  if (!text.startsWith("!")) return plain(heap, read(heap, text));
  if (text.startsWith("!KeyError: ")) return `KeyError: ${plain(heap, read(heap, text.slice("!KeyError: ".length)))}`;
  return text.slice(1);
}

/** Every row of the group: `literals` of its cells are read, `run` gets them, and gives what the cell `result` says. */
export function compareWithPython(
  group: Group,
  shape: { readonly literals: readonly number[]; readonly result: number; readonly after?: number },
  run: (heap: Heap, values: readonly Value[], row: Row) => Value,
): void {
  const differences = table[group].flatMap((row) => {
    const heap = new TestHeap();
    const values = shape.literals.map((cell) => read(heap, row[cell]));
    const want = [expected(row[shape.result])];
    const got = [outcome(heap, () => run(heap, values, row))];
    if (shape.after !== undefined) {
      want.push(expected(row[shape.after]));
      got.push(plain(heap, values[0]));
    }
    return got.join(" ⇒ ") === want.join(" ⇒ ") ? [] : [{ row: row.join("  "), python: want, ours: got }];
  });
  expect(table[group].length).toBeGreaterThan(50);
  expect(differences).toEqual([]);
}
