import { describe, expect, test } from "vitest";
import { explored } from "../../tiny.js";
import { outcomes, raised } from "./worlds.js";

const nothing = "def nothing():\n    pass";

describe("Thread", () => {
  test("start runs the target with its arguments, join waits for its end", () => {
    const text = `
      shared got = None
      def work(a, b=0):
          got = (a, b)
      main:
          t = Thread(target=work, args=(1,), kwargs={"b": 2})
          t.start()
          t.join()
          assert got == (1, 2)
    `.replace("def work(a, b=0):\n", "def work(a, b=0):\n          global got\n");
    expect(outcomes(text)).toEqual(["(1, 2)"]);
  });

  test("without join main may be first", () => {
    const text = `
      shared log = []
      def work():
          log.append("work")
      main:
          Thread(target=work).start()
          log.append("main")
    `;
    expect(outcomes(text)).toEqual(["['main', 'work']", "['work', 'main']"]);
  });

  test("start and join are one step each", () => {
    const text = `${nothing}\nmain:\n    t = Thread(target=nothing)\n    t.start()\n    t.join()\n`;
    expect(explored(text).outcomes.map(({ steps }) => steps)).toEqual([2]);
  });

  test("main's thread is named as in Python", () => {
    const text = `
      shared names = []
      main:
          names.append(threading.current_thread().name)
          names.append(threading.main_thread().name)
    `;
    expect(outcomes(text)).toEqual(["['MainThread', 'MainThread']"]);
  });

  test("a subclass with run and super().__init__() works", () => {
    const text = `
      import threading
      shared got = []
      class Worker(threading.Thread):
          def __init__(self, n):
              super().__init__()
              self.n = n
          def run(self):
              got.append(self.n)
      main:
          workers = [Worker(i) for i in range(2)]
          for w in workers:
              w.start()
          for w in workers:
              w.join()
    `;
    expect(outcomes(text)).toEqual(["[0, 1]", "[1, 0]"]);
  });

  test("a subclass that forgets super().__init__() cannot be started", () => {
    const definitions = "class Bad(Thread):\n    def __init__(self):\n        self.x = 1";
    expect(raised(definitions, "Bad().start()")).toBe("RuntimeError: thread.__init__() not called");
  });

  test("threads can only be started once", () => {
    expect(raised(nothing, "t = Thread(target=nothing)\nt.start()\nt.start()")).toBe(
      "RuntimeError: threads can only be started once",
    );
  });

  test("a thread that has not been started cannot be joined", () => {
    expect(raised(nothing, "Thread(target=nothing).join()")).toBe(
      "RuntimeError: cannot join thread before it is started",
    );
  });

  test("a thread cannot join itself", () => {
    expect(raised("", "current_thread().join()")).toBe("RuntimeError: cannot join current thread");
  });

  test("group must be None", () => {
    expect(raised(nothing, "Thread(1, nothing)")).toBe("AssertionError: group argument must be None for now");
  });

  test("daemon cannot be changed after the start", () => {
    expect(raised(nothing, "t = Thread(target=nothing)\nt.start()\nt.daemon = True")).toBe(
      "RuntimeError: cannot set daemon status of active thread",
    );
  });

  test("a daemon does not keep the program alive", () => {
    const text = `
      shared e = Event()
      def forever():
          e.wait()
      main:
          t = Thread(target=forever, daemon=True)
          t.start()
    `;
    expect(outcomes(text)).toEqual([""]);
  });

  test("daemon is inherited from the thread that makes the thread", () => {
    const text = `
      shared kinds = []
      def inner():
          pass
      def outer():
          kinds.append(Thread(target=inner).daemon)
          kinds.append(Thread(target=inner, daemon=False).daemon)
      main:
          t = Thread(target=outer, daemon=True)
          t.start()
          t.join()
    `;
    expect(outcomes(text)).toEqual(["[True, False]"]);
  });

  test("an exception ends only its thread; join does not raise", () => {
    const text = `
      shared after = False
      def bad():
          raise ValueError("bad")
      main:
          t = Thread(target=bad)
          t.start()
          t.join()
          after = not t.is_alive()
    `;
    expect(outcomes(text)).toEqual(["True failed"]);
    expect(explored(text).findings.map(({ kind, about }) => [kind, about])).toEqual([["exception", "ValueError"]]);
  });

  test("SystemExit silently ends only its thread", () => {
    const text = `
      shared after = False
      def leave():
          raise SystemExit()
      main:
          t = Thread(target=leave)
          t.start()
          t.join()
          after = True
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("join with a time-out may give up; is_alive tells", () => {
    const text = `
      shared e = Event()
      shared alive = None
      def work():
          e.wait()
      main:
          t = Thread(target=work)
          t.start()
          t.join(timeout=1)
          alive = t.is_alive()
          e.set()
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("is_alive is False before the start and after the end", () => {
    const text = `
      shared seen = []
      def work():
          pass
      main:
          t = Thread(target=work)
          seen.append(t.is_alive())
          t.start()
          t.join()
          seen.append(t.is_alive())
    `;
    expect(outcomes(text)).toEqual(["[False, False]"]);
  });

  test("two threads that join each other wait for ever", () => {
    const text = `
      shared threads = []
      def work(other):
          threads[other].join()
      main:
          threads.append(Thread(target=work, args=(1,), name="a"))
          threads.append(Thread(target=work, args=(0,), name="b"))
          atomic:
              threads[0].start()
              threads[1].start()
      outcome len(threads)
    `;
    expect(outcomes(text)).toEqual(["2 deadlocked"]);
  });

  test("a thread has a name; without one it is numbered", () => {
    const text = `
      shared names = []
      def work():
          names.append(current_thread().name)
      main:
          for t in [Thread(target=work, name="mine"), Thread(target=work)]:
              t.start()
              t.join()
          names.append(t.name)
    `;
    expect(outcomes(text)).toEqual(["['mine', 'Thread-1 (work)', 'Thread-1 (work)']"]);
  });

  test("get_ident differs between threads and is the thread's ident", () => {
    const text = `
      import threading
      shared same = None
      shared seen = []
      def work():
          seen.append(threading.get_ident())
      main:
          t = Thread(target=work)
          assert t.ident is None
          t.start()
          t.join()
          same = (seen[0] == t.ident, seen[0] == threading.get_ident())
      outcome same
    `;
    expect(outcomes(text)).toEqual(["(True, False)"]);
  });

  test("current_thread is main_thread in main only", () => {
    const text = `
      import threading
      shared seen = []
      def work():
          seen.append(threading.current_thread() is threading.main_thread())
      main:
          seen.append(threading.current_thread() is threading.main_thread())
          t = Thread(target=work)
          t.start()
          t.join()
    `;
    expect(outcomes(text)).toEqual(["[True, False]"]);
  });
});

describe("Timer", () => {
  test("calls its function after a while, which may be before or after anything else", () => {
    const text = `
      shared log = []
      def ring(what):
          log.append(what)
      main:
          Timer(1, ring, args=("ring",)).start()
          log.append("main")
    `;
    expect(outcomes(text)).toEqual(["['main', 'ring']", "['ring', 'main']"]);
  });

  test("cancel works only before it has fired", () => {
    const text = `
      shared rung = False
      def ring():
          global rung
          rung = True
      main:
          t = Timer(1, ring)
          t.start()
          t.cancel()
          t.join()
          assert t.finished.is_set()
    `;
    expect(outcomes(text)).toEqual(["False", "True"]);
  });

  test("cancelled before the start it never fires", () => {
    const text = `
      shared rung = False
      def ring():
          global rung
          rung = True
      main:
          t = Timer(1, ring)
          t.cancel()
          t.start()
          t.join()
    `;
    expect(outcomes(text)).toEqual(["False"]);
  });
});

describe("local", () => {
  test("each thread has attributes of its own", () => {
    const text = `
      shared data = local()
      shared seen = []
      thread t(n) for n in range(2):
          data.n = n
          seen.append(data.n == n)
    `;
    expect(outcomes(text)).toEqual(["[True, True]"]);
  });

  test("what one thread has set another has not", () => {
    const text = `
      shared data = local()
      shared set = False
      shared error = None
      thread one:
          data.x = 1
          set = True
      thread two:
          wait until set
          try:
              data.x
          except AttributeError as e:
              error = str(e)
      outcome error
    `;
    expect(outcomes(text)).toEqual([`"'_thread._local' object has no attribute 'x'"`]);
  });

  test("a subclass's __init__ runs once in each thread that uses it", () => {
    const text = `
      class Mine(local):
          def __init__(self):
              self.items = []
      shared data = Mine()
      shared lengths = []
      thread t * 2:
          data.items.append(1)
          lengths.append(len(data.items))
    `;
    expect(outcomes(text)).toEqual(["[1, 1]"]);
  });

  test("a subclass's __init__ gets the same arguments in each thread, and attributes of the class come second", () => {
    const text = `
      class Mine(local):
          kind = "class"
          def __init__(self, start, *, step):
              self.n = start
              self.step = step
          def next(self):
              self.n += self.step
              return self.n
      shared data = Mine(5, step=2)
      shared seen = []
      main:
          data.next()
          data.kind = "main"
          t = Thread(target=lambda: seen.append((data.kind, data.next())))
          t.start()
          t.join()
          seen.append((data.kind, data.next()))
      outcome seen
    `;
    expect(outcomes(text)).toEqual(["[('class', 7), ('main', 9)]"]);
  });

  test("an attribute can be deleted, by the thread that has it", () => {
    const text = `
      shared data = local()
      shared error = None
      thread t:
          data.x = 1
          del data.x
          try:
              del data.x
          except AttributeError as e:
              error = str(e)
      outcome error
    `;
    expect(outcomes(text)).toEqual([`"'_thread._local' object has no attribute 'x'"`]);
  });

  test("using it is no step", () => {
    const text = `
      shared data = local()
      thread t * 2:
          data.n = 0
          data.n += 1
    `;
    expect(explored(text).statistics.interleavings).toBe(1n);
  });
});

describe("The threads that there are", () => {
  test("current_thread() is the very object that was started, also after its name was changed", () => {
    const text = `
      import threading
      shared log = []
      shared started = None
      def work():
          me = threading.current_thread()
          log.append((me is started, me.name, threading.current_thread() is me))
      main:
          started = Thread(target=work, name="before")
          started.name = "after"
          started.start()
          started.join()
          log.append((threading.current_thread() is threading.main_thread(), threading.current_thread() is started))
      outcome log
    `;
    expect(outcomes(text)).toEqual(["[(True, 'after', True), (True, False)]"]);
  });

  test("a thread sees the new name that another gives it, if it looks late enough", () => {
    const text = `
      import threading
      shared seen = ""
      def work():
          global seen
          seen = threading.current_thread().name
      main:
          child = Thread(target=work, name="old")
          child.start()
          child.name = "new"
          child.join()
      outcome seen
    `;
    expect(outcomes(text)).toEqual(["'new'", "'old'"]);
  });

  test("a block's thread is the object by its name", () => {
    const text = `
      shared same = None
      thread worker:
          same = current_thread() is worker
      main:
          worker.start()
          worker.join()
      outcome same
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("enumerate gives those that live, active_count their number", () => {
    const text = `
      import threading
      shared log = []
      shared gate = Event()
      main:
          child = Thread(target=gate.wait, name="child")
          Thread(target=gate.wait, name="never started")
          before = threading.active_count()
          child.start()
          both = threading.enumerate()
          log.append((before, threading.active_count(), [each.name for each in both], child in both))
          gate.set()
          for each in both:
              if each is not threading.current_thread():
                  each.join()
          log.append((len(threading.enumerate()), threading.active_count()))
      outcome log
    `;
    expect(outcomes(text)).toEqual(["[(1, 2, ['MainThread', 'child'], True), (1, 1)]"]);
  });

  test("each process has its own", () => {
    const text = `
      import threading
      from multiprocessing import Process, Value
      shared seen = Value("i", 0)
      def work():
          seen.value = threading.active_count() * 10 + len(threading.enumerate())
      main:
          child = Process(target=work)
          child.start()
          child.join()
          assert threading.active_count() == 1
      outcome seen.value
    `;
    expect(outcomes(text)).toEqual(["11"]);
  });
});
