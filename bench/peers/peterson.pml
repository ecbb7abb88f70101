/* Peterson's lock for two, for ever. BUG=1 gives way before announcing itself. */
#include "step.h"
byte flag[2];
byte turn;
byte inside;
#define OTHER (1 - _pid)
active [2] proctype unit() {
  byte seen;
  do
  ::
#if BUG
     turn = OTHER;
     flag[_pid] = 1;
#else
     flag[_pid] = 1;
     turn = OTHER;
#endif
     do
     :: STEP { seen = flag[OTHER]; if :: seen == 0 -> goto enter :: else fi JOIN };
        STEP { seen = turn; if :: seen != OTHER FORGET(seen) -> goto enter :: else FORGET(seen) fi JOIN }
     od;
enter:
     inside = _pid;
     assert(inside == _pid);
     flag[_pid] = 0
  od
}
