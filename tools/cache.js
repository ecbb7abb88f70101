// After the bundle, in a process of its own: runs what people run most, and keeps what V8 has compiled by then. What it
// has not compiled is compiled when it is used.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import bundle from "../bin/bundle.js";

const file = fileURLToPath(new URL("../dist/bundle/sim.cjs", import.meta.url));
const lesson = (name) => fileURLToPath(new URL(`../scenarios/${name}.scenario`, import.meta.url));
const commands = [
  [],
  ["explore", lesson("counter")],
  ["explore", lesson("abba-deadlock")],
  ["explore", lesson("async-barrier"), "--max-states", "200"],
  ["run", lesson("counter")],
  ["check", lesson("counter")],
  ["time", lesson("counter")],
];

setFlagsFromString("--no-flush-bytecode");
const { script, source } = bundle.scriptOf(file, "sim.cjs");
const { main } = bundle.run(script, file);
const write = [process.stdout.write, process.stderr.write];
process.stdout.write = process.stderr.write = () => true;
for (const command of commands) await main(command);
[process.stdout.write, process.stderr.write] = write;
setFlagsFromString("--flush-bytecode");
writeFileSync(bundle.cacheName(file), bundle.stored(source, script.createCachedData()));
