/** `compare` lines: strategies with their numbers worked out. */
import { strategyKinds, type Strategy, type StrategyKind } from "../../programs/strategy.js";
import type { Expression, StrategySyntax } from "../syntax.js";
import type { ModuleText } from "./context.js";
import { staticInteger } from "./static.js";

export function strategyKind(name: string): StrategyKind | null {
  return strategyKinds.find((kind) => kind === name) ?? null;
}

/** All strategies of the `compare` lines, as written. */
export function comparedIn(module: ModuleText): StrategySyntax[] {
  return module.declarations.flatMap((node) => (node.kind === "Compare" ? node.strategies : []));
}

/** Of a checked strategy. */
export function strategyOf(module: ModuleText, { name, workers, limit, computing }: StrategySyntax): Strategy {
  return {
    kind: strategyKind(name) ?? "sequential",
    workers: countOf(module, workers),
    limit: countOf(module, limit),
    computing:
      computing === null
        ? null
        : {
            kind: computing.name === "processes" ? "processes" : "threads",
            workers: countOf(module, computing.workers),
          },
  };
}

function countOf(module: ModuleText, count: Expression | null): number | null {
  const value = count === null ? null : staticInteger(module, count);
  return value === null ? null : Number(value);
}
