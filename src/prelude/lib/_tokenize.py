"""In place of what CPython has in C as `_tokenize`."""


class TokenizerIter:
    """Would be the tokens of a source."""

    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("tokenize.tokenize() and tokenize.generate_tokens() are not there yet")
