/** The built-in types by name and what each descends from: CPython's exception hierarchy, and the exceptions of the library. */

/** Indentation says who descends from whom; a name after ":" is a second base. Library exceptions go by their dotted names. */
const hierarchy = `
object
 int
  bool
 dict
  defaultdict
  Counter
  OrderedDict
 BaseException
  BaseExceptionGroup
  GeneratorExit
  KeyboardInterrupt
  SystemExit
  asyncio.CancelledError
  Exception
   ExceptionGroup : BaseExceptionGroup
   ArithmeticError
    FloatingPointError
    OverflowError
    ZeroDivisionError
   AssertionError
   AttributeError
    dataclasses.FrozenInstanceError
   BufferError
   EOFError
   ImportError
    ModuleNotFoundError
   LookupError
    IndexError
    KeyError
   MemoryError
   NameError
    UnboundLocalError
   OSError
    BlockingIOError
    ChildProcessError
    ConnectionError
     BrokenPipeError
     ConnectionAbortedError
     ConnectionRefusedError
     ConnectionResetError
    FileExistsError
    FileNotFoundError
    InterruptedError
    IsADirectoryError
    NotADirectoryError
    PermissionError
    ProcessLookupError
    TimeoutError
    socket.gaierror
   ReferenceError
   RuntimeError
    NotImplementedError
    RecursionError
    threading.BrokenBarrierError
    asyncio.BrokenBarrierError
    asyncio.SendfileNotAvailableError
    concurrent.futures.BrokenExecutor
     concurrent.futures.process.BrokenProcessPool
     concurrent.futures.thread.BrokenThreadPool
   StopAsyncIteration
   StopIteration
   SyntaxError
    IndentationError
     TabError
   SystemError
   TypeError
   ValueError
    UnicodeError
     UnicodeDecodeError
     UnicodeEncodeError
     UnicodeTranslateError
    json.JSONDecodeError
   Warning
    BytesWarning
    DeprecationWarning
    EncodingWarning
    FutureWarning
    ImportWarning
    PendingDeprecationWarning
    ResourceWarning
    RuntimeWarning
    SyntaxWarning
    UnicodeWarning
    UserWarning
   asyncio.InvalidStateError
   asyncio.QueueEmpty
   asyncio.QueueFull
   asyncio.QueueShutDown
   asyncio.LimitOverrunError
   concurrent.futures.Error
    concurrent.futures.CancelledError
    concurrent.futures.InvalidStateError
   copy.Error
   multiprocessing.ProcessError
    multiprocessing.AuthenticationError
    multiprocessing.BufferTooShort
    multiprocessing.TimeoutError
   pickle.PickleError
    pickle.PicklingError
    pickle.UnpicklingError
   queue.Empty
   queue.Full
   queue.ShutDown
`;

/** Other names for the same types. */
const aliases: Readonly<Record<string, string>> = {
  IOError: "OSError",
  EnvironmentError: "OSError",
  "asyncio.TimeoutError": "TimeoutError",
  "concurrent.futures.TimeoutError": "TimeoutError",
  "socket.timeout": "TimeoutError",
  "socket.error": "OSError",
  "asyncio.exceptions.CancelledError": "asyncio.CancelledError",
  "concurrent.futures.process.BrokenExecutor": "concurrent.futures.BrokenExecutor",
  "concurrent.futures.BrokenProcessPool": "concurrent.futures.process.BrokenProcessPool",
  "concurrent.futures.BrokenThreadPool": "concurrent.futures.thread.BrokenThreadPool",
  "collections.deque": "deque",
  "collections.defaultdict": "defaultdict",
  "collections.Counter": "Counter",
  "collections.OrderedDict": "OrderedDict",
};

const plainTypes = [
  "float",
  "complex",
  "str",
  "bytes",
  "bytearray",
  "tuple",
  "list",
  "set",
  "frozenset",
  "range",
  "slice",
  "deque",
  "type",
  "NoneType",
  "function",
  "method",
  "builtin_function_or_method",
  "module",
  "generator",
  "coroutine",
  "async_generator",
];

const bases = parse(hierarchy);

function parse(text: string): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>(plainTypes.map((name) => [name, ["object"]]));
  const above: string[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [name, second] = line.trim().split(" : ");
    const depth = line.length - line.trimStart().length;
    above[depth] = name;
    const first = depth === 0 ? [] : [above[depth - 1]];
    result.set(name, second === undefined ? first : [second, ...first]);
  }
  return result;
}

/** The one name of a type that has several (`IOError` is `OSError`). */
export function canonicalType(name: string): string {
  return aliases[name] ?? name;
}

export function isBuiltinType(name: string): boolean {
  return bases.has(canonicalType(name));
}

export function basesOf(name: string): readonly string[] {
  return bases.get(canonicalType(name)) ?? (name === "object" ? [] : ["object"]);
}

/** Whether the built-in type `name` is `base` or descends from it. */
export function isSubtype(name: string, base: string): boolean {
  const from = canonicalType(name);
  const to = canonicalType(base);
  return from === to || basesOf(from).some((each) => isSubtype(each, to));
}

export function isExceptionType(name: string): boolean {
  return isSubtype(name, "BaseException");
}

/** Without its module: `queue.Empty` is `Empty`. */
export function shortTypeName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** All names that are types, aliases too. */
export const typeNames: readonly string[] = [...bases.keys(), ...Object.keys(aliases)];
