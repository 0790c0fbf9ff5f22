"""Averages and spreads."""

import math

__all__ = ["mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "pstdev", "pvariance",
           "stdev", "variance", "geometric_mean", "harmonic_mean", "quantiles", "correlation", "covariance",
           "linear_regression", "StatisticsError"]


class StatisticsError(ValueError):
    pass


def _items(data, least, message):
    items = list(data)
    if len(items) < least:
        raise StatisticsError(message)
    return items


def _exact(value, items):
    """A quotient as an int where all numbers are ints and it is one."""
    if all(isinstance(item, int) for item in items) and value == int(value):
        return int(value)
    return value


def _sum(items):
    return sum(items) if all(isinstance(item, int) for item in items) else math.fsum(items)


def mean(data):
    items = _items(data, 1, "mean requires at least one data point")
    return _exact(_sum(items) / len(items), items)


def fmean(data, weights=None):
    items = _items(data, 1, "fmean requires at least one data point")
    if weights is None:
        return math.fsum(items) / len(items)
    weights = list(weights)
    return math.fsum(a * b for a, b in zip(items, weights)) / math.fsum(weights)


def geometric_mean(data):
    items = _items(data, 1, "Must have a non-empty dataset")
    return math.exp(math.fsum([math.log(item) for item in items]) / len(items))


def harmonic_mean(data, weights=None):
    items = _items(data, 1, "harmonic_mean requires at least one data point")
    return 0 if 0 in items else len(items) / math.fsum([1 / item for item in items])


def median(data):
    items = sorted(_items(data, 1, "no median for empty data"))
    middle = len(items) // 2
    return items[middle] if len(items) % 2 else (items[middle - 1] + items[middle]) / 2


def median_low(data):
    items = sorted(_items(data, 1, "no median for empty data"))
    return items[(len(items) - 1) // 2]


def median_high(data):
    items = sorted(_items(data, 1, "no median for empty data"))
    return items[len(items) // 2]


def multimode(data):
    counts = {}
    for item in data:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return [item for item, count in counts.items() if count == most]


def mode(data):
    modes = multimode(data)
    if not modes:
        raise StatisticsError("no mode for empty data")
    return modes[0]


def _squares(items, center):
    center = _sum(items) / len(items) if center is None else center
    return math.fsum([(item - center) ** 2 for item in items])


def variance(data, xbar=None):
    items = _items(data, 2, "variance requires at least two data points")
    return _exact(_squares(items, xbar) / (len(items) - 1), items)


def pvariance(data, mu=None):
    items = _items(data, 1, "pvariance requires at least one data point")
    return _exact(_squares(items, mu) / len(items), items)


def stdev(data, xbar=None):
    items = _items(data, 2, "stdev requires at least two data points")
    return math.sqrt(_squares(items, xbar) / (len(items) - 1))


def pstdev(data, mu=None):
    items = _items(data, 1, "pstdev requires at least one data point")
    return math.sqrt(_squares(items, mu) / len(items))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    items = sorted(_items(data, 1, "must have at least one data point"))
    count = len(items)
    if count == 1:
        return items * (n - 1)
    result = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (count - 1), n)
            result.append((items[j] * (n - delta) + items[j + 1] * delta) / n)
        else:
            j = min(max(i * (count + 1) // n, 1), count - 1)
            delta = i * (count + 1) - j * n
            result.append((items[j - 1] * (n - delta) + items[j] * delta) / n)
    return result


def covariance(x, y, /):
    n = len(x)
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (n - 1)


def correlation(x, y, /):
    return covariance(x, y) / math.sqrt(covariance(x, x) * covariance(y, y))


def linear_regression(x, y, /):
    slope = covariance(x, y) / covariance(x, x)
    return slope, math.fsum(y) / len(y) - slope * math.fsum(x) / len(x)
