/**
 * Built-ins on objects that compare by Python code (`__eq__`, `__lt__`): the same as natively, written out so that each
 * comparison is a call, between whose steps others may run, as in CPython.
 */
export const builtinsOnObjects = `
def _in_python(callee, args, **keywords):
    name = callee.__name__
    if name == "eq":
        return _equal(args[0], args[1])
    if name == "ne":
        return not _equal(args[0], args[1])
    if name in ("lt", "le", "gt", "ge"):
        return _ordered(name, args[0], args[1])
    if name == "in":
        return _find(args[1], args[0]) >= 0
    if name == "not_in":
        return _find(args[1], args[0]) < 0
    if name in ("contains", "__contains__"):
        return _find(args[0], args[1]) >= 0
    if name in ("index", "remove", "count"):
        return _look(name, args[0], args[1])
    if name == "sorted":
        return _merge_sort([item for item in args[0]], keywords.get("reverse", False))
    if name == "sort":
        return _sort_in_place(args[0], None, keywords.get("reverse", False))
    if name in ("min", "max"):
        return _pick(name, [item for item in (args[0] if len(args) == 1 else args)], keywords)
    if name == "sum":
        total = args[1] if len(args) > 1 else keywords.get("start", 0)
        for item in args[0]:
            total = total + item
        return total
    if name == "any":
        return _any(args[0])
    if name == "all":
        return not _any([not item for item in args[0]])
    if name == "heappush":
        return _heappush(args[0], args[1])
    if name == "heappop":
        return _heappop(args[0])
    if name == "heapify":
        return _heapify(args[0])
    raise TypeError(f"{name}() is not supported for objects whose comparison is Python code")

def _any(items):
    for item in items:
        if item:
            return True
    return False

def _equal(a, b):
    if a is b:
        return True
    if (isinstance(a, list) and isinstance(b, list)) or (isinstance(a, tuple) and isinstance(b, tuple)):
        if len(a) != len(b):
            return False
        for place in range(len(a)):
            if not _equal(a[place], b[place]):
                return False
        return True
    if isinstance(a, dict) and isinstance(b, dict):
        if len(a) != len(b):
            return False
        for key in a:
            if key not in b or not _equal(a[key], b[key]):
                return False
        return True
    return True if a == b else False

def _ordered(name, a, b):
    for place in range(min(len(a), len(b))):
        if not _equal(a[place], b[place]):
            if name == "lt":
                return a[place] < b[place]
            if name == "le":
                return a[place] <= b[place]
            if name == "gt":
                return a[place] > b[place]
            return a[place] >= b[place]
    if name == "lt":
        return len(a) < len(b)
    if name == "le":
        return len(a) <= len(b)
    if name == "gt":
        return len(a) > len(b)
    return len(a) >= len(b)

def _find(items, wanted):
    place = 0
    for item in items:
        if _equal(item, wanted):
            return place
        place += 1
    return -1

def _look(name, items, wanted):
    if name == "count":
        found = 0
        for item in items:
            if _equal(item, wanted):
                found += 1
        return found
    place = _find(items, wanted)
    if name == "index":
        if place < 0:
            raise ValueError(f"{wanted!r} is not in list")
        return place
    if place < 0:
        raise ValueError("list.remove(x): x not in list")
    del items[place]

def _pick(which, items, keywords):
    if len(items) == 0:
        if "default" in keywords:
            return keywords["default"]
        raise ValueError(f"{which}() iterable argument is empty")
    best = items[0]
    for item in items[1:]:
        if (item < best) if which == "min" else (item > best):
            best = item
    return best

def _merge_sort(items, reverse):
    if reverse:
        return _merge_sort(items[::-1], False)[::-1]
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = _merge_sort(items[:middle], False)
    right = _merge_sort(items[middle:], False)
    merged = []
    while left and right:
        merged.append(right.pop(0) if right[0] < left[0] else left.pop(0))
    return merged + left + right

def _heappush(heap, item):
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)

def _heappop(heap):
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sift_up(heap, 0)
    return least

def _heapify(heap):
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sift_up(heap, place)

def _sift_down(heap, start, place):
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item

def _sift_up(heap, place):
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _sift_down(heap, start, place)
`;
