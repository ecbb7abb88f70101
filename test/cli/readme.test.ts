// What the README shows is what the command prints.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { simHere } from "./sim.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

test("the console block is the real output", async () => {
  const [, command = "", output = ""] = /```console\n\$ npx sim ([^\n]+)\n([^]*?)```/.exec(readme) ?? [];
  expect((await simHere(root, command.split(" "))).out).toBe(output);
});

test("the scenario block is what the file says", () => {
  const [, block = ""] = /```scenario\n([^]*?)```/.exec(readme) ?? [];
  expect(readFileSync(`${root}scenarios/counter.scenario`, "utf8")).toContain(block);
});
