/** The first words of the semantics page. */
export const introduction = `
<!-- Printed by tools/semantics.js from src/programs/primitives; edit those. -->

# Semantics of the library

What each operation of the library does, step by step. The page is printed from the code that is run, and a test compares the two, so it cannot say anything else. The code is Python's, with one more statement, the guarded command; its tables are read like this.

| when | effect | in words |
|---|---|---|
| \`guard\` | what happens if the guard is true | what a report says of it |
| \`another guard\` | what happens if all guards above are false and this one is true | |
| otherwise | what happens if no guard is true | |
| after \`seconds\` s | what happens if no guard is true until the time is up; \`None\`: it never is | |
| else | waits | what a report says of a unit that waits here |

- **A table is one step.** Looking for the first true guard and its effect happen at once: nobody can come between them.
- A unit that waits is blocked until one of the guards becomes true. Who goes first when several could is open: every order is explored.
- An operation with several tables has phases, and others may run between them. The code above the tables says in which order they come; \`step 1\` stands in it for the first.
- What stands outside of tables is ordinary Python. Where it touches something that others can change, that is a step, as in your own code.
- Without \`option time = timed\`, a time-out may come at any moment at which no guard is true.
- An \`await\` is a switch between coroutines of one loop, and only if it has to wait.

In the words, \`{self}\` is the object's name. Functions that are not Python's:

| function | value |
|---|---|
| \`_me()\` | the index of the unit that runs |
| \`_now()\` | the clock in seconds; it stands still unless the scenario is timed |
| \`_now_ns()\` | the same in nanoseconds |
| \`_timed()\` | whether durations are exact |
| \`_alarm(seconds)\` | sets an alarm of the unit; its number, None where durations are not exact |
| \`_left(alarm)\` | how many nanoseconds there are until an alarm; not positive once it has gone off |
| \`_disarm(alarm)\` | forgets an alarm |
| \`_gil()\` | whether only one thread of a process computes at a time |
| \`_ended(unit)\` | whether a unit has ended |
| \`_daemon(unit)\` | whether it is a daemon |
| \`_unit_name(unit)\` | its name |
| \`_spawn(…)\` | starts a unit; its index |
| \`_spawn_declared(…)\` | starts a unit of a \`thread\` block; its index |
| \`_alone()\` | whether there is one unit only |
| \`_is_shared(object)\` | whether others can see an object |
| \`_tls(object)\` | a dict of which each unit has its own |
| \`_form(object)\` | "coroutine", "coroutine function", … |
| \`_whereabouts(coroutine)\` | what it waits for, in words |
| \`choose(…)\` | one of these; all are explored |
`;
