# A `finally` is compiled once for each way out; the exception table names the innermost handler.
def f(x):
    for i in x:
        try:
            return g(i)
        except ValueError as e:
            print(e)
            continue
        finally:
            h()
