/*
 * R readers and W writers, for ever: the first reader takes the room, the last one gives it back, a mutex guards the
 * number of readers. BUG=1 leaves the mutex out.
 */
#include "step.h"
byte mutex;
byte room;
byte readers;
byte writing;
active [R] proctype reader() {
  byte n;
  do
  ::
#if !BUG
     TAKE(mutex);
#endif
     STEP { n = readers; n = n + 1 };
     STEP { readers = n; if :: n == 1 :: else -> goto in fi JOIN };
     TAKE(room);
in:
#if !BUG
     STEP { GIVE(mutex) FORGET(n) };
#endif
     assert(writing == 0);
#if !BUG
     TAKE(mutex);
#endif
     STEP { n = readers; n = n - 1 };
     STEP { readers = n; if :: n == 0 FORGET(n) :: else -> goto out fi JOIN };
     GIVE(room);
out:
#if !BUG
     STEP { GIVE(mutex) FORGET(n) }
#else
     skip
#endif
  od
}
active [W] proctype writer() {
  do
  :: TAKE(room);
     writing = 1;
     assert(writing == 1);
     writing = 0;
     GIVE(room)
  od
}
