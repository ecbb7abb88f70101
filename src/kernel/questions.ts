/** What is asked of new states, for races and by observers; the host only hears of what is out of the ordinary. */
import { batch } from "./batch";
import { alone } from "./cores";
import { marksOf, setMarks } from "./graph";
import { inspect } from "./host";
import { growing } from "./memory";
import { refresh } from "./proposals";
import { codeAt, decode, valueOf } from "./set";
import { accessOf, isReady, unitTotal } from "./steps";
import { descend, keptPlace, placeOf, unbuilt } from "./trees";

/** The answer for a state: there is none yet; nothing to speak of; the host is to look; from there on: that access races. */
export const unknown: i32 = 0;
const fine: i32 = 1;
const strange: i32 = 2;

/** What both cores know: whether races are looked for, and how many observers there are. */
@unmanaged
class Questions {
  racing: bool;
  observers: i32;
}
const questions = changetype<Questions>(memory.data(8, 16));
/** By observer: [ root of its tree (see `keptPlace`) | result that is nothing to speak of ]. */
const watched = growing(memory.data(8, 16));
/** By access: the set that has nothing but the mark of its race, or 0. */
const raceSets = growing(memory.data(8, 16));

export function lookForRaces(): void {
  questions.racing = true;
}

/** `fine`: the result that is nothing to speak of; `root`, if it is known: a place. */
export function setObserver(observer: i32, isKnown: bool, root: i32, fine: i32): void {
  watched.reserve((observer + 1) << 3);
  const at = watched.at + (observer << 3);
  const kept = isKnown ? keptPlace(root) : unbuilt;
  if (observer < questions.observers && load<i32>(at) === kept && load<i32>(at, 4) === fine) return;
  alone();
  store<i32>(at, kept);
  store<i32>(at, fine, 4);
  questions.observers = max(questions.observers, observer + 1);
}

export function setRace(access: i32, set: i32): void {
  raceSets.reserve((access + 1) << 2);
  store<i32>(raceSets.at + (access << 2), set);
}

/** The answer for the state with that row. */
export function answerFor(row: usize): i32 {
  if (questions.observers > 0 && !isFine(row)) return strange;
  return questions.racing ? raceIn(row) : fine;
}

/** Does what the answer for a new state says. */
export function heed(answer: i32, state: i32): void {
  if (answer === strange) inspect(state);
  else if (answer > strange) markRace(state, answer - strange);
}

/** Whether all observers find nothing to speak of. */
function isFine(row: usize): bool {
  decode(row, batch.codes.at);
  refresh();
  for (let observer = 0; observer < questions.observers; observer++) {
    const root = load<i32>(watched.at + (observer << 3));
    if (root === unbuilt) return false;
    const result = ~descend(placeOf(root));
    if (result !== load<i32>(watched.at + (observer << 3), 4)) return false;
  }
  return true;
}

/** Two units about to touch one place, one of them writing. */
function raceIn(row: usize): i32 {
  const unitCells = unitTotal();
  batch.accesses.reserve(unitCells << 3);
  const accesses = batch.accesses.at;
  let units = 0;
  for (; units < unitCells; units++) {
    const unit = valueOf(units, codeAt(row, units));
    if (unit === 0) break;
    store<i32>(accesses + (units << 3), accessOf(unit));
    store<i32>(accesses + (units << 3), isReady(unit) ? 1 : 0, 4);
  }
  let found = 0;
  for (let a = 0; a < units; a++) {
    const mine = load<i32>(accesses + (a << 3));
    if (mine >= 0 || load<i32>(accesses + (a << 3), 4) === 0) continue;
    for (let b = 0; b < units; b++) {
      const other = load<i32>(accesses + (b << 3));
      if (b === a || (other !== mine && other !== -mine)) continue;
      if (found !== 0 && found !== -mine) return strange;
      found = -mine;
    }
  }
  return found === 0 ? fine : strange + found;
}

function markRace(state: i32, access: i32): void {
  const set = (<u32>access) << 2 < raceSets.room ? load<i32>(raceSets.at + (access << 2)) : 0;
  const marks = marksOf(state);
  if (set !== 0 && (marks === 0 || marks === set)) setMarks(state, set);
  else inspect(state);
}
