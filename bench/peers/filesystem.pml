/*
 * N threads each give a block to an inode, of 26 blocks and 32 inodes (Flanagan and Godefroid, POPL 2005). Fused, the
 * state spaces are equal up to 13 threads, which never meet.
 */
#include "step.h"
#define BLOCKS 26
#define INODES 32
byte inode_lock[INODES];
byte inode[INODES];
byte block_lock[BLOCKS];
byte busy[BLOCKS];
active [N] proctype thread() {
  byte i;
  byte b;
  byte seen;
  STEP { i = _pid % INODES; TAKE(inode_lock[i]) };
  STEP { seen = inode[i]; if :: seen == 0 -> b = (i * 2) % BLOCKS :: else -> goto leave fi JOIN };
  do
  :: TAKE(block_lock[b]);
     STEP { seen = busy[b]; if :: seen == 0 :: else -> goto next fi JOIN };
     busy[b] = 1;
     inode[i] = b + 1;
     GIVE(block_lock[b]);
     break;
next:
     STEP { GIVE(block_lock[b]); b = (b + 1) % BLOCKS }
  od;
leave:
  GIVE(inode_lock[i])
  STAY
}
