// Calls to built-ins: what CPython says of them (builtins-cases.json, made by make-builtins-cases.py) is what we say.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Heap, Keywords } from "#sim/programs/builtins/heap.js";
import { callNative } from "#sim/programs/builtins/index.js";
import { itemsOf } from "#sim/programs/builtins/iteration.js";
import type { Value } from "#sim/programs/value.js";
import { outcome, plain, read, TestHeap } from "./python-values.js";

type Row = readonly [name: string, args: string, keywords: string, result: string, after: string];

const file = process.env["BUILTINS_CASES"] ?? new URL("builtins-cases.json", import.meta.url);
const table = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly Row[]>>;

function keywordsOf(heap: Heap, value: Value): Keywords {
  const dict = typeof value === "object" && value?.kind === "ref" ? heap.read(value) : null;
  return Object.fromEntries(
    dict?.kind === "dict" ? dict.entries.map(([key, item]) => [typeof key === "string" ? key : "", item]) : [],
  );
}

/** An iterator as the list of what it gives. */
function listed(heap: Heap, value: Value): Value {
  const object = typeof value === "object" && value?.kind === "ref" ? heap.read(value) : null;
  return object?.kind === "iterator" ? heap.make({ kind: "list", items: itemsOf(heap, value) ?? [] }) : value;
}

function expected(text: string): string {
  const heap = new TestHeap();
  if (!text.startsWith("!")) return plain(heap, read(heap, text));
  if (text.startsWith("!KeyError: ")) return `KeyError: ${plain(heap, read(heap, text.slice("!KeyError: ".length)))}`;
  return text.slice(1);
}

/** What the call gives, then its arguments; of an exception without words in the table only the type. */
function ours([name, args, keywords, result]: Row): string[] {
  const heap = new TestHeap();
  const given = read(heap, args);
  const items = typeof given === "object" && given?.kind === "tuple" ? given.items : [];
  const got = outcome(heap, () => listed(heap, callNative(heap, name, items, keywordsOf(heap, read(heap, keywords)))));
  return [/^!\w+$/.test(result) ? got.replace(/:.*/s, "") : got, plain(heap, given)];
}

describe("built-ins", () => {
  test.each(Object.keys(table))("of the group %s do what CPython does", (group) => {
    const differences = table[group].flatMap((row) => {
      const want = [expected(row[3]), expected(row[4])];
      const got = ours(row);
      return got.join(" ⇒ ") === want.join(" ⇒ ")
        ? []
        : [`${row.slice(0, 3).join("  ")}\n   python ${want.join(" ⇒ ")}\n   ours   ${got.join(" ⇒ ")}`];
    });
    expect(table[group].length).toBeGreaterThan(20);
    expect(differences.join("\n")).toBe("");
  });
});
