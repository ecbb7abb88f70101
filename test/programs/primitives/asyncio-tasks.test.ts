import { describe, expect, test } from "vitest";
import { logged } from "./worlds.js";

const helpers = `
async def nop(value=None):
    return value
async def endless(name=""):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append(name)
        raise
async def fail(message):
    raise ValueError(message)
`;

describe("tasks", () => {
  test("are numbered, unless they are named", () => {
    const body = `
      one = asyncio.create_task(nop())
      two = asyncio.create_task(nop(), name="two")
      two.set_name(2)
      log.append((asyncio.current_task().get_name(), one.get_name(), two.get_name(), len(asyncio.all_tasks())))
      await asyncio.wait([one, two])
      log.append(len(asyncio.all_tasks()))
    `;
    expect(logged(body, helpers)).toEqual(["[('Task-1', 'Task-2', '2', 3), 1]"]);
  });

  test("a task cannot await itself", () => {
    const definitions = `
      shared me = None
      async def narcissus():
          try:
              await me
          except RuntimeError as error:
              log.append(str(error).split(":")[0])
    `;
    expect(logged("me = asyncio.create_task(narcissus())\nawait me", definitions)).toEqual([
      "['Task cannot await on itself']",
    ]);
  });

  test("cancelling the one who awaits cancels what it awaits", () => {
    const body = `
      inner = asyncio.create_task(endless("inner"))
      async def outer():
          await inner
      task = asyncio.create_task(outer())
      await asyncio.sleep(0)
      await asyncio.sleep(0)
      task.cancel()
      await asyncio.gather(task, inner, return_exceptions=True)
      log.append((task.cancelled(), inner.cancelled()))
    `;
    expect(logged(body, helpers)).toEqual(["['inner', (True, True)]"]);
  });

  test("callbacks are called in order when it is done, with the task", () => {
    const body = `
      task = asyncio.create_task(nop(5))
      task.add_done_callback(lambda t: log.append(("first", t.result())))
      gone = lambda t: log.append("gone")
      task.add_done_callback(gone)
      task.add_done_callback(lambda t: log.append("last"))
      log.append(task.remove_done_callback(gone))
      await task
      await asyncio.sleep(0)
    `;
    expect(logged(body, helpers)).toEqual(["[1, ('first', 5), 'last']"]);
  });

  test("a future set by somebody else", () => {
    const body = `
      future = asyncio.get_running_loop().create_future()
      asyncio.get_running_loop().call_soon(future.set_exception, KeyError("set"))
      try:
          await future
      except KeyError as error:
          log.append(error.args)
      log.append((asyncio.isfuture(future), asyncio.iscoroutinefunction(nop), asyncio.isfuture(3)))
    `;
    expect(logged(body, helpers)).toEqual(["[('set',), (True, True, False)]"]);
  });
});

describe("several tasks", () => {
  test("gather of nothing, of the same twice, of what is done already", () => {
    const body = `
      log.append(await asyncio.gather())
      task = asyncio.create_task(nop(1))
      log.append(await asyncio.gather(task, task, nop(2)))
      log.append(await asyncio.gather(task))
    `;
    expect(logged(body, helpers)).toEqual(["[[], [1, 1, 2], [1]]"]);
  });

  test("wait with a time limit: in time or not", () => {
    const body = `
      task = asyncio.create_task(asyncio.sleep(1, "done"))
      done, pending = await asyncio.wait({task}, timeout=2)
      log.append((len(done), len(pending)))
    `;
    expect(logged(body)).toEqual(["[(0, 1)]", "[(1, 0)]"]);
  });

  test("as_completed with a time limit raises TimeoutError for what is not there", () => {
    const body = `
      for each in asyncio.as_completed([nop("quick"), endless("slow")], timeout=1):
          try:
              log.append(await each)
          except TimeoutError:
              log.append("late")
    `;
    expect(logged(body, helpers)).toEqual(["['quick', 'late', 'slow']"]);
  });

  test("wait_for passes on the exception, and the cancellation of who waits", () => {
    const body = `
      try:
          await asyncio.wait_for(fail("inside"), 1)
      except ValueError as error:
          log.append(str(error))
      task = asyncio.create_task(asyncio.wait_for(endless("inner"), 1))
      await asyncio.sleep(0)
      task.cancel()
      try:
          await task
      except asyncio.CancelledError:
          log.append("cancelled")
    `;
    expect(logged(body, helpers)).toEqual(["['inside', 'inner', 'cancelled']"]);
  });

  test("time-outs nest: the outer one is not taken for the inner one", () => {
    const body = `
      try:
          async with asyncio.timeout(1) as outer:
              try:
                  async with asyncio.timeout(2) as inner:
                      await asyncio.Event().wait()
              except TimeoutError:
                  log.append("inner")
      except TimeoutError:
          log.append("outer")
      log.append((outer.expired(), inner.expired()))
    `;
    expect(logged(body)).toEqual(["['inner', (False, True)]", "['outer', (True, False)]"]);
  });

  test("a time-out can be moved, but not before it is entered", () => {
    const body = `
      limit = asyncio.timeout(None)
      try:
          limit.reschedule(1)
      except RuntimeError as error:
          log.append(str(error))
      try:
          async with limit:
              limit.reschedule(asyncio.get_running_loop().time())
              await asyncio.Event().wait()
      except TimeoutError:
          log.append("late")
      try:
          async with limit:
              pass
      except RuntimeError as error:
          log.append(str(error))
    `;
    expect(logged(body)).toEqual(["['Timeout has not been entered', 'late', 'Timeout has already been entered']"]);
  });

  test("shield keeps the inner one alive; its result is not lost", () => {
    const body = `
      log.append(await asyncio.shield(nop(3)))
      try:
          await asyncio.shield(fail("shielded"))
      except ValueError as error:
          log.append(str(error))
      inner = asyncio.create_task(nop(4))
      await inner
      log.append(asyncio.shield(inner) is inner)
    `;
    expect(logged(body, helpers)).toEqual(["[3, 'shielded', True]"]);
  });

  test("a group that is cancelled from outside passes the cancellation on", () => {
    const definitions = `${helpers}
async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(endless("a"))
        group.create_task(endless("b"))
`;
    const body = `
      task = asyncio.create_task(grouped())
      await asyncio.sleep(0)
      await asyncio.sleep(0)
      task.cancel()
      try:
          await task
      except asyncio.CancelledError:
          log.append("cancelled")
    `;
    expect(logged(body, definitions)).toEqual(["['a', 'b', 'cancelled']"]);
  });

  test("a group collects all errors, and takes no tasks before it is entered", () => {
    const body = `
      group = asyncio.TaskGroup()
      coroutine = nop()
      try:
          group.create_task(coroutine)
      except RuntimeError as error:
          log.append(str(error))
      await coroutine
      try:
          async with group:
              group.create_task(fail("one"))
              group.create_task(fail("two"))
      except ExceptionGroup as errors:
          log.append([str(error) for error in errors.exceptions])
    `;
    expect(logged(body, helpers)).toEqual(["['TaskGroup <TaskGroup> has not been entered', ['one', 'two']]"]);
  });
});
