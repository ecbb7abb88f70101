/** The modules `functools` and `contextlib`, as far as scenarios need them. A cache is one step to look and one to store: a value may be computed twice. */
export const functools = `
def reduce(function, iterable, *initial):
    """Folds the items from the left."""
    items = iter(iterable)
    if len(initial) > 0:
        value = initial[0]
    else:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        value = function(value, item)
    return value

class partial:
    """The function with some arguments given already."""
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords
    def __call__(self, /, *more, **others):
        return self.func(*self.args, *more, **{**self.keywords, **others})

def cache(user_function):
    """Remembers results by arguments."""
    results = {}
    def cached(*args, **kwargs):
        key = (args, tuple(kwargs.items()))
        select "waits for a cache":
            when key in results "finds the result in a cache":
                return results[key]
            when True "finds no result in a cache":
                pass
        value = user_function(*args, **kwargs)
        select "waits for a cache":
            when True "keeps the result in a cache":
                results[key] = value
        return value
    return cached

def lru_cache(maxsize=128, typed=False):
    """Remembers results by arguments; nothing is ever forgotten here."""
    return cache(maxsize) if callable(maxsize) else cache
`;

export const contextlib = `
class _GeneratorContextManager:
    def __init__(self, generator):
        self._generator = generator
    def __enter__(self):
        return next(self._generator)
    def __exit__(self, type, value, traceback):
        if value is None:
            try:
                next(self._generator)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self._generator.throw(value)
        except StopIteration:
            return True
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")

def contextmanager(func):
    """A generator function with one yield as a with-statement's manager."""
    def helper(*args, **keywords):
        return _GeneratorContextManager(func(*args, **keywords))
    return helper

class suppress:
    """Swallows exceptions of the given types."""
    def __init__(self, *exceptions):
        self._exceptions = exceptions
    def __enter__(self):
        return None
    def __exit__(self, type, value, traceback):
        return value is not None and isinstance(value, self._exceptions)

class nullcontext:
    """Does nothing."""
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, type, value, traceback):
        return None

class closing:
    """Closes the thing at the end."""
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, type, value, traceback):
        self.thing.close()

class ExitStack:
    """Leaves what was entered with it, the last first; each exit sees the exception that is on its way then."""
    def __init__(self):
        self._exits = []
    def enter_context(self, cm):
        """Enters the manager, and leaves it at the end."""
        leave = cm.__exit__
        result = cm.__enter__()
        self._exits.append(leave)
        return result
    def push(self, exit):
        """Leaves a manager that was entered before, or calls a function like an __exit__."""
        self._exits.append(getattr(exit, "__exit__", exit))
        return exit
    def callback(self, callback, /, *args, **keywords):
        """Calls the function at the end; it cannot swallow an exception."""
        def call(type, value, traceback):
            callback(*args, **keywords)
        self._exits.append(call)
        return callback
    def pop_all(self):
        """Hands everything over to a new stack."""
        other = ExitStack()
        other._exits = self._exits
        self._exits = []
        return other
    def close(self):
        """Leaves everything now."""
        self.__exit__(None, None, None)
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        pending = value
        new = False
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(None if pending is None else type(pending), pending, None):
                    pending = None
                    new = False
            except BaseException as error:
                pending = error
                new = True
        if new:
            raise pending
        return value is not None and pending is None
`;
