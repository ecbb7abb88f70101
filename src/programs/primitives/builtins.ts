/**
 * What built-ins leave to Python code: functions that call functions, or iterate over generators. The names that begin
 * with "_" are those of `builtins/delegation`; `map`, `zip` and their like are generators.
 */
const helpers = `
def _materialise(callee, index, args, **keywords):
    items = []
    for item in args[index]:
        items.append(item)
    return callee(*args[:index], items, *args[index + 1:], **keywords)

def _call(method, *args):
    return method(*args)

def _truth(value):
    return True if value else False

def _missing(dict, key):
    return dict.__missing__(key)

def _keyed(callee, args, key=None, reverse=False, **others):
    if callee is sorted:
        items = [item for item in args[0]]
        return _sort_with(items, [key(item) for item in items], reverse)
    if callee is min or callee is max:
        which = "min" if callee is min else "max"
        items = [item for item in args[0]] if len(args) == 1 else [item for item in args]
        if len(items) == 0:
            if "default" in others:
                return others["default"]
            raise ValueError(f"{which}() iterable argument is empty")
        return _pick_with(items, [key(item) for item in items], which)
    return _sort_in_place(args[0], key, reverse)

def _sort_in_place(target, key, reverse):
    atomic:
        items = target[:]
        target[:] = []
    try:
        ordered = _sort_with(items, [key(item) for item in items], reverse)
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

def any(iterable):
    for item in iterable:
        if item:
            return True
    return False

def all(iterable):
    for item in iterable:
        if not item:
            return False
    return True
`;

export const builtins = helpers + iterators;
