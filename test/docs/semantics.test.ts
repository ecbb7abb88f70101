/** docs/semantics.md is what the library says now, and all of it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { library, memberNames } from "../../dist/language/lower/library.js";
import { semanticsPage } from "../../dist/language/manual/page.js";
import { modules } from "../../dist/programs/primitives/modules.js";

const page = semanticsPage();

/** Each module's part of the page. */
const chapters = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split("\n")[0], text]),
);

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]);

describe("The page of semantics", () => {
  test("is what `npm run docs` prints", () => {
    expect(readFileSync(new URL("../../docs/semantics.md", import.meta.url), "utf8")).toBe(page);
  });

  test("has a chapter for each module, in the library's order", () => {
    expect([...chapters.keys()]).toEqual(["Contents", ...modules.map(({ name }) => name)]);
  });

  test("leads from its contents to headings that are there", () => {
    const anchors = matches(page, /^#+ (.*)$/gm).map((heading) => heading.toLowerCase().replace(/[^\w-]/g, ""));
    const links = matches(page, /\]\(#([^)]*)\)/g);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  test("explains every function that is neither Python's nor the library's", () => {
    const defined = new Set(modules.flatMap(({ text }) => matches(text, /\b(?:def|class) (\w+)/g)));
    const explained = new Set(matches(page.split("## Contents")[0], /^\| `(\w+)\(/gm));
    const called = new Set(matches(page.split("## Contents")[1], /(?<![\w.])(_\w+)\(/g));
    expect([...called].filter((name) => !defined.has(name) && !explained.has(name))).toEqual([]);
  });

  describe.each(modules.map((module) => [module.name, module] as const))("says of %s", (name, module) => {
    const chapter = chapters.get(name) ?? "";

    test("every public name", () => {
      const loaded = library(name);
      const names = loaded === null ? [] : memberNames(loaded);
      expect(names.length).toBeGreaterThan(0);
      const absent = names.filter((member) => !new RegExp(`[\`. ]${member}\\b`).test(chapter));
      expect(absent).toEqual([]);
    });

    test("every public method", () => {
      const classes = module.text.split(/^(?=\S)/m).filter((text) => /^class [A-Za-z]/.test(text));
      const names = classes.flatMap((text) => matches(text, /^ {4}(?:async )?def ([a-z]\w*)\(/gm));
      expect(names.filter((method) => !new RegExp(`\`(await )?${method}\\b`).test(chapter))).toEqual([]);
    });

    test("every guarded command, in its words", () => {
      const commands = matches(module.text, /^ *(select)\b.*:$/gm);
      expect(matches(chapter, /\| (effect) \| in words \|/g)).toHaveLength(commands.length);
      const words = matches(module.text, /^ *(?:when|after) .*"(.*)":$/gm).sort();
      const rows = [...matches(chapter, /^\| .* \| (.*) \|$/gm)].filter((text) => text !== "in words");
      for (const text of words) expect(rows).toContain(text);
    });
  });
});
