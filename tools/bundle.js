// After the compiler: the command in one script, with what V8 compiles of it (bin/bundle.js), because a cold start spends
// most of its time in opening hundreds of modules and compiling them. bin/sim.js takes the bundle if it is there; the
// library and the tests use dist itself.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { quickWidths } from "./width.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}dist/bundle/`;

/** What the library's members are, one behind the other: a file of its own, of which a process reads what it uses. */
const texts = [];
let length = 0;
const ownTexts = {
  name: "own-texts",
  transform(code, id) {
    if (!id.endsWith("/lower/shipped.js")) return null;
    const placed = code.replace(/\(\) => '((?:[^'\\]|\\.)*)'/g, (_, quoted) => {
      const text = Buffer.from(quoted.replace(/\\(.)/g, "$1"));
      texts.push(text);
      length += text.length;
      return `() => textAt(${length - text.length}, ${text.length})`;
    });
    return `import { openSync, readSync } from "node:fs";
let file = -1;
function textAt(at, length) {
  if (file < 0) file = openSync(\`\${__dirname}/library.txt\`);
  const text = Buffer.allocUnsafe(length);
  readSync(file, text, 0, length, at);
  return text.toString();
}
${placed}`;
  },
};

const { output } = await build({
  root,
  configFile: false,
  logLevel: "error",
  plugins: [quickWidths, ownTexts],
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: true,
    write: false,
    target: "node20",
    minify: false,
    rollupOptions: {
      input: `${root}tools/entry.js`,
      output: { format: "cjs", codeSplitting: false, comments: false },
      // yargs looks there for what a scenario has no use for.
      onLog: (level, log, report) => log.code === "EMPTY_IMPORT_META" || report(level, log),
    },
  },
});

/** Node's modules that few commands use, loaded when they are. */
const code = output[0].code.replace(
  /^let (\w+) = require\("(assert|node:(?:child_process|crypto|os|readline|v8|worker_threads))"\);$/gm,
  'const $1 = new Proxy({}, { get: (_, name) => require("$2")[name] });',
);

/** Escapes instead of all that is not ASCII: such a text need not be decoded. Without the path of this folder. */
const ascii = code
  .replaceAll(root, "")
  .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}sim.cjs`, `(function (exports, require, module, __filename, __dirname) {${ascii}\n})\n`);
writeFileSync(`${folder}library.txt`, Buffer.concat(texts));
// A thread is started from a file of its own.
writeFileSync(
  `${folder}worker.js`,
  `import { fileURLToPath } from "node:url";
import bundle from "../../bin/bundle.js";
await bundle.load(fileURLToPath(new URL("sim.cjs", import.meta.url))).startThread();
`,
);
execFileSync(process.execPath, [`${root}tools/cache.js`], { stdio: "inherit" });
