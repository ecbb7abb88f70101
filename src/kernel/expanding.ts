/** Expands states: finds where the steps of their units lead, for some that come up soon at a time, and asks about new ones. */
import { due, foundAlone, takeAhead } from "./ahead";
import { end, standstill } from "./host";
import { addEdge, beginState, endState, expandedCount, isExpanded } from "./graph";
import { added, rowAt, size } from "./set";
import { choiceOf, enterStep, findAll, kindOfStep, knownTarget, leafOf, newAt, stepTotal } from "./proposals";
import { answerFor, heed, unknown } from "./questions";
import * as steps from "./steps";

/** Why a search comes back to its host: it is time to look at the limits; there are so many states. */
const check: i32 = 4;
const full: i32 = 5;

/** By the last bits of a state: the last batch that had one with these. */
const lastBatches: usize = memory.data(1024 << 2, 16);
let batchNumber: i32 = 0;
/** Of the states of a batch, those before are expanded. */
let prepared: i32 = 0;
let sizeMax: i32 = 0;
let dueAt: i32 = 0;
let checkAt: i32 = 0;
let isFailing: bool = false;

/** Whether the host failed: what was begun is not followed. */
export function hasFailed(): bool {
  return isFailing;
}

/** No more than so many states; comes back when there are so many that something is `due`, and when so many are expanded. */
export function limitStates(statesMax: i32, due: i32, expandedMax: i32): void {
  sizeMax = statesMax;
  dueAt = due;
  checkAt = expandedMax;
}

/** Whether and why the search is to come back to its host now; else 0. */
export function isDue(): i32 {
  const states: i32 = size();
  const expanded = expandedCount();
  if (states > sizeMax && expanded < states) return full;
  return states >= dueAt || expanded === checkAt ? check : 0;
}

export function expandOnce(state: i32): void {
  if (!isExpanded(state)) expand(state);
}

function expand(state: i32): void {
  if (prepared === steps.stateTotal() || steps.stateAt(prepared) !== state) {
    prepared = 0;
    if (!takeAhead(state)) prepare(state);
  }
  const i = prepared++;
  beginState(state);
  const last = steps.firstStep(i + 1);
  for (let step = steps.firstStep(i); step < last; step++) {
    if (choiceOf(step) < 0) standstill(state, leafOf(step));
    else take(step);
  }
  endState();
  if (steps.failed() && prepared === steps.stateTotal()) {
    isFailing = true;
    return;
  }
  const how = steps.endOf(i);
  if (how !== steps.moves) end(state, how === 1 ? 1 : 0);
}

/**
 * Finds the successors of the state, and of those that will be expanded next: as many as will be whatever is found on
 * the way.
 */
function prepare(state: i32): void {
  const most = min(sizeMax, dueAt);
  const last = checkAt - expandedCount();
  batchNumber += 1;
  steps.clear();
  addOnce(state);
  for (let i = 0; !steps.failed() && <i32>size() + stepTotal() < most; i++) {
    const next = due(i);
    if (next < 0 || steps.stateTotal() === last) break;
    if (!isExpanded(next)) addOnce(next);
  }
  findAll();
  foundAlone();
}

function addOnce(state: i32): void {
  const last = lastBatches + ((state & 1023) << 2);
  if (load<i32>(last) === batchNumber && steps.has(state)) return;
  store<i32>(last, batchNumber);
  steps.add(state);
}

function take(step: i32): void {
  const before = knownTarget(step);
  if (before >= 0) {
    addEdge(before, kindOfStep(step));
    return;
  }
  const target = enterStep(step);
  const isNew = added();
  addEdge(target, kindOfStep(step));
  if (!isNew) return;
  const answer = load<i32>(newAt(~before), 4);
  heed(answer === unknown ? answerFor(rowAt(target)) : answer, target);
}
