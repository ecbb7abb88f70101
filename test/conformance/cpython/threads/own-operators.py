"""Objects that compare and add."""
import threading


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __eq__(self, other):
        return self.cents == other.cents if isinstance(other, Money) else NotImplemented

    def __lt__(self, other):
        return self.cents < other.cents

    def __repr__(self):
        return f"Money({self.cents})"

balance = Money(0)
lock = threading.Lock()
log = []


def pay(amount):
    global balance
    with lock:
        balance += amount


def attempt(call):
    try:
        log.append(call())
    except TypeError as error:
        log.append(str(error))


threads = [threading.Thread(target=pay, args=(Money(n),)) for n in (5, 7)]
for t in threads:
    t.start()
for t in threads:
    t.join()
log.append((balance, sum([Money(1), Money(2)]), max(Money(3), Money(4)), balance == 12, balance != Money(12)))
attempt(lambda: balance + 1)
attempt(lambda: 1 + balance)
attempt(lambda: balance >= 3)
print(repr(repr(log)))
