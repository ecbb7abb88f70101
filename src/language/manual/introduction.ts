/** The first words of the semantics page. */
const words = `
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

In the words, \`{self}\` is the object's name.
`;

/** What the library calls that is neither Python's nor its own: `call`, value. Those that the page does not show are left out. */
const FUNCTIONS: readonly (readonly [call: string, value: string])[] = [
  ["_me()", "the unit that runs"],
  ["_number()", "its number, in order of creation"],
  ["_now()", "the clock in seconds; it stands still unless durations are exact"],
  ["_now_ns()", "the same in nanoseconds"],
  ["_timed()", "whether durations are exact"],
  ["_alarm(seconds)", "sets an alarm of the unit; its number, None where durations are not exact"],
  ["_left(alarm)", "how many nanoseconds there are until an alarm; not positive once it has gone off"],
  ["_disarm(alarm)", "forgets an alarm"],
  ["_soonest(timers)", "how many nanoseconds there are until the first of them goes off"],
  ["_due(timers)", "those that have gone off, in that order"],
  ["_clocked()", "whether a clock runs the program, which has no use for the words of a wait that ends by itself"],
  ["_gil()", "whether only one thread of a process computes at a time"],
  ["_ended(unit)", "whether a unit has ended"],
  ["_exiting()", "whether the main thread has ended"],
  ["_daemon(unit)", "whether it is a daemon"],
  ["_unit_name(unit)", "its name"],
  ["_unit_name_of(block, i)", "the name of the unit number i of a block"],
  ["_spawn(…)", "starts a unit; its index"],
  ["_spawn_declared(…)", "starts a unit of a `thread` block; its index"],
  ["_spawn_process(…)", "starts a process; the index of its first unit"],
  ["_position(block)", "how many units of a block there are already"],
  ["_alone()", "whether there is one unit only"],
  ["_process()", "the process of the unit that runs: its first unit, -1 in the main process"],
  ["_is_main_of_process()", "whether the unit is the first of its process"],
  ["_exit_code(process)", "its exit code, None while it runs"],
  ["_kill(process, code)", "ends all units of a process"],
  ["_single()", "whether the process has one thread only"],
  ["_threads_ended()", "whether the other threads of the process have ended, daemons apart"],
  ["_living_threads()", "the threads of the process that have not ended"],
  ["_end_threads()", "ends the daemons of the process"],
  ["_exit_now(code)", "ends the process at once, with all its threads"],
  ["_start_method()", '"fork", "spawn" or "forkserver"'],
  ["_pickle(object)", "the object as it is sent to another process"],
  ["_unpickle(sent)", "the object as it arrives there"],
  ["_pickle_or_lose(object)", "the object as it is sent, in a tuple; None if it cannot be sent and is lost"],
  ["_pickled_size(sent)", "how many bytes of a pipe it takes"],
  ["_reads(object, name, value)", "a step reads this place; the value"],
  ["_writes(object, name, old, new)", "a step writes this place"],
  ["_reads_item(object, index, value)", "a step reads this item; the value"],
  ["_writes_item(object, index, old, new)", "a step writes this item"],
  ["_library(name)", "a variable of a module, None if the program has not got it"],
  ["_is_shared(object)", "whether others can see an object"],
  ["_tls(object)", "a dict of which each unit has its own"],
  ["_form(object)", '"coroutine", "coroutine function", …'],
  ["_coroutine_name(coroutine)", "the name of its function"],
  ["_whereabouts(coroutine)", "what it waits for, in words"],
  ["choose(…)", "one of these; all are explored"],
];

/** `rest` is all that comes after the introduction. */
export function introduction(rest: string): string {
  const used = FUNCTIONS.filter(([call]) => rest.includes(call.slice(0, call.indexOf("(") + 1)));
  return [
    words.trim(),
    "",
    "These functions are not Python's:",
    "",
    "| function | value |",
    "|---|---|",
    ...used.map(([call, value]) => `| \`${call}\` | ${value} |`),
  ].join("\n");
}
