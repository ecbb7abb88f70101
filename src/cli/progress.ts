/** One line on standard error, rewritten a few times a second, gone at the end; nothing at all without a terminal. */
import type { ExploreOptions } from "../explorer/explore.js";
import { clip, thousands } from "../report/layout.js";
import type { Paint } from "../report/paint.js";

type Progress = Parameters<NonNullable<ExploreOptions["progress"]>>[0];

const EVERY_MS = 120;
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
  update(progress: Progress, label = ""): void {
    if (!process.stderr.isTTY) return;
    const now = this.#clock();
    if (now - this.#started < QUIET_MS || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#shown = true;
    const line = clip(`${label}${describe(progress, now - this.#started)}`, process.stderr.columns - 1);
    process.stderr.write(`\r\x1b[2K${this.#paint.dim(line)}`);
  }

  erase(): void {
    if (this.#shown) process.stderr.write("\r\x1b[2K");
    this.#shown = false;
  }
}

function describe(progress: Progress, ms: number): string {
  const { states, depth, frontier, bytes } = progress;
  const rate = Math.round(states / Math.max(ms, 1)) * 1000;
  const memory = `${Math.round(bytes / 2 ** 20)} MB`;
  return `${thousands(states)} states · ${thousands(rate)}/s · depth ${thousands(depth)} · frontier ${thousands(frontier)} · ${memory}`;
}
