/**
 * The shortest fair round through a state, from both ends: pairs (state, duties done) found by steps from there, and pairs
 * found by steps back to it, a layer of one side after a layer of the other. Two pairs of one state make a round if their
 * duties together are all.
 *
 *   start ─→ ○ ─→ ○ ─→ ● ─→ ○ ─→ start
 *   ahead: 0    1    2   2    1    0 :back
 *
 * Both sides together find far fewer pairs than one would that goes all the way. But edges backwards have to be noted first:
 * that is worth it from some number of pairs on. Until then, and if ever too many pairs are found of one state, the side back
 * is the start alone.
 *
 * Of all shortest rounds it is the one whose first edge that differs is the lower: the side ahead finds pairs in that order,
 * and the first that can be completed is completed by lower edges first.
 */
import { edgeFrom, edgesThere, edgeTo, labelOf, statesThere } from "./finished";
import { bytesOf, growing } from "./memory";
import { add, begin, firstAt, linkOf, push, setLink, sideAt, stateOf, valueOf } from "./pairs";

/** How many pairs are looked at on each side, and how often one of either side is compared. */
const pairsMax: i32 = 400_000;
const comparedMax: i32 = 10 * pairsMax;
/** To note so many edges backwards takes as long as to find a pair. */
const edgesPerPair: i32 = 16;
/** Links: ahead the pair before it on the way; back another of its state, plus 1. */
const ahead = sideAt(memory.data(20, 16));
const back = sideAt(memory.data(20, 16));
const given = growing(memory.data(8, 16));
/**
 * By state: [ what being in it adds, plus 2; 1: it is not in the component; 0: not asked yet | its first pair ahead, plus 1 |
 * its first pair back, plus 1 | 0 ]
 */
const about = growing(memory.data(8, 16));
/** By state s: at s the first edge that leads to it, at s + 1 the one behind the last; and of these the states that they leave, and their labels. */
const intoFirst = growing(memory.data(8, 16));
const intoSource = growing(memory.data(8, 16));
const intoLabel = growing(memory.data(8, 16));
/** Where each layer of the side back ends. */
const ends = growing(memory.data(8, 16));
const steps = growing(memory.data(8, 16));

/** What was given: see `roundAt`. */
let bit: usize = 0;
let moved: usize = 0;

let start: i32 = 0;
let units: i32 = 0;
let all: i32 = 0;
let isStrong: bool = false;
let layers: i32 = 0;
let compared: i32 = 0;
let isOneSided: bool = false;
let hasInto: bool = false;

/**
 * Gives the place where the host writes, of the graph that is `finished`: [ component, by state ] [ the bit of its unit, by
 * label ] [ what a step adds, by label ].
 */
export function roundAt(labelCount: i32): usize {
  const states = statesThere();
  given.reserve(bytesOf(<u32>(states + 2 * labelCount), 4));
  bit = given.at + ((<usize>states) << 2);
  moved = bit + (labelCount << 2);
  return given.at;
}

/** How many steps the round from that state has that is fair to so many units; -1 if it would take too long to find. Once. */
export function findRound(from: i32, unitCount: i32, strong: i32): i32 {
  start = from;
  units = unitCount;
  all = (1 << units) - 1;
  isStrong = strong !== 0;
  about.reserve(bytesOf(statesThere(), 16));
  begin(ahead, memory.data(16, 16), about.at + 4);
  begin(back, memory.data(16, 16), about.at + 8);
  // To come back to it is to find it.
  push(ahead, start, valueAt(start), 0);
  beginBack();
  let begun = 0;
  let end = 1;
  while (begun < end) {
    let met = stepAhead(begun, end);
    if (met < 0 && ahead.count >= pairsMax) return -1;
    while (met < 0 && isBackNext()) {
      stepBack();
      met = firstMet(end);
    }
    if (met >= 0) return tell(met);
    begun = end;
    end = ahead.count;
  }
  return -1;
}

/** The edges of the round. */
export function roundStepsAt(): usize {
  return steps.at;
}

/** The side back before its first step. */
function beginBack(): void {
  add(back, start, valueAt(start), 0);
  ends.reserve(8);
  store<i32>(ends.at, 0);
  store<i32>(ends.at, 1, 4);
  layers = 0;
}

/** A layer, from these pairs on; gives the first pair that meets one of the side back, or -1. */
function stepAhead(from: i32, end: i32): i32 {
  for (let i = from; i < end && ahead.count < pairsMax; i++) if (goOn(i)) return ahead.count - 1;
  return -1;
}

/** The steps from a pair; true if the one found last meets one of the side back. */
function goOn(pair: i32): bool {
  const state = stateOf(ahead, pair);
  const value = valueOf(ahead, pair);
  const last = edgeFrom(state + 1);
  for (let edge = edgeFrom(state); edge < last; edge++) {
    const next = edgeTo(edge);
    const adds = valueAt(next);
    if (adds < 0) continue;
    const done = value | adds | movedBy(labelOf(edge));
    if (add(ahead, next, done, pair) && meets(next, done, back.count)) return true;
  }
  return false;
}

/** Whether it is its turn, and pays. */
function isBackNext(): bool {
  if (compared > comparedMax) giveUpBack();
  if (isOneSided || back.count === endOfLayer(layers)) return false;
  return back.count < ahead.count && ahead.count > edgesThere() / edgesPerPair;
}

function stepBack(): void {
  if (!hasInto) noteInto();
  const end = back.count;
  for (let i = endOfLayer(layers); i < end; i++) {
    const state = stateOf(back, i);
    const value = valueOf(back, i);
    const last = load<i32>(intoFirst.at + ((state + 1) << 2));
    for (let place = load<i32>(intoFirst.at + (state << 2)); place < last; place++) {
      const source = load<i32>(intoSource.at + (place << 2));
      const done = value | valueAt(source) | movedBy(load<u16>(intoLabel.at + (place << 1)));
      const known = load<i32>(firstAt(back, source)) - 1;
      if (!add(back, source, done, known < 0 ? 0 : linkOf(back, known))) continue;
      if (known >= 0) setLink(back, known, back.count);
      if (back.count === pairsMax) {
        giveUpBack();
        return;
      }
    }
  }
  layers += 1;
  ends.reserve((layers + 2) << 2);
  store<i32>(ends.at + ((layers + 1) << 2), back.count);
}

/** Of the side back: how many pairs there are before a layer. */
function endOfLayer(layer: i32): i32 {
  return load<i32>(ends.at + (layer << 2));
}

function giveUpBack(): void {
  for (let state = 0; state < statesThere(); state++) store<i32>(firstAt(back, state), 0);
  back.count = 0;
  beginBack();
  isOneSided = true;
  compared = i32.MIN_VALUE;
}

/** Notes the edges of the component backwards. */
function noteInto(): void {
  hasInto = true;
  const states = statesThere();
  const edges = edgesThere();
  intoFirst.reserve((states + 2) << 2);
  intoSource.reserve(edges << 2);
  intoLabel.reserve(edges << 1);
  // While they are noted, the next one to state s goes where s + 1 says.
  const next = intoFirst.at + 4;
  const component = ownerOf(start);
  for (let state = 0; state < states; state++) {
    if (ownerOf(state) !== component) continue;
    const last = edgeFrom(state + 1);
    for (let edge = edgeFrom(state); edge < last; edge++) {
      const place = next + ((edgeTo(edge) + 1) << 2);
      store<i32>(place, load<i32>(place) + 1);
    }
  }
  for (let state = 0; state < states; state++) {
    const place = next + (state << 2);
    store<i32>(place, load<i32>(place) + load<i32>(place, 4), 4);
  }
  for (let state = 0; state < states; state++) {
    if (ownerOf(state) !== component) continue;
    const last = edgeFrom(state + 1);
    for (let edge = edgeFrom(state); edge < last; edge++) {
      const at = next + (edgeTo(edge) << 2);
      const place = load<i32>(at);
      store<i32>(at, place + 1);
      store<i32>(intoSource.at + (place << 2), state);
      store<u16>(intoLabel.at + (place << 1), labelOf(edge));
    }
  }
}

/** The first pair of the side ahead, from that one on, that meets one of the side back; or -1. */
function firstMet(from: i32): i32 {
  for (let i = from; i < ahead.count; i++) if (meets(stateOf(ahead, i), valueOf(ahead, i), back.count)) return i;
  return -1;
}

/** Whether a pair of the side back, below that number, completes this one. */
function meets(state: i32, value: i32, below: i32): bool {
  let i = load<i32>(firstAt(back, state)) - 1;
  while (i >= 0) {
    compared += 1;
    if (i < below && isMet(value | valueOf(back, i))) return true;
    i = linkOf(back, i) - 1;
  }
  return false;
}

/** Writes the round down: the way to that pair of the side ahead, then the shortest way home that does what is left to do. */
function tell(met: i32): i32 {
  let count = 0;
  for (let i = met; i > 0; i = linkOf(ahead, i)) count += 1;
  steps.reserve((count + layers) << 2);
  let place = count;
  for (let i = met; i > 0; i = linkOf(ahead, i)) store<i32>(steps.at + (--place << 2), foundBy(i));
  let state = stateOf(ahead, met);
  let value = valueOf(ahead, met);
  for (let left = layers; left > 0; left--) {
    const edge = edgeHome(state, value, endOfLayer(left));
    store<i32>(steps.at + (count++ << 2), edge);
    value = after(value, edge);
    state = edgeTo(edge);
  }
  return count;
}

/** The edge by which the pair was found. */
function foundBy(pair: i32): i32 {
  const from = linkOf(ahead, pair);
  const value = valueOf(ahead, from);
  let edge = edgeFrom(stateOf(ahead, from));
  while (edgeTo(edge) !== stateOf(ahead, pair) || after(value, edge) !== valueOf(ahead, pair)) edge++;
  return edge;
}

/** The first edge after which a pair of the side back below that number does what is left to do. */
function edgeHome(state: i32, value: i32, below: i32): i32 {
  let edge = edgeFrom(state);
  while (valueAt(edgeTo(edge)) < 0 || !meets(edgeTo(edge), after(value, edge), below)) edge++;
  return edge;
}

// --- duties: see src/explorer/duties.ts ---------------------------------------------------------------------------

function after(value: i32, edge: i32): i32 {
  return value | movedBy(labelOf(edge)) | valueAt(edgeTo(edge));
}

function isMet(value: i32): bool {
  return isStrong ? (value & all & ~(value >> units)) === 0 : value === all;
}

/** What being in the state adds; -1 if it is not in the component. */
function valueAt(state: i32): i32 {
  const place = about.at + (state << 4);
  if (load<i32>(place) === 0) store<i32>(place, ask(state) + 2);
  return load<i32>(place) - 2;
}

function ask(state: i32): i32 {
  if (ownerOf(state) !== ownerOf(start)) return -1;
  const last = edgeFrom(state + 1);
  let able = 0;
  for (let edge = edgeFrom(state); edge < last; edge++) able |= load<i32>(bit + (labelOf(edge) << 2));
  return isStrong ? able : all & ~able;
}

function movedBy(label: i32): i32 {
  return load<i32>(moved + (label << 2));
}

function ownerOf(state: i32): i32 {
  return load<i32>(given.at + (state << 2));
}
