"""Listeners and clients: connections made by address, within the processes of a run."""

import _multiprocessing
import os
import pickle
from .connection import Connection
from .context import AuthenticationError

__all__ = ["Client", "Listener", "answer_challenge", "deliver_challenge"]

_CHALLENGE, _WELCOME, _FAILURE = b"#CHALLENGE#", b"#WELCOME#", b"#FAILURE#"
_FIRST_FREE_PORT, _LAST_PORT = 49152, 65535


def address_type(address):
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str:
        return "AF_UNIX"
    raise ValueError("address type of %r unrecognized" % address)


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
        _multiprocessing.publish(_name(address), pickle.dumps(value))
    except FileExistsError:
        raise OSError(98, "Address already in use") from None
    return address


def _bind_anywhere(host, value):
    for port in range(_FIRST_FREE_PORT, _LAST_PORT + 1):
        try:
            _multiprocessing.publish(f"port:{port}", pickle.dumps(value))
        except FileExistsError:
            continue
        return host, port
    raise OSError(98, "Address already in use")


def find(address):
    """What is published at an address."""
    try:
        return pickle.loads(_multiprocessing.look_up(_name(address)))
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
        family = family or (address_type(address) if address else "AF_UNIX")
        if not address:
            address = ("localhost", 0) if family == "AF_INET" else f"/tmp/pymp-{os.urandom(4).hex()}/listener"
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
    return pickle.loads(data), ends


def Client(address, family=None, authkey=None):
    """Returns a connection to the listener at `address`."""
    _check_key(authkey)
    clients = _multiprocessing.Queue._rebuild(0, *find(address))
    here, there = _multiprocessing.pipe(True, "connection")
    mine = ("127.0.0.1", _FIRST_FREE_PORT + here._id()[1]) if type(address) is tuple else ""
    clients.put(pickle.dumps(mine), [there])
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


def deliver_challenge(connection, authkey):
    """Has the other side show that it knows the key."""
    _require_bytes(authkey)
    message = os.urandom(40)
    connection.send_bytes(_CHALLENGE + message)
    if connection.recv_bytes() == _digest(authkey, message):
        connection.send_bytes(_WELCOME)
    else:
        connection.send_bytes(_FAILURE)
        raise AuthenticationError("digest received was wrong")


def answer_challenge(connection, authkey):
    """Shows that this side knows the key."""
    _require_bytes(authkey)
    message = connection.recv_bytes()
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: message={message!r}")
    connection.send_bytes(_digest(authkey, message[len(_CHALLENGE):]))
    if connection.recv_bytes() != _WELCOME:
        raise AuthenticationError("digest sent was rejected")


def _require_bytes(authkey):
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))


def _digest(authkey, message):
    # Both sides are one program's: a key keeps mistakes out, not attackers.
    return bytes(authkey) + message
