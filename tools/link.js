// After the build: puts `sim` where `npx` looks first (node_modules/.bin), so that `npx sim` in this very package runs
// this very copy. Left alone, npx installs a link to the package into a cache of its own, named after the path, which
// goes stale when the path is cloned anew.
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));
if (existsSync(folder)) {
  for (const name of ["sim", "sim.cmd"]) rmSync(folder + name, { force: true });
  if (process.platform === "win32") writeFileSync(`${folder}sim.cmd`, '@node "%~dp0\\..\\..\\bin\\sim.js" %*\r\n');
  else symlinkSync("../../bin/sim.js", `${folder}sim`);
}
