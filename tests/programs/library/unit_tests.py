# unittest: outcomes, fixtures, subtests and skips, as its result object counts them.
import io
import unittest


class Numbers(unittest.TestCase):
    def setUp(self):
        self.numbers = [3, 1, 2]

    def test_sorting(self):
        self.assertEqual(sorted(self.numbers), [1, 2, 3])
        self.assertIn(3, self.numbers)
        with self.assertRaisesRegex(ValueError, "not in list"):
            self.numbers.index(7)

    def test_wrong(self):
        self.assertEqual(self.numbers, [3, 1])

    def test_parts(self):
        for number in self.numbers:
            with self.subTest(number=number):
                self.assertLess(number, 3)

    @unittest.skip("not today")
    def test_skipped(self):
        raise AssertionError

    @unittest.expectedFailure
    def test_known(self):
        self.fail("as expected")

    def test_broken(self):
        raise KeyError("missing")


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Numbers)
stream = io.StringIO()
result = unittest.TextTestRunner(stream, verbosity=0).run(suite)
print(result.testsRun, result.wasSuccessful())
for test, text in result.failures + result.errors:
    print(str(test).split()[0], [line for line in text.splitlines() if "Error" in line])
print([reason for _, reason in result.skipped], len(result.expectedFailures))
