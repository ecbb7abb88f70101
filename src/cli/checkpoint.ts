/**
 * A stopped search in a file. One line of JSON says what it is of, then come the bytes of the snapshot:
 *
 *   {"format":"sim checkpoint 4","made":{"sim":"0.1.0","scenario":"3f…","--set":"N=5",…},"sha256":"9c…"}
 *   <v8.serialize>
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { snapshotForm } from "../explorer/searching.js";
import type { Snapshot } from "../explorer/searching.js";
import type { Program } from "../programs/program.js";
import { UsageError } from "./exit.js";
import { settingsOf } from "./options.js";
import type { CheckpointArguments, QuestionArguments, ScenarioArguments } from "./options.js";
import { version } from "./version.js";
import { refuseUnwritable, writeWhole } from "./write.js";

type SearchArguments = CheckpointArguments & ScenarioArguments & QuestionArguments;

const formats = "sim checkpoint ";
const format = `${formats}${snapshotForm}`;

/** What a snapshot depends on, by what a person calls it. */
type Made = Readonly<Record<string, string>>;

interface Header {
  readonly format: string;
  readonly made: Made;
  /** Of the bytes behind the header. */
  readonly sha256: string;
}

/** What the options of a search get from `--resume` and `--checkpoint`. */
export interface Checkpointing {
  readonly resume?: Snapshot;
  readonly onStop?: (snapshot: Snapshot) => void;
}

export class Checkpoint {
  readonly options: Checkpointing;
  private readonly path: string | undefined;
  private readonly made: Made;
  private saved: string | null = null;

  /** Throws UsageError for a file that does not fit, is damaged, or cannot be written. */
  constructor(program: Program, args: SearchArguments) {
    this.path = args.checkpoint;
    this.made = madeOf(program, args);
    if (args.checkpoint !== undefined) refuseToSpoil(args.checkpoint);
    this.options = {
      ...(args.resume === undefined ? {} : { resume: read(args.resume, this.made) }),
      ...(args.checkpoint === undefined ? {} : { onStop: this.save }),
    };
  }

  /** How to go on, or that there is nothing left to do; null: nobody asked. */
  get told(): string | null {
    if (this.path === undefined) return null;
    return this.saved ?? `the search is over: ${this.path} was not written`;
  }

  /** What cannot be saved can still be told. */
  private readonly save = (snapshot: Snapshot): void => {
    const path = this.path ?? "";
    try {
      write(path, this.made, snapshot);
      this.saved = `the search was saved: the same command with --resume ${path} goes on from here`;
    } catch (error) {
      this.saved = `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}

function madeOf(program: Program, args: SearchArguments): Made {
  const { interpreter = "", granularity = "", time = "", fairness = "", reduce = "" } = args;
  const settings = Object.entries(settingsOf(args)).map(([name, value]) => `${name}=${value}`);
  return {
    sim: version(),
    scenario: sha256(program.source),
    "--set": settings.sort().join(" "),
    "--interpreter": interpreter,
    "--granularity": granularity,
    "--time": time,
    "--fairness": fairness,
    "--reduce": reduce,
  };
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

// --- writing ----------------------------------------------------------------------------------------------------

function write(path: string, made: Made, snapshot: Snapshot): void {
  const bytes = serialize(snapshot);
  const header: Header = { format, made, sha256: sha256(bytes) };
  writeWhole(path, `${JSON.stringify(header)}\n`, bytes);
}

/** Before the search, which may take long. */
function refuseToSpoil(path: string): void {
  refuseUnwritable(path);
  if (existsSync(path) && headerOf(readBytes(path)) === null)
    throw new UsageError(`${path} is no checkpoint, and is not overwritten`, "Give another name.");
}

// --- reading ----------------------------------------------------------------------------------------------------

function read(path: string, made: Made): Snapshot {
  const bytes = readBytes(path);
  const header = headerOf(bytes);
  if (header === null) throw new UsageError(`${path} is no checkpoint`, "`--checkpoint` writes one.");
  refuseOther(path, header, made);
  const body = bytes.subarray(bytes.indexOf("\n") + 1);
  if (sha256(body) !== header.sha256)
    throw new UsageError(`${path} is damaged`, "The search has to start over, without --resume.");
  return deserialize(body) as Snapshot;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") throw new UsageError(`${path} is a folder`, "Give the file that `--checkpoint` wrote.");
    throw new UsageError(code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be read: ${message}`);
  }
}

function headerOf(bytes: Buffer): Header | null {
  try {
    const header = JSON.parse(bytes.toString("utf8", 0, bytes.indexOf("\n"))) as Partial<Header> | null;
    if (header?.format?.startsWith(formats) !== true || typeof header.made !== "object") return null;
    return header as Header;
  } catch {
    return null;
  }
}

function refuseOther(path: string, header: Header, made: Made): void {
  if (header.format !== format)
    throw new UsageError(
      `${path} was written by another version of sim`,
      "The search has to start over, without --resume.",
    );
  const other = Object.keys(made).find((name) => header.made[name] !== made[name]);
  if (other === undefined) return;
  const was = header.made[other];
  if (other === "sim") throw new UsageError(`${path} was written by sim ${was}; this is sim ${made[other]}`);
  if (other === "scenario")
    throw new UsageError(`${path} belongs to another scenario`, "Or the scenario has been changed since.");
  throw new UsageError(
    `${path} was written ${was === "" ? "without" : "with"} ${`${other} ${was}`.trimEnd()}`,
    "Limits may differ when a search goes on, nothing else.",
  );
}
