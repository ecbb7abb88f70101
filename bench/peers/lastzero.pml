/* A thread looks for the last zero of an array while N others each fill one cell from the one before (Abdulla et al., POPL 2014). */
#include "step.h"
byte a[N + 1];
active proctype scan() {
  byte i = N;
  byte seen;
  do
  :: STEP {
       seen = a[i];
       if
       :: seen == 0 -> assert(i <= N) FORGET(i); LEAVE
       :: else -> i = i - 1 FORGET(seen)
       fi JOIN
     }
  od
  STAY
}
active [N] proctype fill() {
  byte seen;
  STEP { seen = a[_pid - 1]; seen = seen + 1 };
  STEP { a[_pid] = seen FORGET(seen) }
  STAY
}
