/** Files that are written whole or not at all. */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./exit.js";

/** Whatever happens, the path names the old file or the new one. Throws what the file system throws. */
export function writeWhole(path: string, ...pieces: readonly (string | Uint8Array)[]): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(unfinished, "w");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Before work that may take long: throws UsageError for a path that nothing can be written to. */
export function refuseUnwritable(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${path} is a folder`, "Give the name of a file.");
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch {
    throw new UsageError(`${path} cannot be written`, `Is there a folder ${dirname(path)} to write to?`);
  }
}
