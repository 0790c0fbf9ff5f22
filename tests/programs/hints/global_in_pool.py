# Workers of a pool collect results in a global list, which stays empty in the parent.
from multiprocessing import Pool

results = []


def work(number):
    results.append(number)


if __name__ == "__main__":
    with Pool(1) as pool:
        pool.map(work, range(4))
    print(len(results))
