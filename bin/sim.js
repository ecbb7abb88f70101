#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep compiled code between runs; that halves the start.
module.enableCompileCache?.();
const { main } = await import("../dist/cli/main.js");

process.exitCode = await main(process.argv.slice(2));
