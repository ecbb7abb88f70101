// The library's code is made once, by the build, and moved into each program; it must be what lowering it anew gives.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../dist/language/check/check.js";
import { compile } from "../../dist/language/compile.js";
import { library, libraryNames, moduleText, type Library } from "../../dist/language/lower/library.js";
import { factsOf, inPlace } from "../../dist/language/lower/members.js";
import { Lowering } from "../../dist/language/lower/program.js";
import { parse } from "../../dist/language/parse.js";
import { Source } from "../../dist/language/source.js";
import type { Program } from "../../dist/programs/program.js";
import { coroutineText, processText, scenarioText } from "../laws/programs.js";

const folder = new URL("../../scenarios/", import.meta.url);
const lessons = readdirSync(folder).filter((file) => file.endsWith(".scenario"));

/** Every byte of a program: the order of everything counts. */
function bytes(program: Program | null): string {
  return JSON.stringify(program, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value instanceof Set ? [...(value as ReadonlySet<unknown>)] : value,
  );
}

/** The program as it is compiled, and with every member of the library lowered anew. */
function same(text: string): boolean {
  const source = new Source(text);
  const module = moduleText("", source, parse(source).syntax.declarations);
  const anew = new Lowering(module, {}, inPlace);
  check(module, anew, false);
  return bytes(compile(text).program) === bytes(anew.program());
}

const members = libraryNames().flatMap((module) =>
  [...(library(module)?.members.keys() ?? [])].map((name) => ({ module, name })),
);

/** A thread that mentions members of the library, in an order of its own. */
const mentions = fc.uniqueArray(fc.constantFrom(...members), { minLength: 1, maxLength: 6 }).map((used) => {
  const lines = used.map(({ module, name }, i) => `    import ${module} as m${i}\n    if 1 < 2: x = m${i}.${name}`);
  return ["thread a:", ...lines].join("\n");
});

function known(name: string): Library {
  const module = library(name);
  if (module === null) throw new Error(`no module ${name}`);
  return module;
}

describe("what the build writes down of the library", () => {
  const { rules } = new Lowering(moduleText("", new Source(""), []));

  it.each(libraryNames())("is what the text says, in all of %s", (name) => {
    const { members, imports, text } = known(name);
    expect(new Map(imports)).toEqual(text.imports);
    expect([...members.keys()]).toEqual([...text.declared.keys()]);
    for (const member of members.values()) {
      expect(member.kind).toBe(member.node.kind);
      expect(member.facts).toStrictEqual(factsOf(member, rules));
    }
  });
});

describe("members of the library in a program", () => {
  it("are those that lowering them anew gives, in every scenario", () => {
    const texts = lessons.map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
    expect(texts.filter(({ text }) => !same(text)).map(({ file }) => file)).toEqual([]);
  });

  it.each([
    ["threads", scenarioText],
    ["processes", processText],
    ["coroutines", coroutineText],
    ["any members, mentioned in any order", mentions],
  ])("are those that lowering them anew gives, in programs of %s", (_, texts) => {
    fc.assert(fc.property(texts, same), { numRuns: 40, seed: 20260 });
  });
});
