#!/usr/bin/env node
const { statSync } = require("node:fs");
const module_ = require("node:module");
const { join } = require("node:path");

/** Ctrl-C counts from the start: it stops a search that has not begun. A second one ends the process. */
const early = { asked: false, forget: () => process.off("SIGINT", hear) };
function hear() {
  if (early.asked) process.exit(130);
  early.asked = true;
}
process.on("SIGINT", hear);

const compiled = join(__dirname, "../dist/cli/main.js");
const bundle = join(__dirname, "../dist/bundle/sim.cjs");

/** When a file was written; 0 if there is none. */
const written = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The bundle starts faster; a build of the compiler alone leaves it behind, and then it is not used. */
async function command() {
  if (written(bundle) > written(compiled)) return require("./bundle.js").load(bundle);
  module_.enableCompileCache?.();
  return import("../dist/cli/main.js");
}

/** Once all is written, or cannot be. Left alone, Node would first take apart what the system takes back anyway. */
function exit(code) {
  process.stdout.write("", () => {
    const { errored } = process.stdout;
    // A reader that went away has read what it wanted.
    const isLost = errored !== null && errored.code !== "EPIPE";
    if (isLost) console.error(`error: the output cannot be written: ${errored.message}`);
    process.stderr.write("", () => process.exit(isLost ? 2 : code));
  });
}

command().then(
  async ({ main }) => exit(await main(process.argv.slice(2), early)),
  (error) => {
    console.error(`sim is not built, or only in part: \`npm ci\` does that. (${error.message})`);
    exit(70);
  },
);
