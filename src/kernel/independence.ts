/**
 * Which steps of a state are independent: they do not meet, and both orders are possible and lead to the same state. The
 * first alone would do if nothing but places were looked at; the second is what the word means, and is asked in the graph
 * that is `finished`. Of its steps the host writes down besides:
 *
 *   leaves     by edge: what its step does (see `leaves`)
 *   moves      by label: [ unit | number of unit and choice ]
 *
 *   verdicts   [ leaf + 1 | other leaf | whether they meet ]: the last pair that had that place
 */
import { edgeFrom, edgesThere, edgeTo, labelOf } from "./finished";
import { meet } from "./host";
import { bytesOf, growing } from "./memory";

const verdictBits: u32 = 14;
const verdictBytes: u32 = 12;

const leaves = growing(memory.data(8, 16));
const verdicts = growing(memory.data(8, 16));
/** By place of an edge among those of its state: which edge it is of the next. */
const images: usize = memory.data(32);

let moves: usize = 0;

/** The edge that was asked about last; which others (a bit each) have been compared with it, and are independent of it. */
let asked: i32 = -1;
let compared: u32 = 0;
let independent: u32 = 0;

/** Gives the place where the host writes leaves, then moves, of the graph that is there. */
export function beginIndependence(labelCount: i32): usize {
  const edges = edgesThere();
  leaves.reserve(bytesOf(<u32>(edges + 2 * labelCount), 4));
  moves = leaves.at + ((<usize>edges) << 2);
  asked = -1;
  verdicts.reserve(verdictBytes << verdictBits);
  memory.fill(verdicts.at, 0, verdictBytes << verdictBits);
  return leaves.at;
}

/** Of those asleep (a bit for each edge of the state) the ones independent of the edge go on sleeping, as edges of the next. */
export function asleepAfter(state: i32, edge: i32, sleepers: u32): u32 {
  if (edge !== asked) {
    asked = edge;
    compared = 0;
    independent = 0;
  }
  if ((sleepers & ~compared) !== 0) compare(state, edge, sleepers & ~compared);
  let next: u32 = 0;
  for (let rest = sleepers & independent; rest !== 0; rest &= rest - 1) next |= 1 << load<u8>(images + ctz(rest));
  return next;
}

/** The edge of the state that is the same step as `edge`; -1 if it is not possible. */
export function follow(state: i32, edge: i32): i32 {
  const move = moveOf(edge);
  const end = edgeFrom(state + 1);
  for (let e = edgeFrom(state); e < end; e++) if (moveOf(e) === move) return e;
  return -1;
}

function compare(state: i32, edge: i32, others: u32): void {
  compared |= others;
  const first = edgeFrom(state);
  const firstThere = edgeFrom(edgeTo(edge));
  for (let rest = others; rest !== 0; rest &= rest - 1) {
    const place = ctz(rest);
    const after = swapped(state, edge, first + place);
    if (after < 0) continue;
    independent |= 1 << place;
    store<u8>(images + place, after - firstThere);
  }
}

/** Which edge the other is after the one, if they are independent; else -1. */
function swapped(state: i32, one: i32, other: i32): i32 {
  if (unitOf(one) === unitOf(other)) return -1;
  // The graph is asked first: it costs more to find out what a step touches.
  const after = follow(edgeTo(one), other);
  if (after < 0) return -1;
  const before = follow(edgeTo(other), one);
  return before < 0 || edgeTo(after) !== edgeTo(before) || doMeet(state, one, other) ? -1 : after;
}

function doMeet(state: i32, one: i32, other: i32): bool {
  const low = min(leafOf(one), leafOf(other));
  const high = max(leafOf(one), leafOf(other));
  const place = (low * 0x9e3779b1 + high * 0x85ebca6b) >>> (32 - verdictBits);
  const at = verdicts.at + place * verdictBytes;
  if (load<i32>(at) !== low + 1 || load<i32>(at, 4) !== high) {
    const verdict = meet(state, one, other);
    store<i32>(at, low + 1);
    store<i32>(at, high, 4);
    store<i32>(at, verdict, 8);
  }
  return load<i32>(at, 8) !== 0;
}

function leafOf(edge: i32): i32 {
  return load<i32>(leaves.at + (edge << 2));
}

function unitOf(edge: i32): i32 {
  return load<i32>(moves + (labelOf(edge) << 3));
}

function moveOf(edge: i32): i32 {
  return load<i32>(moves + (labelOf(edge) << 3), 4);
}
