"""An endpoint together with its address and key."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from promptkit.catalog import Endpoint
from promptkit.findings import UsageError


@dataclass(frozen=True, slots=True)
class Connection:
    """Where requests go, and the key that goes with them: to this origin and nowhere else.

    :param base_url: up to and with ``/v1``.
    :param key: never shown by ``repr``; empty where the endpoint needs none.
    :raises UsageError: the address is no ``http`` or ``https`` URL, or has a password in it.
    """

    endpoint: Endpoint
    base_url: str
    key: str = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"the base_url of endpoint '{self.endpoint.name}' is no http or https address")
        if parts.username is not None or parts.password is not None:
            raise UsageError(
                f"the base_url of endpoint '{self.endpoint.name}' has a user or password in it",
                hint="name the environment variable of the key in key_env",
            )
        if any(not 0x20 < ord(character) < 0x7F for character in self.key):
            raise UsageError(f"the key of endpoint '{self.endpoint.name}' has characters that no header can carry")

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in ``https://example.com:443``."""
        parts = urlsplit(self.base_url)
        host = parts.hostname or ""
        bracketed = f"[{host}]" if ":" in host else host
        return f"{parts.scheme}://{bracketed}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this machine's own."""
        return is_loopback(self.origin)

    def serves(self, origin: str) -> bool:
        """Whether takes that were sent to ``origin`` can be asked for here.

        The embedded endpoint has another port each time it is started, so one loopback address stands for another.
        """
        return self.origin == origin or (self.endpoint.embedded and self.is_loopback and is_loopback(origin))


def is_loopback(origin: str) -> bool:
    """Whether an origin is this machine's own address."""
    host = urlsplit(origin).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
