// After the compiler: the command line in a few files (dist/bundle), because a cold start spends most of its time in
// opening hundreds of modules. bin/sim.js takes the bundle if it is there; the library and the tests use dist itself.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

await build({
  root,
  configFile: false,
  logLevel: "error",
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: true,
    target: "node20",
    minify: false,
    emptyOutDir: true,
    outDir: "dist/bundle",
    rollupOptions: {
      // A thread is started from a file of its own.
      input: { main: `${root}dist/cli/main.js`, worker: `${root}dist/cli/worker.js` },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
