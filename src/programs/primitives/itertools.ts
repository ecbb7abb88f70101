/** The module `itertools`. `count` is an object because `next(count())` is one atomic step in CPython; the others are generators. */
export const itertools = `
class count:
    """start, start + step, …: drawing the next number is one step."""
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step
    def __iter__(self):
        return self
    def __next__(self):
        select "waits for a counter":
            when True "draws a number":
                number = self._next
                self._next = number + self._step
                return number

def cycle(iterable):
    """The items again and again."""
    items = list(iterable)
    while items:
        for item in items:
            yield item

def repeat(object, times=None):
    """The same thing again and again."""
    left = times
    while left is None or left > 0:
        yield object
        if left is not None:
            left -= 1

def _chained(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item

class chain:
    """The items of each, one after the other."""
    def __init__(self, *iterables):
        self._iterator = _chained(iterables)
    @classmethod
    def from_iterable(cls, iterables):
        """The items of each of them."""
        return cls(*iterables)
    def __iter__(self):
        return self._iterator
    def __next__(self):
        return next(self._iterator)

def islice(iterable, *bounds):
    """Some of the items, by position."""
    start = 0 if len(bounds) == 1 or bounds[0] is None else bounds[0]
    stop = bounds[0] if len(bounds) == 1 else bounds[1]
    step = 1 if len(bounds) < 3 or bounds[2] is None else bounds[2]
    wanted = start
    position = 0
    if stop is not None and stop <= 0:
        return
    for item in iterable:
        if position == wanted:
            yield item
            wanted += step
        position += 1
        if stop is not None and position >= stop:
            return

def accumulate(iterable, func=None, *, initial=None):
    """Running totals."""
    begun = initial is not None
    total = initial
    if begun:
        yield total
    for item in iterable:
        if not begun:
            total = item
            begun = True
        elif func is None:
            total = total + item
        else:
            total = func(total, item)
        yield total

def takewhile(predicate, iterable):
    """The items up to the first that fails."""
    for item in iterable:
        if not predicate(item):
            return
        yield item

def dropwhile(predicate, iterable):
    """The items from the first that fails."""
    dropping = True
    for item in iterable:
        dropping = dropping and predicate(item)
        if not dropping:
            yield item

def starmap(function, iterable):
    """The function of each tuple of arguments."""
    for args in iterable:
        yield function(*args)

def pairwise(iterable):
    """Neighbours."""
    begun = False
    previous = None
    for item in iterable:
        if begun:
            yield (previous, item)
        begun = True
        previous = item

def zip_longest(*iterables, fillvalue=None):
    """Tuples of the items with the same position, as long as the longest."""
    columns = [list(iterable) for iterable in iterables]
    for row in range(max([len(column) for column in columns], default=0)):
        yield tuple([column[row] if row < len(column) else fillvalue for column in columns])

def product(*iterables, repeat=1):
    """Every choice of one item from each."""
    rows = [()]
    for pool in [tuple(iterable) for iterable in iterables] * repeat:
        rows = [row + (item,) for row in rows for item in pool]
    for row in rows:
        yield row

def permutations(iterable, r=None):
    """Every order of r of the items."""
    pool = tuple(iterable)
    for row in _arrangements(pool, len(pool) if r is None else r, False):
        yield row

def combinations(iterable, r):
    """Every choice of r of the items, in order."""
    pool = tuple(iterable)
    for row in _arrangements(pool, r, True):
        yield row

def _arrangements(pool, r, rising):
    rows = [()]
    for _ in range(r):
        rows = [row + (i,) for row in rows for i in range(len(pool)) if i not in row and (not rising or not row or i > row[-1])]
    return [tuple([pool[i] for i in row]) for row in rows]

def groupby(iterable, key=None):
    """Runs of items with the same key, each as a list."""
    group = []
    current = None
    for item in iterable:
        own = item if key is None else key(item)
        if group and own != current:
            yield (current, group)
            group = []
        current = own
        group = group + [item]
    if group:
        yield (current, group)
`;
