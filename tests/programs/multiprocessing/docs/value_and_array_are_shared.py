# A child changes numbers that its parent sees.
from multiprocessing import Array, Process, Value


def change(number, numbers):
    number.value = 2.7182818
    for index in range(len(numbers)):
        numbers[index] = numbers[index] * 10


if __name__ == "__main__":
    number = Value("d", 0.0)
    numbers = Array("i", range(8))
    process = Process(target=change, args=(number, numbers))
    process.start()
    process.join()
    print(number.value)
    print(numbers[:])
