"""Encrypted sockets: there are no sockets in a web page, and each attempt to use one says so."""

from enum import IntEnum

from socket import _cannot

HAS_SNI = HAS_ALPN = False
OPENSSL_VERSION = "none"


class VerifyMode(IntEnum):
    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = VerifyMode


class SSLError(OSError):
    pass


class SSLContext:
    """What a socket is to be encrypted with: settings, for sockets that cannot be made."""

    verify_mode, check_hostname, post_handshake_auth = CERT_REQUIRED, True, False

    def __init__(self, protocol=None):
        self.protocol = protocol

    def set_alpn_protocols(self, protocols):
        self.alpn_protocols = protocols

    wrap_socket = wrap_bio = load_cert_chain = load_verify_locations = _cannot


def create_default_context(*purpose, **settings):
    return SSLContext()


_create_default_https_context = _create_unverified_context = _create_stdlib_context = create_default_context
