# Accounts with properties, exceptions of their own and a history.
class InsufficientFunds(Exception):
    def __init__(self, owner, missing):
        super().__init__(f"{owner} lacks {missing:.2f}")
        self.missing = missing

class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise InsufficientFunds(self.owner, -value)
        self._balance = value

    def deposit(self, amount):
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance:.2f})"

def transfer(source, target, amount):
    try:
        source.withdraw(amount)
    except InsufficientFunds as error:
        return error.missing
    else:
        target.deposit(amount)
        return 0

accounts = {name: Account(name, 100 + 10 * index) for index, name in enumerate("abcdefghij")}
names, missing = sorted(accounts), 0
for step in range(5000):
    source, target = names[step * 7 % 10], names[(step * 3 + 1) % 10]
    missing += transfer(accounts[source], accounts[target], step * 31 % 97 + 0.5)
check = missing, repr(accounts["c"]), sum(len(account.history) for account in accounts.values())
