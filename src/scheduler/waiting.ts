/** The two instructions that make a step wait or branch: BLOCK and CHOOSE. */
import { raise_ } from "../programs/builtins/heap.js";
import type { Value } from "../programs/value.js";
import { blockingCall } from "./blocking-call.js";
import { timeLeft } from "./clock.js";
import { Blocks, NeedsChoice } from "./machine.js";
import type { Machine } from "./machine.js";
import { fillWords } from "./words.js";

export function block(m: Machine, words: string | null): void {
  const seconds = m.pop();
  const notice = m.world.clocked || seconds === 0n || seconds === 0 ? null : blockingCall(m);
  if (seconds !== null && m.waitsFirst) {
    const left = m.world.timed ? timeLeft(m, seconds) : 0n;
    if (left === 0n) {
      if (notice !== null) m.recorder.noticed?.(notice);
      m.voluntary = true;
      return;
    }
    m.timeLeft = left;
  }
  m.standstill = notice;
  throw new Blocks(words !== null && m.recorder.words !== undefined ? fillWords(m, words) : words);
}

function pick(m: Machine, count: number): number {
  if (typeof m.choices === "function") return m.choices(count);
  const picked = m.choices.at(m.chosen++) ?? count;
  if (picked >= count) throw new NeedsChoice(count);
  return picked;
}

export function choose(m: Machine, options: readonly Value[]): void {
  if (options.length === 0) raise_("IndexError", "Cannot choose from an empty sequence");
  let picked = 0;
  if (options.length > 1) picked = pick(m, options.length);
  m.recorder.chosen?.(m, options[picked]);
  m.push(options[picked]);
}
