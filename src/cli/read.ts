/** Reads a scenario from a file, or from standard input for `-`, or says clearly why that is not possible. */
import { closeSync, openSync, readSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { suggest } from "../programs/suggest.js";
import { UsageError } from "./exit.js";

const BYTES_MAX = 16 * 2 ** 20;
const CHUNK = 2 ** 16;

/** The text of a scenario. Throws UsageError for what is missing, unreadable, too large, or not text. */
export function readScenario(path: string): string {
  return readText(path, "scenario");
}

/** The same for a text of another kind: "calibration". */
export function readText(path: string, kind: string): string {
  const bytes = readBytes(path, kind);
  const name = shownName(path);
  if (bytes.includes(0))
    throw new UsageError(`${name} is not text: it contains NUL bytes`, `A ${kind} is a UTF-8 text file.`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text`, "Save it as UTF-8.");
  }
}

/** How reports name the file. */
export function shownName(path: string): string {
  return path === "-" ? "<stdin>" : path;
}

/** In pieces, so that an endless file (`/dev/zero`) ends at the limit. */
function readBytes(path: string, kind: string): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  const file = open(path);
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readChunk(file, chunk, path);
      if (count === 0) return Buffer.concat(chunks);
      total += count;
      if (total > BYTES_MAX)
        throw new UsageError(
          `${shownName(path)} is larger than ${BYTES_MAX / 2 ** 20} MB`,
          `A ${kind} is a page of text.`,
        );
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function open(path: string): number {
  if (path === "-") return 0;
  try {
    return openSync(path, "r");
  } catch (error) {
    throw explained(path, error);
  }
}

function readChunk(file: number, chunk: Buffer, path: string): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      // A terminal or pipe that has nothing yet.
      if (code !== "EAGAIN") throw explained(path, error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function explained(path: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new UsageError(`there is no file ${path}`, nearby(path));
    case "EISDIR":
      return new UsageError(`${path} is a folder`, `\`sim test ${path}\` checks every scenario in it.`);
    case "EACCES":
    case "EPERM":
      return new UsageError(`${path} cannot be read: permission denied`);
    default:
      return new UsageError(`${path} cannot be read: ${message}`);
  }
}

/** "Did you mean scenarios/counter.scenario?" */
function nearby(path: string): string | null {
  const folder = dirname(path);
  try {
    const names = readdirSync(folder).sort();
    const extended = names.find((name) => name === `${basename(path)}.scenario`);
    const meant = extended ?? suggest(basename(path), names);
    return meant === null ? null : `Did you mean ${join(folder, meant)}?`;
  } catch {
    return folder === "." ? null : `There is no folder ${folder} either.`;
  }
}
