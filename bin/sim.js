#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep compiled code between runs; that halves the start.
module.enableCompileCache?.();
const { main } = await import("../dist/cli/main.js").catch((error) => {
  console.error(`sim is not built, or only in part: \`npm ci\` does that. (${error.message})`);
  process.exit(70);
});

process.exitCode = await main(process.argv.slice(2));
