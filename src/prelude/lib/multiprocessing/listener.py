"""Listeners and clients: connections made by address, within the processes of a run."""

import _multiprocessing
import os
import _pickle
from .connection import Connection
from .context import AuthenticationError
from .util import get_temp_dir, is_abstract_socket_namespace

__all__ = ["Client", "Listener", "answer_challenge", "deliver_challenge"]

CHALLENGE, WELCOME, FAILURE = b"#CHALLENGE#", b"#WELCOME#", b"#FAILURE#"
_FIRST_FREE_PORT, _LAST_PORT = 49152, 65535


# How long a challenge's message is, with the name of the digest in it; and the longest of the messages.
MESSAGE_LENGTH, _SHORTEST_MESSAGE, _LONGEST = 40, 20, 256

default_family = "AF_UNIX"
families = ["AF_INET", "AF_UNIX"]


def address_type(address):
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str and address.startswith("\\\\"):
        return "AF_PIPE"
    if type(address) is str or is_abstract_socket_namespace(address):
        return "AF_UNIX"
    raise ValueError("address type of %r unrecognized" % address)


def arbitrary_address(family):
    """An address that nobody has."""
    if family == "AF_INET":
        return "localhost", 0
    if family == "AF_UNIX":
        return f"{get_temp_dir()}/listener-{os.urandom(4).hex()}"
    raise ValueError("unrecognized family")


def _validate_family(family):
    if family not in families:
        raise ValueError(f"Family {family} is not recognized.")


def _name(address):
    """What an address is published as: a port is the same on every host name, as there is one host."""
    return f"port:{address[1]}" if type(address) is tuple else f"path:{address}"


def bind(address, value):
    """Publishes `value` at an address; returns the address, with the port that was free if it had none."""
    if type(address) is tuple:
        host = {"": "0.0.0.0", "localhost": "127.0.0.1"}.get(address[0], address[0])
        if address[1] == 0:
            return _bind_anywhere(host, value)
        address = (host, address[1])
    try:
        _multiprocessing.publish(_name(address), _pickle.dumps(value))
    except FileExistsError:
        raise OSError(98, "Address already in use") from None
    return address


def _bind_anywhere(host, value):
    for port in range(_FIRST_FREE_PORT, _LAST_PORT + 1):
        try:
            _multiprocessing.publish(f"port:{port}", _pickle.dumps(value))
        except FileExistsError:
            continue
        return host, port
    raise OSError(98, "Address already in use")


def find(address):
    """What is published at an address."""
    try:
        return _pickle.loads(_multiprocessing.look_up(_name(address)))
    except FileNotFoundError:
        if type(address) is tuple:
            raise ConnectionRefusedError(111, "Connection refused") from None
        raise


def release(address):
    """Takes an address back."""
    _multiprocessing.withdraw(_name(address))


def _check_key(authkey):
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError("authkey should be a byte string")


class Listener:
    """Waits for clients at an address."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        _check_key(authkey)
        family = family or (address_type(address) if address else default_family)
        _validate_family(family)
        address = address or arbitrary_address(family)
        self._authkey = authkey
        self._last_accepted = None
        self._clients = _multiprocessing.Queue(0, "Listener")
        self._address = bind(address, self._clients._id())

    def accept(self):
        """Waits for the next client; returns the connection to it."""
        if self._clients is None:
            raise OSError("listener is closed")
        self._last_accepted, [end] = _received(self._clients.get(True, None))
        connection = Connection(end)
        if self._authkey is not None:
            try:
                deliver_challenge(connection, self._authkey)
                answer_challenge(connection, self._authkey)
            except BaseException:
                connection.close()
                raise
        return connection

    def close(self):
        """Refuses those who wait, and all who come later."""
        if self._clients is None:
            return
        clients, self._clients = self._clients, None
        release(self._address)
        while (item := clients.get(False, None)) is not None:
            _received(item)[1][0].close()

    @property
    def address(self):
        return self._address

    @property
    def last_accepted(self):
        return self._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def _received(item):
    data, ends = item
    return _pickle.loads(data), ends


def Client(address, family=None, authkey=None):
    """Returns a connection to the listener at `address`."""
    _check_key(authkey)
    clients = _multiprocessing.Queue._rebuild(0, *find(address))
    here, there = _multiprocessing.pipe(True, "connection")
    mine = ("127.0.0.1", _FIRST_FREE_PORT + here._id()[1]) if type(address) is tuple else ""
    clients.post(_pickle.dumps(mine), [there])
    there.close()
    connection = Connection(here)
    if authkey is not None:
        try:
            answer_challenge(connection, authkey)
            deliver_challenge(connection, authkey)
        except BaseException:
            connection.close()
            raise
    return connection


def deliver_challenge(connection, authkey, digest_name="sha256"):
    """Has the other side show that it knows the key."""
    _require_bytes(authkey)
    message = b"{" + digest_name.encode() + b"}" + os.urandom(MESSAGE_LENGTH)
    connection.send_bytes(CHALLENGE + message)
    if connection.recv_bytes(_LONGEST) == _response(authkey, message):
        connection.send_bytes(WELCOME)
    else:
        connection.send_bytes(FAILURE)
        raise AuthenticationError("digest received was wrong")


def answer_challenge(connection, authkey):
    """Shows that this side knows the key."""
    _require_bytes(authkey)
    message = connection.recv_bytes(_LONGEST)
    if not message.startswith(CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: {message=}")
    message = message[len(CHALLENGE):]
    if len(message) < _SHORTEST_MESSAGE:
        raise AuthenticationError(f"challenge too short: {len(message)} bytes")
    connection.send_bytes(_response(authkey, message))
    if connection.recv_bytes(_LONGEST) != WELCOME:
        raise AuthenticationError("digest sent was rejected")


def _require_bytes(authkey):
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))


def _response(authkey, message):
    """The digest that a message asks for, with its name before it."""
    import hmac
    name, brace, _ = message[1:].partition(b"}")
    if not message.startswith(b"{") or not brace or name not in (b"md5", b"sha256", b"sha384", b"sha3_256"):
        raise AuthenticationError(f"unsupported digest in challenge: {message[:_SHORTEST_MESSAGE]!r}")
    return b"{" + name + b"}" + hmac.new(authkey, message, name.decode()).digest()
