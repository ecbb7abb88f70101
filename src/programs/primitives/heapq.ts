/** The module `heapq`: CPython's algorithm, so that equal items come out in CPython's order. Each function is one step. */
export const heapq = `
def heappush(heap, item):
    """Puts an item into the heap."""
    atomic:
        heap.append(item)
        _sift_down(heap, 0, len(heap) - 1)

def heappop(heap):
    """Takes the least item out of the heap."""
    atomic:
        last = heap.pop()
        if not heap:
            return last
        least = heap[0]
        heap[0] = last
        _sift_up(heap, 0)
        return least

def heapreplace(heap, item):
    """Takes the least item out, then puts one in."""
    atomic:
        least = heap[0]
        heap[0] = item
        _sift_up(heap, 0)
        return least

def heappushpop(heap, item):
    """Puts an item in, then takes the least out."""
    atomic:
        if heap and heap[0] < item:
            least = heap[0]
            heap[0] = item
            _sift_up(heap, 0)
            return least
        return item

def heapify(x):
    """Makes a heap of a list, in place."""
    atomic:
        for place in range(len(x) // 2 - 1, -1, -1):
            _sift_up(x, place)

def nlargest(n, iterable, key=None):
    """The n largest, largest first."""
    return sorted(iterable, key=key, reverse=True)[:n]

def nsmallest(n, iterable, key=None):
    """The n smallest, smallest first."""
    return sorted(iterable, key=key)[:n]

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
