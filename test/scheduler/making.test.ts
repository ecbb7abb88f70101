import { describe, expect, it } from "vitest";
import { outcomesOf, valueOf } from "../tiny.js";

describe("__new__", () => {
  it("may give an object of another class, which is not initialised", () => {
    const definitions = `
      class Twice:
          def __new__(cls, n):
              return 2 * n
          def __init__(self, n):
              self.n = n`;
    expect(valueOf("Twice(4)", definitions)).toBe("8");
  });

  it("may give the same object again, and __init__ is called again", () => {
    const definitions = `
      class Service:
          _instance = None
          def __new__(cls, name):
              if cls._instance is None:
                  cls._instance = super().__new__(cls)
              return cls._instance
          def __init__(self, name):
              self.name = name`;
    expect(valueOf("(Service('a') is Service('b'), Service('c').name)", definitions)).toBe("(True, 'c')");
  });

  it("without a lock makes two singletons in some interleavings", () => {
    const text = `
      class Service:
          _instance = None
          def __new__(cls):
              if cls._instance is None:
                  cls._instance = object.__new__(cls)
              return cls._instance
      shared found = []
      thread t * 2:
          found.append(Service())
      outcome found[0] is found[1]
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["found[0] is found[1]=False", "found[0] is found[1]=True"]);
  });

  it("makes what __init__ sets visible to those who have the object already", () => {
    const text = `
      class Service:
          _instance = None
          def __new__(cls):
              return cls._instance if cls._instance is not None else object.__new__(cls)
          def __init__(self):
              self.state = "new"
              self.state = "ready"
      shared service = Service()
      shared seen = None
      main:
          Service._instance = service
          t = Thread(target=Service)
          t.start()
          seen = service.state
          t.join()
      outcome seen
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["seen='new'", "seen='ready'"]);
  });
});

describe("A frozen dataclass", () => {
  const definitions = `
    from dataclasses import dataclass
    @dataclass(frozen=True)
    class Point:
        x: int
        y: int = 0
    def message(call):
        try:
            return call()
        except AttributeError as error:
            return (type(error).__name__, str(error))
    def move(point):
        point.x = 5
    def drop(point):
        del point.x`;
  it.each([
    ["gets its fields from its __init__", "repr(Point(1, 2))", "'Point(x=1, y=2)'"],
    ["keeps them", "message(lambda: move(Point(1)))", `('FrozenInstanceError', "cannot assign to field 'x'")`],
    ["loses none", "message(lambda: drop(Point(1)))", `('FrozenInstanceError', "cannot delete field 'x'")`],
  ])("%s", (_, expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});

describe("Texts of objects with a __repr__ of their own", () => {
  const definitions = `
    class Job:
        def __repr__(self):
            return "job"`;
  it.each([
    ["repr([Job(), (Job(),)])", "'[job, (job,)]'"],
    ["str({'a': Job()})", `"{'a': job}"`],
    ["f'{[Job()]} {(Job(), 1)!r}'", "'[job] (job, 1)'"],
    ["repr(([], [[Job()]]))", "'([], [[job]])'"],
  ])("%s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });

  it("show in outcomes too", () => {
    expect(
      Object.keys(
        outcomesOf(
          "class Job:\n    def __repr__(self):\n        return 'job'\nshared jobs = [Job()]\nthread t:\n    pass\noutcome jobs\n",
        ),
      ),
    ).toEqual(["jobs=[job]"]);
  });
});
