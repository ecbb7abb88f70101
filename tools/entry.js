// What the bundle offers: the command, and what a further thread of it does.
export { main } from "../dist/cli/main.js";

export function startThread() {
  return import("../dist/cli/worker.js");
}
