/** Expands states: finds where the steps of their units lead, for some that come up soon at a time, and asks about new ones. */
import { end, inspect, standstill } from "./host";
import { addEdge, beginState, endState, expandedCount, isExpanded, marksOf, setMarks } from "./graph";
import { growing } from "./memory";
import { added, codeAt, codes, decode, rowAt, size, valueOf } from "./set";
import { choiceOf, enterStep, findAll, kindOfStep, knownTarget, leafOf, refresh, stepTotal } from "./proposals";
import * as steps from "./steps";
import { descend, keptPlace, placeOf, unbuilt } from "./trees";
import { coming } from "./waves";

/** How many steps are found before the first of them is taken. */
const batchSteps: i32 = 128;

/** Why a search comes back to its host: it is time to look at the limits; there are so many states. */
const check: i32 = 4;
const full: i32 = 5;

/** Of the states of a batch, those before are expanded. */
let prepared: i32 = 0;
let sizeMax: i32 = 0;
let dueAt: i32 = 0;
let checkAt: i32 = 0;
let isFailing: bool = false;
/** Whether new states are asked about: for races; by observers. */
let racing: bool = false;
let observers: i32 = 0;
/** By observer: [ root of its tree (see `keptPlace`) | result that is nothing to speak of ]. */
const watched = growing(memory.data(8, 16));
/** By unit: [ what it is about to touch | 1 if it is ready to ]. */
const accesses = growing(memory.data(8, 16));
/** By access: the set that has nothing but the mark of its race, or 0. */
const raceSets = growing(memory.data(8, 16));

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
  if (prepared === steps.stateTotal()) prepare(state);
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
  steps.clear();
  prepared = 0;
  steps.add(state);
  for (let i = 0; !steps.failed() && stepTotal() < batchSteps && <i32>size() + stepTotal() < most; i++) {
    const next = coming(i);
    if (next < 0 || steps.stateTotal() === last) break;
    if (!isExpanded(next) && !steps.has(next)) steps.add(next);
  }
  findAll();
}

function take(step: i32): void {
  const known = knownTarget(step);
  if (known >= 0) {
    addEdge(known, kindOfStep(step));
    return;
  }
  const target = enterStep(step);
  const isNew = added();
  addEdge(target, kindOfStep(step));
  if (isNew && (racing || observers > 0)) ask(target);
}

// --- what is asked of new states ----------------------------------------------------------------------------------

export function lookForRaces(): void {
  racing = true;
}

/** `fine`: the result that is nothing to speak of; `root`, if it is known: a place. */
export function setObserver(observer: i32, isKnown: bool, root: i32, fine: i32): void {
  watched.reserve((observer + 1) << 3);
  store<i32>(watched.at + (observer << 3), isKnown ? keptPlace(root) : unbuilt);
  store<i32>(watched.at + (observer << 3), fine, 4);
  observers = max(observers, observer + 1);
}

export function setRace(access: i32, set: i32): void {
  raceSets.reserve((access + 1) << 2);
  store<i32>(raceSets.at + (access << 2), set);
}

/** Asks the host only when something is out of the ordinary. */
function ask(state: i32): void {
  if (observers > 0 && !isFine(state)) inspect(state);
  else if (racing) lookForRace(state);
}

/** Whether all observers find nothing to speak of. */
function isFine(state: i32): bool {
  decode(rowAt(state), codes.at);
  refresh();
  for (let observer = 0; observer < observers; observer++) {
    const root = load<i32>(watched.at + (observer << 3));
    if (root === unbuilt) return false;
    const result = ~descend(placeOf(root));
    if (result !== load<i32>(watched.at + (observer << 3), 4)) return false;
  }
  return true;
}

/** Two units about to touch one place, one of them writing. */
function lookForRace(state: i32): void {
  const unitCells = steps.unitTotal();
  accesses.reserve(unitCells << 3);
  const row = rowAt(state);
  let units = 0;
  for (; units < unitCells; units++) {
    const unit = valueOf(units, codeAt(row, units));
    if (unit === 0) break;
    store<i32>(accesses.at + (units << 3), steps.accessOf(unit));
    store<i32>(accesses.at + (units << 3), steps.isReady(unit) ? 1 : 0, 4);
  }
  let found = 0;
  for (let a = 0; a < units; a++) {
    const mine = load<i32>(accesses.at + (a << 3));
    if (mine >= 0 || load<i32>(accesses.at + (a << 3), 4) === 0) continue;
    for (let b = 0; b < units; b++) {
      const other = load<i32>(accesses.at + (b << 3));
      if (b === a || (other !== mine && other !== -mine)) continue;
      if (found !== 0 && found !== -mine) return inspect(state);
      found = -mine;
    }
  }
  if (found !== 0) markRace(state, found);
}

function markRace(state: i32, access: i32): void {
  const set = (<u32>access) << 2 < raceSets.room ? load<i32>(raceSets.at + (access << 2)) : 0;
  const marks = marksOf(state);
  if (set !== 0 && (marks === 0 || marks === set)) setMarks(state, set);
  else inspect(state);
}
