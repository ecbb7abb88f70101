/** The module `random`: nothing is drawn, every possibility is explored. `random.random() < p` is the lowering's business. */
export const random = `
def seed(a=None, version=2):
    """Nothing to do: every possibility is explored."""

def random():
    """Only to be compared: both answers are explored."""
    raise NotImplementedError("random.random() must be compared at once, as in random.random() < 0.5")

def choice(seq):
    """Any of the items."""
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return choose(*seq)

def randrange(start, stop=None, step=1):
    """Any number of the range."""
    numbers = range(start) if stop is None else range(start, stop, step)
    if len(numbers) == 0:
        raise ValueError("empty range for randrange()")
    return choose(*numbers)

def randint(a, b):
    """Any number from a to b, both included."""
    if b < a:
        raise ValueError("empty range for randrange()")
    return choose(*range(a, b + 1))

def getrandbits(k):
    """Any number of k bits."""
    return choose(*range(2 ** k))

def shuffle(x):
    """Any order, in place; one step."""
    atomic:
        for last in range(len(x) - 1, 0, -1):
            other = choose(*range(last + 1))
            x[last], x[other] = x[other], x[last]

def sample(population, k):
    """Any k of the items, in any order; one step."""
    atomic:
        left = list(population)
        if not 0 <= k <= len(left):
            raise ValueError("Sample larger than population or is negative")
        drawn = []
        for _ in range(k):
            drawn.append(left.pop(choose(*range(len(left)))))
    return drawn

def choices(population, k=1):
    """Any k of the items, each again and again; one step."""
    items = list(population)
    atomic:
        drawn = [choose(*items) for _ in range(k)]
    return drawn
`;
