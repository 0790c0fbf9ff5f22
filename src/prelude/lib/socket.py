"""Sockets: there are none in a web page, and each attempt to open one says so. What needs none works."""

from enum import IntEnum

__all__ = ["AF_INET", "AF_INET6", "AF_UNIX", "SOCK_STREAM", "SOCK_DGRAM", "SOL_SOCKET", "SO_REUSEADDR", "error", "gaierror",
           "herror", "timeout", "socket", "create_connection", "create_server", "gethostname", "gethostbyname", "getfqdn",
           "getaddrinfo", "socketpair", "fromfd", "getdefaulttimeout", "setdefaulttimeout", "has_ipv6", "htons", "htonl",
           "ntohs", "ntohl", "inet_aton", "inet_ntoa"]


class AddressFamily(IntEnum):
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2


AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM = SocketKind
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF = 1, 2, 9, 6, 7, 8
SOMAXCONN = 128
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, TCP_NODELAY, IPV6_V6ONLY = 6, 17, 41, 1, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


def _cannot(*arguments, **options):
    raise OSError("a web page cannot open sockets: use multiprocessing's Pipe, Queue or Listener between processes")


create_connection = create_server = socketpair = fromfd = getaddrinfo = gethostbyname = gethostbyaddr = _cannot


class socket:
    """A socket cannot be made."""

    __init__ = _cannot


SocketType = socket
_default_timeout, _GLOBAL_DEFAULT_TIMEOUT = None, object()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name or gethostname()


def htons(x, /):
    return int.from_bytes(x.to_bytes(2, "little"), "big")


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl


def inet_aton(ip_addr, /):
    parts = ip_addr.split(".")
    if len(parts) != 4 or not all(part.isdecimal() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, parts))


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed_ip))
