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
  const text = Buffer.from(binary).toString("base64");
  writeFileSync(
    target,
    `/** src/kernel, compiled: made by tools/kernel.js. */\nexport const kernelCode =\n  "${text}";\n`,
  );
}

async function compiled(main) {
  let binary = new Uint8Array();
  const options = ["--outFile", "kernel.wasm", "--optimizeLevel", "3", "--runtime", "stub", "--noAssert"];
  const result = await main(["index.ts", ...options], {
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
