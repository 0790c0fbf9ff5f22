"""Whether large numbers are prime, asked of a pool of processes."""
import concurrent.futures
import math

NUMBERS = [1000003, 1000033, 1000037, 1000039, 1000081, 1000001]


def is_prime(number):
    if number < 2:
        return False
    if number == 2:
        return True
    if number % 2 == 0:
        return False
    return all(number % divisor for divisor in range(3, math.isqrt(number) + 1, 2))


def main():
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        for number, prime in zip(NUMBERS, executor.map(is_prime, NUMBERS)):
            print(f"{number} is prime: {prime}")


if __name__ == "__main__":
    main()
