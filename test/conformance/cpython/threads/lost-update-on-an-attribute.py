"""An object that two threads change."""
import threading


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        balance = self.balance
        amount = abs(amount)
        self.balance = balance + amount

account = Account(100)


threads = [threading.Thread(target=account.deposit, args=(amount,)) for amount in (10, -20)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(account.balance))
