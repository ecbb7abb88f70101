/* The filter lock, Peterson's for N, for ever. No fused form: what is skipped between two reads depends on the unit. */
#include "step.h"
byte level[N];
byte last[N];
byte inside;
active [N] proctype unit() {
  byte l;
  byte k;
  byte seen;
  do
  :: l = 1;
     do
     :: l < N ->
          level[_pid] = l;
          last[l] = _pid;
          k = 0;
          do
          :: k < N ->
               if
               :: k == _pid -> k = k + 1
               :: else ->
                    seen = level[k];
                    if
                    :: seen < l -> k = k + 1
                    :: else ->
                         seen = last[l];
                         if
                         :: seen != _pid -> k = k + 1
                         :: else
                         fi
                    fi
               fi
          :: else -> break
          od;
          l = l + 1
     :: else -> break
     od;
     inside = _pid;
     assert(inside == _pid);
     level[_pid] = 0
  od
}
