/** Names that need no declaration. */

/** Built-in functions, with those of the language itself. */
export const builtinFunctions: ReadonlySet<string> = new Set([
  "abs", "all", "any", "ascii", "bin", "callable", "chr", "delattr", "divmod", "enumerate", "filter", "format", "getattr", "hasattr", "hash",
  "hex", "id", "input", "isinstance", "issubclass", "iter", "len", "map", "max", "min", "next", "oct", "open", "ord", "pow", "print",
  "repr", "reversed", "round", "setattr", "sorted", "sum", "vars", "zip", "aiter", "anext",
]);

/** Built-in types that are no exceptions. */
export const builtinTypes: ReadonlySet<string> = new Set([
  "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object", "range", "set", "slice", "str", "tuple", "type",
]);

export const exceptionTypes: ReadonlySet<string> = new Set([
  "BaseException", "Exception", "ArithmeticError", "AssertionError", "AttributeError", "BaseExceptionGroup", "BlockingIOError", "BrokenPipeError",
  "BufferError", "ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError",
  "EOFError", "ExceptionGroup", "FileExistsError", "FileNotFoundError", "FloatingPointError", "GeneratorExit", "ImportError", "IndexError",
  "InterruptedError", "IOError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError",
  "NameError", "NotADirectoryError", "NotImplementedError", "OSError", "OverflowError", "PermissionError", "ProcessLookupError",
  "RecursionError", "ReferenceError", "RuntimeError", "StopAsyncIteration", "StopIteration", "SyntaxError", "SystemError", "SystemExit",
  "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "ValueError", "Warning",
  "DeprecationWarning", "UserWarning", "ZeroDivisionError",
]);

/** Words that are called like functions, but are not values. */
export const specialNames: ReadonlySet<string> = new Set(["choose", "super", "staticmethod", "classmethod", "property", "dataclass", "field", "NotImplemented", "Ellipsis"]);

/** Modules that need no library: what they offer is for type checkers, or known by other names. */
export const silentModules: ReadonlySet<string> = new Set([
  "typing", "typing_extensions", "types", "dataclasses", "functools", "abc", "enum", "__future__", "collections.abc", "contextlib", "itertools", "operator",
  "logging", "os", "sys", "datetime", "math", "string", "collections", "heapq", "copy", "pickle", "traceback", "signal", "weakref", "gc", "uuid", "json", "re",
  "statistics", "textwrap", "warnings", "inspect", "socket", "subprocess", "atexit",
]);
