#!/usr/bin/env node
import { statSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// Node 22 and later keep compiled code between runs; that halves the start.
module.enableCompileCache?.();

// Most runs are over before optimised code pays: cheap code sooner, and only what is hot for longer is optimised. The names
// are those of V8 11.
if (process.versions.v8.startsWith("11."))
  for (const flag of ["--sparkplug", "--interrupt-budget=400000"]) setFlagsFromString(flag);

/** When a file was written; 0 if there is none. */
const written = (file) => statSync(new URL(file, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// The bundle starts faster; a build of the compiler alone leaves it behind, and then it is not used.
const bundled = written("../dist/bundle/main.js") > written("../dist/cli/main.js");
const { main } = await import(bundled ? "../dist/bundle/main.js" : "../dist/cli/main.js").catch((error) => {
  console.error(`sim is not built, or only in part: \`npm ci\` does that. (${error.message})`);
  process.exit(70);
});

process.exitCode = await main(process.argv.slice(2));
