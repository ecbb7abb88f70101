"""The last one is sold twice."""
import threading

stock = 1
sold = []


def available():
    return stock > 0


def buy(name):
    global stock
    if available():
        sold.append(name)
        stock -= 1


threads = [threading.Thread(target=buy, args=(name,)) for name in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((stock, sorted(sold))))
