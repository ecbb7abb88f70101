"""Counting words in one dictionary."""
import threading

counts = {}


def work(words):
    for word in words:
        counts[word] = counts.get(word, 0) + 1


threads = [threading.Thread(target=work, args=(words,)) for words in (["x", "y"], ["x"])]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(counts.items())))
