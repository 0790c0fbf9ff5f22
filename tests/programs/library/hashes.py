# hashlib and hmac: known digests, updating, copying, keys, and errors.
import hashlib
import hmac

text = "The quick brown fox jumps over the lazy dog".encode()
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    made = hashlib.new(name, text)
    print(name, made.hexdigest(), made.digest_size, made.block_size, made.name)
    pieces = getattr(hashlib, name)()
    for start in range(0, len(text), 7):
        pieces.update(text[start:start + 7])
    copy = pieces.copy()
    copy.update(b"more")
    print(pieces.digest() == made.digest(), copy.digest() != made.digest())
print(hashlib.shake_128(text).hexdigest(10), hashlib.shake_256(text).hexdigest(5))
print(hashlib.blake2b(text, digest_size=20, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"x" * 1000, digest_size=8).hexdigest(), hashlib.sha256(b"x" * 100_000).hexdigest())
print(hmac.new(b"key", text, "sha256").hexdigest(), hmac.new(b"k" * 100, text, hashlib.md5).hexdigest())
print(hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"abc", b"abd"), hmac.digest(b"k", b"m", "sha1").hex())
print(sorted(hashlib.algorithms_guaranteed)[:4], "sha256" in hashlib.algorithms_available)
for attempt in (lambda: hashlib.sha256("text"), lambda: hashlib.new("none"), lambda: hashlib.blake2b(digest_size=100)):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error)[:36])
