/*
 * N accounts in a ring, each with a lock; thread n moves 1 from account n to the next one, K times. ORD=1: the lower
 * lock first; ORD=0: the giver's first, which can deadlock.
 */
#include "step.h"
#ifndef ORD
#define ORD 1
#endif
byte held[N];
byte balance[N] = 10;
byte done;
#define FROM _pid
#define TO ((_pid + 1) % N)
#if ORD
#define FIRST (_pid == N - 1 -> 0 : _pid)
#define SECOND (_pid == N - 1 -> N - 1 : _pid + 1)
#else
#define FIRST FROM
#define SECOND TO
#endif
active [N] proctype mover() {
  byte i;
  byte t;
  do
  :: TAKE_IF(i < K, held[FIRST]);
     TAKE(held[SECOND]);
     STEP { t = balance[FROM]; t = t - 1 };
     STEP { balance[FROM] = t FORGET(t) };
     STEP { t = balance[TO]; t = t + 1 };
     STEP { balance[TO] = t FORGET(t) };
     GIVE(held[SECOND]);
     STEP { GIVE(held[FIRST]); i = i + 1 }
  :: STEP { i == K -> done = done + 1; break }
  od
  STAY
}
active proctype watcher() {
  byte j;
  byte sum;
  done == N;
  do
  :: STEP { sum = sum + balance[j]; j = j + 1; if :: j == N -> assert(sum == 10 * N); LEAVE :: else fi JOIN }
  od
  STAY
}
