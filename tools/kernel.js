// Compiles src/kernel to WebAssembly, as text in a module, so that the library needs no file beside it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = new URL("../src/kernel/", import.meta.url);
const target = new URL("../src/explorer/kernel-code.ts", import.meta.url);
const files = readdirSync(source).filter((file) => file.endsWith(".ts"));

/** When a file was written; 0 if there is none. */
const written = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = Math.max(written(new URL(import.meta.url)), ...files.map((file) => written(new URL(file, source))));
if (written(target) <= newest) {
  const { main } = await import("assemblyscript/asc");
  const { error, stderr, binary } = await compiled(main);
  if (error !== null) {
    console.error(stderr.toString());
    process.exit(1);
  }
  writeFileSync(
    target,
    `/** src/kernel, compiled: made by tools/kernel.js. */
export const kernelCode =
  "${Buffer.from(binary).toString("base64")}";
/** The byte that says whether its memory is shared (3) or not (1). */
export const sharingAt = ${sharingAt(binary)};
`,
  );
}

/** Behind the name of the memory that is imported, and that it is a memory. */
function sharingAt(binary) {
  const name = "\x03env\x06memory\x02";
  const at = Buffer.from(binary).indexOf(name) + name.length;
  const alone = Uint8Array.from(binary, (byte, i) => (i === at ? 1 : byte));
  if (binary[at] !== 3 || !WebAssembly.validate(binary) || !WebAssembly.validate(alone)) throw new Error("no memory");
  return at;
}

async function compiled(main) {
  let binary = new Uint8Array();
  const memory = ["--importMemory", "--sharedMemory", "--zeroFilledMemory", "--maximumMemory", "65535"];
  const options = ["--outFile", "kernel.wasm", "--optimizeLevel", "3", "--runtime", "stub", "--noAssert"];
  const result = await main(["index.ts", ...options, ...memory, "--enable", "threads"], {
    readFile: (name, base) => {
      const file = files.find((each) => name === each);
      return file === undefined ? null : readFileSync(fileURLToPath(new URL(file, source)), "utf8");
    },
    writeFile: (name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  return { ...result, binary };
}
