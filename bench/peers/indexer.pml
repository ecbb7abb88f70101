/*
 * N threads put MAX words each into a hash table of 128 (Flanagan and Godefroid, POPL 2005). Fused, a slot that is
 * found taken is passed over without a switch; up to 11 threads none is.
 */
#include "step.h"
byte table[128];
#define TRY d_step { free = table[h] == 0; if :: free -> table[h] = w :: else fi }
active [N] proctype thread() {
  byte m;
  byte w;
  byte h;
  byte free;
#ifdef FUSED
end_:
#endif
  do
  :: STEP {
       m < MAX -> m = m + 1; w = m * 11 + _pid; h = (w * 7) % 128;
       do
       :: TRY; if :: free -> break :: else -> h = (h + 1) % 128 fi
       od
     }
#ifndef FUSED
  :: else -> break
#endif
  od
}
