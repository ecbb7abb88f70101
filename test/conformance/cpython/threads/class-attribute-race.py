"""A class attribute that all instances share."""
import threading


class Ticket:
    count = 0

    def __init__(self):
        number = Ticket.count
        self.name = str(number)
        Ticket.count = number + 1

tickets = []


def work():
    tickets.append(Ticket().name)


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((sorted(tickets), Ticket.count)))
