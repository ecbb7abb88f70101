/*
 * The measure of a step. As they stand, the models take one Promela statement for a step, local ones included. With
 * -DFUSED a step is sim's: one access to what is shared, with the local computation around it. The state spaces are
 * then equal, state for state, which is how the pairs of models are checked (`npm run bench:check`).
 *
 *   STEP { ... }      a block that is one step if fused, and plain statements if not
 *   FORGET(x)         at the end of a block: a dead local has no value (sim forgets it by itself)
 *   STAY              at the end of a process: it stays there; SPIN lets processes die in one order only, as steps
 *   JOIN              at the end of a block that ends with a selection: its joining is no step
 *   LEAVE             to STAY, out of a loop, which is no step either
 *   TAKE(l), GIVE(l)  a lock that anybody may give back; sim's knows who has it
 *   TAKE_IF(c, l)     if c holds, takes lock l; c is local
 */
#ifdef FUSED
#define STEP atomic
#define FORGET(x) ; x = 0
#define JOIN ; skip
#define STAY ; end_: false
#define LEAVE goto end_
#define TAKE(l) d_step { l == 0 -> l = 1 + _pid }
#define TAKE_IF(c, l) d_step { (c) && l == 0 -> l = 1 + _pid }
#else
#define STEP
#define FORGET(x)
#define JOIN
#define STAY
#define LEAVE break
#define TAKE(l) d_step { l == 0 -> l = 1 }
#define TAKE_IF(c, l) c -> TAKE(l)
#endif
#define GIVE(l) l = 0
