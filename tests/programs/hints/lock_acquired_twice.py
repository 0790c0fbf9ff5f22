"""A method that holds the lock of an account calls another that wants it, too."""
import multiprocessing


class Account:
    def __init__(self):
        self.balance = multiprocessing.Value("i", 100, lock=False)
        self.lock = multiprocessing.Lock()

    def withdraw(self, amount):
        with self.lock:
            self.balance.value -= amount

    def pay(self, amount):
        with self.lock:
            print("pays", amount, flush=True)
            self.withdraw(amount)


if __name__ == "__main__":
    process = multiprocessing.Process(target=Account().pay, args=(5,), name="payer")
    process.start()
    process.join()
