/* N philosophers, for ever. ORD=1: the lower fork first; ORD=0: the left one first, which can deadlock. */
#include "step.h"
#ifndef ORD
#define ORD 1
#endif
byte taken[N];
#if ORD
#define FIRST (_pid == N - 1 -> 0 : _pid)
#define SECOND (_pid == N - 1 -> N - 1 : _pid + 1)
#else
#define FIRST _pid
#define SECOND ((_pid + 1) % N)
#endif
active [N] proctype philosopher() {
  do
  :: TAKE(taken[FIRST]);
     TAKE(taken[SECOND]);
     assert(taken[FIRST] != 0 && taken[SECOND] != 0);
     GIVE(taken[SECOND]);
     GIVE(taken[FIRST])
  od
}
