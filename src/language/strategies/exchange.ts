/** Primitives of threads exchanged for those of tasks or processes, or refused. */
import type { Declaration } from "../syntax.js";
import { amongTasks, exchanged, withoutCounterpart, type Counterparts, type Shared } from "./primitives.js";
import type { Scene } from "./scene.js";

export function exchangedFor(
  { module, refusals }: Scene,
  primitives: readonly Shared[],
  table: Counterparts,
): [Declaration, Declaration][] {
  return primitives.map((node) => {
    const lacking = withoutCounterpart(module, node, table);
    if (lacking !== null) {
      const home = table === amongTasks ? "asyncio" : "multiprocessing";
      refusals.refuse(
        lacking.made.span,
        `${home} has nothing like \`${lacking.name}\`.`,
        "Use another primitive in the jobs.",
      );
    }
    return [node, exchanged(module, node, table)];
  });
}
