import { describe, expect, test } from "vitest";
import { findingsOf, outcomesOf } from "../../tiny.js";

describe("A pipe", () => {
  const reading = (target: string, args: string, option = ""): string => `
      ${option}
      from multiprocessing import Pipe, Process
      def read(reader, writer=None):
          ${target}
          try:
              while True:
                  reader.recv()
          except EOFError:
              pass
      main:
          reader, writer = Pipe(duplex=False)
          p = Process(target=read, args=(${args}))
          p.start()
          writer.send(1)
          writer.close()
          p.join()
    `;
  test("never ends for a forked reader that has not closed its own copy of the writing end", () => {
    expect(findingsOf(reading("pass", "reader,"))).toEqual(["deadlock"]);
    expect(findingsOf(reading("pass", "reader, writer"))).toEqual(["deadlock"]);
  });

  test("ends when everybody has closed the writing end", () => {
    expect(findingsOf(reading("writer.close()", "reader, writer"))).toEqual([]);
  });

  test("is open in a spawned child only if it was given to it", () => {
    expect(findingsOf(reading("pass", "reader,", "option start_method = spawn"))).toEqual([]);
    expect(findingsOf(reading("pass", "reader, writer", "option start_method = spawn"))).toEqual(["deadlock"]);
  });

  test("is closed by the end of a process, however it ends", () => {
    const text = `
      import multiprocessing
      from multiprocessing import Pipe, Process
      shared said = None
      def write(writer, never):
          writer.send("one")
          never.wait()
      main:
          reader, writer = Pipe(duplex=False)
          p = Process(target=write, args=(writer, multiprocessing.Event()))
          p.start()
          writer.close()
          said = reader.recv()
          p.terminate()
          try:
              reader.recv()
          except EOFError:
              said += " and the end"
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["said='one and the end'"]);
  });

  test("is kept open by a younger sibling that was forked before it was closed", () => {
    const text = (first: string, second: string): string => `
      import multiprocessing
      from multiprocessing import Pipe, Process
      def read(reader):
          try:
              reader.recv()
          except EOFError:
              pass
      def wait(event):
          event.wait()
      main:
          reader, writer = Pipe(duplex=False)
          event = multiprocessing.Event()
          sleeper = Process(target=wait, args=(event,))
          ${first}
          ${second}
          read(reader)
          event.set()
          sleeper.join()
    `;
    expect(findingsOf(text("sleeper.start()", "writer.close()"))).toEqual(["deadlock"]);
    expect(findingsOf(text("writer.close()", "sleeper.start()"))).toEqual([]);
  });

  test("can be sent through another pipe, and is open where it was received", () => {
    const text = `
      from multiprocessing import Pipe, Process
      shared said = None
      def child(end):
          writer = end.recv()
          writer.send("hello")
      main:
          here, there = Pipe()
          p = Process(target=child, args=(there,))
          p.start()
          reader, writer = Pipe(duplex=False)
          here.send(writer)
          said = reader.recv()
          p.join()
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["said='hello'"]);
  });

  test("holds 64 KiB: two that send before they receive wait for each other", () => {
    const text = (size: number): string => `
      from multiprocessing import Pipe, Process
      def talk(end):
          end.send("x" * ${size})
          end.recv()
      main:
          here, there = Pipe()
          p = Process(target=talk, args=(there,))
          p.start()
          talk(here)
          p.join()
    `;
    expect(findingsOf(text(70_000))).toEqual(["deadlock"]);
    expect(findingsOf(text(60_000))).toEqual([]);
  });

  test("gives each receiver a copy of its own", () => {
    const text = `
      from multiprocessing import Pipe
      shared said = None
      main:
          a, b = Pipe()
          items = [1]
          a.send(items)
          items.append(2)
          said = b.recv()
      outcome said
    `;
    expect(outcomesOf(text)).toEqual({ "said=[1]": 1 });
  });

  test.each([
    ["reader.send(1)", "OSError: connection is read-only"],
    ["writer.recv()", "OSError: connection is write-only"],
    ["reader.close(); writer.send(1)", "BrokenPipeError: [Errno 32] Broken pipe"],
    ["writer.close(); reader.recv()", "EOFError: "],
    ["reader.close(); reader.poll()", "OSError: handle is closed"],
  ])("answers %s with %s", (statements, message) => {
    const text = `
      from multiprocessing import Pipe
      shared said = None
      main:
          reader, writer = Pipe(duplex=False)
          try:
              ${statements.replace("; ", "\n              ")}
          except (OSError, EOFError) as e:
              said = f"{type(e).__name__}: {e}"
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual([`said='${message}'`]);
  });

  test("can be polled: true when there is something, or nothing will ever be", () => {
    const text = `
      from multiprocessing import Pipe
      shared said = []
      main:
          reader, writer = Pipe(duplex=False)
          said.append(reader.poll())
          said.append(reader.poll(1))
          writer.send(1)
          said.append(reader.poll())
          reader.recv()
          writer.close()
          said.append(reader.poll())
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["said=[False, False, True, True]"]);
  });
});
