/** One line on standard error, rewritten a few times a second, gone at the end; nothing at all without a terminal. */
import type { ExploreOptions } from "../explorer/explore.js";
import type { SampleOptions } from "../explorer/sample.js";
import { thousands } from "../programs/thousands.js";
import { clip } from "../report/layout.js";
import type { Paint } from "../report/paint.js";
import { now } from "./clock.js";

type Searched = Parameters<NonNullable<ExploreOptions["progress"]>>[0];
type Drawn = Parameters<NonNullable<SampleOptions["progress"]>>[0];

/** A line is not rewritten sooner. */
export const EVERY_MS = 120;
/** A search that is over sooner shows nothing. */
const QUIET_MS = 250;

/** How far it was at some time; `share` of all that may be done. */
interface Point {
  readonly at: number;
  readonly done: number;
  readonly share: number;
}

export class ProgressLine {
  readonly #paint: Paint;
  readonly #clock: () => number;
  readonly #started: number;
  /** Speed is counted from here. */
  #since: Point;
  #last = -Infinity;
  #shown = false;

  /** `clock` in milliseconds, from any start. */
  constructor(paint: Paint, clock: () => number = now) {
    this.#paint = paint;
    this.#clock = clock;
    this.#started = clock();
    this.#since = { at: this.#started, done: 0, share: 0 };
  }

  /** `label` says what is being searched, if there are several. */
  update(progress: Searched | Drawn, label = ""): void {
    if (!process.stderr.isTTY) return;
    const at = this.#clock();
    const now = pointOf(progress, at);
    // A search that goes on from where another one stopped has not done all that in no time; and one may begin anew.
    const isNew = this.#last === -Infinity && at - this.#started < QUIET_MS;
    if (isNew || now.done < this.#since.done) this.#since = now;
    if (at - this.#started < QUIET_MS || at - this.#last < EVERY_MS) return;
    this.#last = at;
    this.show(`${label}${describe(progress, this.#since, now)}`);
  }

  /** What is being done now, if all of it has taken a while already. */
  note(text: string): void {
    if (this.#clock() - this.#started >= QUIET_MS) this.show(text);
  }

  /** At once. */
  show(text: string): void {
    if (!process.stderr.isTTY) return;
    this.#shown = true;
    process.stderr.write(`\r\x1b[2K${this.#paint.dim(clip(text, process.stderr.columns - 1))}`);
  }

  erase(): void {
    if (this.#shown) process.stderr.write("\r\x1b[2K");
    this.#shown = false;
  }
}

function pointOf(progress: Searched | Drawn, at: number): Point {
  return "runs" in progress
    ? { at, done: progress.runs, share: progress.runs / progress.wanted }
    : { at, done: progress.states, share: progress.used };
}

/** How many states there will be nobody knows (see docs/design.md); when a limit stops the search can be told. */
function describe(progress: Searched | Drawn, since: Point, now: Point): string {
  const ms = Math.max(now.at - since.at, 1);
  const rate = `${thousands(Math.round((1000 * (now.done - since.done)) / ms))}/s`;
  const left = about(((1 - now.share) * ms) / (now.share - since.share));
  const states = `${thousands(progress.states)} states`;
  const memory = `${Math.round(progress.bytes / 2 ** 20)} MB`;
  if ("runs" in progress) {
    const runs = `${thousands(progress.runs)} of ${thousands(progress.wanted)} runs`;
    return [runs, rate, ...left.map((time) => `${time} left`), states, memory].join(" · ");
  }
  if (progress.reduced !== null) return `${states} · reduced search: ${thousands(progress.reduced)} states · ${memory}`;
  const { depth, frontier, hottest } = progress;
  return [
    ...(progress.proved ? ["only least schedules are missing"] : []),
    ...[states, rate],
    ...left.map((time) => `limit in ${time}`),
    ...(hottest === null ? [] : [`hottest line ${hottest.line} (${Math.round(100 * hottest.share)} %)`]),
    ...[`depth ${thousands(depth)}`, `frontier ${thousands(frontier)}`, memory],
  ].join(" · ");
}

/** ["about 40 s"], ["about 3 min"], ["about 2 h"]; nothing where nothing can be told. */
function about(ms: number): string[] {
  if (!Number.isFinite(ms) || ms < 0) return [];
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return [`about ${seconds} s`];
  const minutes = Math.ceil(seconds / 60);
  return [minutes < 100 ? `about ${minutes} min` : `about ${thousands(Math.ceil(minutes / 60))} h`];
}
