/* N threads add 1 to a counter K times each, without a lock. BUG=1 asserts that no update is lost. */
#include "step.h"
byte counter;
byte done;
active [N] proctype worker() {
  byte i;
  byte seen;
  do
  :: STEP { i < K -> seen = counter };
     STEP { seen = seen + 1; counter = seen; i = i + 1 FORGET(seen) }
  :: STEP { i == K -> done = done + 1; break }
  od
  STAY
}
active proctype watcher() {
  done == N;
#if BUG
  assert(counter == N * K)
#else
  assert(1 <= counter && counter <= N * K)
#endif
  STAY
}
