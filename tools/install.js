// Before `npm test`: on a fresh clone there is nothing to test with yet. Installs what the lock file says, once.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const installed = existsSync(new URL("../node_modules/.package-lock.json", import.meta.url));
if (!installed) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
}
