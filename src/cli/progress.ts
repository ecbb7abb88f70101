/** One line on standard error, rewritten a few times a second, gone at the end; nothing at all without a terminal. */
import type { ExploreOptions } from "../explorer/explore.js";
import type { SampleOptions } from "../explorer/sample.js";
import { clip, thousands } from "../report/layout.js";
import type { Paint } from "../report/paint.js";

type Searched = Parameters<NonNullable<ExploreOptions["progress"]>>[0];
type Drawn = Parameters<NonNullable<SampleOptions["progress"]>>[0];

/** A line is not rewritten sooner. */
export const EVERY_MS = 120;
/** A search that is over sooner shows nothing. */
const QUIET_MS = 250;

export class ProgressLine {
  readonly #paint: Paint;
  readonly #clock: () => number;
  readonly #started: number;
  #last = -Infinity;
  #shown = false;

  /** `clock` in milliseconds, from any start. */
  constructor(paint: Paint, clock: () => number = () => performance.now()) {
    this.#paint = paint;
    this.#clock = clock;
    this.#started = clock();
  }

  /** `label` says what is being searched, if there are several. */
  update(progress: Searched | Drawn, label = ""): void {
    if (!process.stderr.isTTY) return;
    const now = this.#clock();
    if (now - this.#started < QUIET_MS || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.show(`${label}${describe(progress, now - this.#started)}`);
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

function describe(progress: Searched | Drawn, ms: number): string {
  const done = "runs" in progress ? progress.runs : progress.states;
  const rate = `${thousands(Math.round((1000 * done) / Math.max(ms, 1)))}/s`;
  const states = `${thousands(progress.states)} states`;
  const memory = `${Math.round(progress.bytes / 2 ** 20)} MB`;
  if ("runs" in progress)
    return `${thousands(progress.runs)} of ${thousands(progress.wanted)} runs · ${rate} · ${states} · ${memory}`;
  const { depth, frontier } = progress;
  return `${states} · ${rate} · depth ${thousands(depth)} · frontier ${thousands(frontier)} · ${memory}`;
}
