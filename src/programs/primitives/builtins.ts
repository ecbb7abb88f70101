/**
 * What built-ins leave to Python code: functions that call functions, or iterate over generators. The names that begin
 * with "_" are those of `builtins/delegation`; `map`, `zip` and their like are generators.
 */
import { builtinsOnObjects } from "./builtins-objects.js";

const helpers = `
def _materialise(callee, index, args, **keywords):
    if callee.__name__ in ("any", "all"):
        return _any(args[0]) if callee.__name__ == "any" else not _any(not item for item in args[0])
    items = []
    if callee.__name__ in ("dict", "update", "OrderedDict", "Counter") and hasattr(args[index], "keys"):
        for key in args[index].keys():
            items.append((key, args[index][key]))
    else:
        for item in args[index]:
            items.append(item)
    return callee(*args[:index], items, *args[index + 1:], **keywords)

def _make_by(maker, cls, *args, **keywords):
    instance = maker(cls, *args, **keywords)
    if isinstance(instance, cls):
        instance.__init__(*args, **keywords)
    return instance

def _call(method, *args):
    return method(*args)

def _truth(value):
    return True if value else False

def _repeated_calls(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value

def _text_of(value):
    if isinstance(value, dict):
        return "{" + ", ".join([f"{_text_of(key)}: {_text_of(value[key])}" for key in value]) + "}"
    if isinstance(value, (list, set, frozenset, collections.deque, tuple)):
        inside = ", ".join([_text_of(item) for item in value])
        if isinstance(value, list):
            return f"[{inside}]"
        if isinstance(value, tuple):
            return f"({inside},)" if len(value) == 1 else f"({inside})"
        if isinstance(value, collections.deque):
            return f"deque([{inside}])" if value.maxlen is None else f"deque([{inside}], maxlen={value.maxlen})"
        if len(value) > 0:
            return f"{{{inside}}}" if isinstance(value, set) else f"frozenset({{{inside}}})"
    return repr(value)

def _missing(dict, key):
    value = dict.default_factory()
    dict[key] = value
    return value

def _keyed(callee, args, key=None, reverse=False, **others):
    name = callee.__name__
    if name == "sort":
        return _sort_in_place(args[0], key, reverse)
    if name == "sorted":
        return _sorted([item for item in args[0]], key, reverse)
    if name in ("nlargest", "nsmallest"):
        return _sorted([item for item in args[1]], key, name == "nlargest")[:args[0]]
    if name in ("min", "max"):
        items = [item for item in (args[0] if len(args) == 1 else args)]
        if len(items) == 0:
            return _pick(name, items, others)
        keys = [key(item) for item in items]
        return _pick_with(items, keys, name)
    keys = [key(item) for item in args[0]]
    if name.startswith("insort"):
        wanted = key(args[1])
        args[0].insert(_bisect(keys, wanted, name == "insort_left"), args[1])
        return None
    return _bisect(keys, args[1], name == "bisect_left")

def _bisect(keys, wanted, left):
    low = 0
    high = len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < wanted if left else not wanted < keys[middle]:
            low = middle + 1
        else:
            high = middle
    return low

def _sorted(items, key, reverse):
    if key is None:
        return _merge_sort(items, reverse)
    return _sort_with(items, [key(item) for item in items], reverse)

def _sort_in_place(target, key, reverse):
    atomic:
        items = target[:]
        target[:] = []
    try:
        ordered = _sorted(items, key, reverse)
    except:
        target[:] = items
        raise
    atomic:
        changed = len(target) > 0
        target[:] = ordered
    if changed:
        raise ValueError("list modified during sort")
`;

const iterators = `
def map(function, *iterables):
    if len(iterables) == 1:
        for item in iterables[0]:
            yield function(item)
    else:
        for items in zip(*iterables):
            yield function(*items)

def filter(function, iterable):
    for item in iterable:
        if item if function is None else function(item):
            yield item

def zip(*iterables, strict=False):
    iterators = [iter(iterable) for iterable in iterables]
    while iterators:
        items = []
        for iterator in iterators:
            try:
                items.append(next(iterator))
            except StopIteration:
                if strict:
                    _check_strict(items, iterators)
                return
        yield tuple(items)

def _check_strict(items, iterators):
    if len(items) > 0:
        raise ValueError(f"zip() argument {len(items) + 1} is shorter than argument{_up_to(len(items))}")
    for place in range(1, len(iterators)):
        try:
            next(iterators[place])
        except StopIteration:
            continue
        raise ValueError(f"zip() argument {place + 1} is longer than argument{_up_to(place)}")

def _up_to(count):
    return " 1" if count == 1 else f"s 1-{count}"

def enumerate(iterable, start=0):
    index = start
    for item in iterable:
        yield (index, item)
        index += 1

def aiter(async_iterable):
    if not hasattr(async_iterable, "__aiter__"):
        raise TypeError(f"'{type(async_iterable).__name__}' object is not an async iterable")
    return async_iterable.__aiter__()

def anext(async_iterator, *default):
    if not hasattr(async_iterator, "__anext__"):
        raise TypeError(f"'{type(async_iterator).__name__}' object is not an async iterator")
    if len(default) == 0:
        return async_iterator.__anext__()
    return _anext_or(async_iterator, default[0])

async def _anext_or(async_iterator, default):
    try:
        return await async_iterator.__anext__()
    except StopAsyncIteration:
        return default
`;

export const builtins = helpers + builtinsOnObjects + iterators;
