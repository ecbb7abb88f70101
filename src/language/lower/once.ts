/** For pure functions of syntax, which never changes: what was found for a part of the library serves every program. */

/** The function, computed once for each argument. */
export function oncePer<Argument extends object, Result extends object | boolean>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new WeakMap<Argument, Result>();
  return (argument) => {
    const result = known.get(argument) ?? compute(argument);
    known.set(argument, result);
    return result;
  };
}
