/*
 * A buffer of B slots, P producers of K items each, C consumers (P * K is a multiple of C). One lock and two conditions
 * whose waiters queue up, as in Python. BUG=1: `if` where `while` belongs; BUG=2: one condition for both.
 */
#include "step.h"
#define UNITS (P + C)
#define SHARE ((P * K) / C)
byte lock_;
chan not_full = [UNITS] of { byte };
#if BUG == 2
#define not_empty not_full
#else
chan not_empty = [UNITS] of { byte };
#endif
byte woken[UNITS];
byte slot[B];
byte count;
byte head;
byte tail;
byte done;
#define WAIT(c) c!_pid; GIVE(lock_); d_step { woken[_pid] == 1 -> woken[_pid] = 0 }; TAKE(lock_)
#define NOTIFY(c) if :: nempty(c) -> d_step { c?x; woken[x] = 1; x = 0 } :: empty(c) fi
#if BUG == 1
#define AWAIT(c, closed) \
     STEP { t = count; if :: t == closed :: else -> goto open fi JOIN }; \
     WAIT(c); \
open:
#else
#define AWAIT(c, closed) \
     do \
     :: STEP { t = count; if :: t == closed :: else -> goto open fi JOIN }; \
        WAIT(c) \
     od; \
open:
#endif
active [P] proctype producer() {
  byte i;
  byte t;
  byte x;
  do
  :: TAKE_IF(i < K, lock_);
     AWAIT(not_full, B)
     t = tail;
     slot[t] = 1 + _pid * K + i;
     tail = (t + 1) % B;
     t = count;
     count = t + 1;
     NOTIFY(not_empty);
     STEP { GIVE(lock_); i = i + 1 FORGET(t) }
  :: STEP { i == K -> done = done + 1; break }
  od
  STAY
}
active [C] proctype consumer() {
  byte i;
  byte t;
  byte x;
  do
  :: TAKE_IF(i < SHARE, lock_);
     AWAIT(not_empty, 0)
     t = head;
     STEP { x = slot[t]; assert(x != 0); x = 0 };
     slot[t] = 0;
     head = (t + 1) % B;
     t = count;
     count = t - 1;
     NOTIFY(not_full);
     STEP { GIVE(lock_); i = i + 1 FORGET(t) }
  :: STEP { i == SHARE -> done = done + 1; break }
  od
  STAY
}
active proctype watcher() {
  done == UNITS;
  assert(count == 0)
  STAY
}
