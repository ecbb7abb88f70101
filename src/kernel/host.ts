/** What the kernel asks of its host. Whoever calls one of these reads what it knows of places in memory anew afterwards. */

/** There is no memory left: throws. */
export declare function full(): void;

/** What is under a node of a decision tree for the state at hand, as a place (see `trees`); key: what to look under. */
export declare function child(node: i32, key: i32): i32;

/** Tells what a leaf does (see `steps`), by `setLeaf` and `addChange`. */
export declare function learn(leaf: i32, unit: i32): void;

/** Takes the step whole, and tells by `addDifference` what is different then; gives the number of the permutation. */
export declare function whole(leaf: i32, unit: i32): i32;

/** The leaf that says that the unit in this cell, which cannot move, holds up its event loop; or 0. */
export declare function standstillLeaf(unit: i32): i32;

/** The kind of the step's edge (see `graph`); `depends`: 1 if it depends on the state. */
export declare function kindOf(step: i32, depends: i32): i32;

/** A new state is to be asked about. */
export declare function inspect(state: i32): void;

/** Nobody moves in the state. `over`: 1 if nobody has to. */
export declare function end(state: i32, over: i32): void;

/** In the state a unit holds up its event loop: that leaf says so. */
export declare function standstill(state: i32, leaf: i32): void;

/** Marks are reached: those of set `set` through that edge (-1: in the state itself) of that node. */
export declare function reach(set: i32, preemptions: i32, steps: i32, node: i32, edge: i32): void;

/** The number of the permutation that moves the unit at that place of the group to the other, and those between by one. */
export declare function rotation(from: i32, to: i32): i32;

/** The number of a permutation followed by another. */
export declare function then(first: i32, second: i32): i32;

/** Whether one of two steps of a state, edges of the graph in `independence`, writes what the other touches: 1 or 0. */
export declare function meet(state: i32, one: i32, other: i32): i32;
