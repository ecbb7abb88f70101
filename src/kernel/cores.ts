/**
 * Two cores at one memory. The first does everything; the second reads, and writes only to batches that it has claimed (see
 * `ahead`). So whoever moves what the second reads, or changes more of it than one number, makes sure first that it is
 * alone.
 */

/** Batches that can be handed out. */
export const handouts: i32 = 16;
/** So many wait before the second core is woken, which takes as long as finding the steps of one. */
const wakeFor: i32 = 3;

/** How it is with one of them: nobody is at it; it waits for the second core; that is at it; that has done it. */
const idle: i32 = 0;
const handed: i32 = 1;
const claimed: i32 = 2;
const done: i32 = 3;

/** So often the second core looks for something to do before it goes to sleep; so often the first waits for what is due. */
const patience: i32 = 20_000;
const courtesy: i32 = 2_000;
/** How long the first core sleeps if it has to wait, in nanoseconds. */
const nap: i64 = 100_000;

/** Each in a cache line of its own. */
const claims: usize = memory.data(handouts << 6, 64);
/** 1: the second core is to claim nothing. */
const hold: usize = memory.data(64, 64);
/** How often it has been told that there may be something to claim. */
const bell: usize = memory.data(64, 64);
/** 1: it has come; it sleeps. */
const there: usize = memory.data(64, 64);
const asleep: usize = memory.data(64, 64);
/** 1: it is needed no more. */
const over: usize = memory.data(64, 64);

/** Whether this instance is the second core. */
export let isSecond: bool = false;
/** Of the first core: how many wait while the second sleeps; whether it is kept out, and how often it would have had to be. */
let waiting: i32 = 0;
let isAlone: bool = true;
export let changes: i32 = 0;

function claimAt(handout: i32): usize {
  return claims + (handout << 6);
}

// --- the first core -----------------------------------------------------------------------------------------------

/** Whether there is a second core. */
export function helpArrives(): bool {
  return atomic.load<i32>(there) !== 0;
}

/** There is none any more. */
export function endHelp(): void {
  alone();
  atomic.store<i32>(there, 0);
  atomic.store<i32>(over, 1);
  ring();
}

/** Waits until the second core is at nothing; it begins nothing before `together`. */
export function alone(): void {
  changes += 1;
  if (isAlone) return;
  isAlone = true;
  atomic.store<i32>(hold, 1);
  for (let handout = 0; handout < handouts; handout++) waitFor(handout);
}

/** The second core may go on. */
export function together(): void {
  if (!isAlone) return;
  isAlone = false;
  atomic.store<i32>(hold, 0);
}

function waitFor(handout: i32): void {
  const claim = claimAt(handout);
  for (let looks = 0; atomic.load<i32>(claim) === claimed; looks++)
    if (looks > courtesy) atomic.wait<i32>(claim, claimed, nap);
}

export function hand(handout: i32): void {
  atomic.store<i32>(claimAt(handout), handed);
  if (atomic.load<i32>(asleep) === 0) waiting = 0;
  else if (++waiting === wakeFor) ring();
}

/** Wakes the second core, once. */
function ring(): void {
  waiting = 0;
  atomic.store<i32>(asleep, 0);
  atomic.add<i32>(bell, 1);
  atomic.notify(bell, 1);
}

/** Takes back what was handed out; gives whether it has been done. What the second core is still at it keeps. */
export function takeBack(handout: i32): bool {
  const claim = claimAt(handout);
  let looks = 0;
  while (atomic.load<i32>(claim) === claimed && looks < courtesy) looks += 1;
  const was = atomic.cmpxchg<i32>(claim, handed, idle);
  if (was === done) atomic.store<i32>(claim, idle);
  return was === done;
}

/** Whether the second core has kept it. */
export function isKept(handout: i32): bool {
  return atomic.load<i32>(claimAt(handout)) !== idle;
}

/** Whether there is nobody at it; what was kept and has been done is of no use any more. */
export function isFree(handout: i32): bool {
  if (isKept(handout) && atomic.load<i32>(claimAt(handout)) !== claimed) takeBack(handout);
  return !isKept(handout);
}

// --- the second core ----------------------------------------------------------------------------------------------

/** This instance is the second core. */
export function beSecond(): void {
  isSecond = true;
  atomic.store<i32>(there, 1);
}

/** Waits for something to claim, and looks there first; -1: there will be nothing. */
export function claimNext(from: i32): i32 {
  for (let looks = 0; atomic.load<i32>(over) === 0; looks++) {
    const rung = atomic.load<i32>(bell);
    for (let i = 0; i < handouts; i++) {
      const handout = (from + i) % handouts;
      if (claim(claimAt(handout))) return handout;
    }
    if (looks < patience || atomic.load<i32>(over) !== 0) continue;
    atomic.store<i32>(asleep, 1);
    atomic.wait<i32>(bell, rung, -1);
    looks = 0;
  }
  return -1;
}

function claim(at: usize): bool {
  if (atomic.load<i32>(hold) !== 0 || atomic.cmpxchg<i32>(at, handed, claimed) !== handed) return false;
  if (atomic.load<i32>(hold) === 0) return true;
  atomic.store<i32>(at, handed);
  return false;
}

/** The first core may have it, as far as it has got. */
export function finish(handout: i32): void {
  atomic.store<i32>(claimAt(handout), done);
}
