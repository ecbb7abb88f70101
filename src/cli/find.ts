/** Scenario files below folders, in a stable order. */
import { readdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { UsageError } from "./exit.js";

const SKIPPED = new Set(["node_modules", "dist", "coverage"]);

/** Files as they are, folders searched for `*.scenario`; sorted, each once. Throws UsageError for a missing path. */
export function findScenarios(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) for (const file of below(normalize(path))) found.add(file);
  return [...found];
}

function below(path: string): string[] {
  const folder = isFolder(path);
  if (folder === null) throw new UsageError(`there is no file or folder ${path}`);
  if (!folder) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory())
        return entry.name.startsWith(".") || SKIPPED.has(entry.name) ? [] : below(join(path, entry.name));
      return entry.name.endsWith(".scenario") ? [join(path, entry.name)] : [];
    });
}

function isFolder(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}
