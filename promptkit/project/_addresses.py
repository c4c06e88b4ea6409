"""Addresses of endpoints and names of variables: what is one, and what must not be shown because it may be a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_ODD_CHARACTER = re.compile(r"[\s\x00-\x1f\x7f\\]")
_SHORTEST_KEY = 16
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class AddressProblem:
    """What is wrong with an address, worded without anything in it that may be secret."""

    rule: str
    message: str
    hint: str | None = None


def looks_like_a_variable(name: str) -> bool:
    """Whether this can be the name of an environment variable, and does not look like a key.

    A variable is in capitals. A long word of capitals and digits without any underscore is how many services write
    their keys.
    """
    if not _VARIABLE.fullmatch(name):
        return False
    is_one_long_word = len(name) >= _SHORTEST_KEY and "_" not in name
    return not (is_one_long_word and any(character.isdigit() for character in name))


def address_problem(url: str) -> AddressProblem | None:
    """What keeps requests from being sent to ``url``; ``None`` if nothing does."""
    # Asked first and of the whole text, for a broken address may hold a password too.
    if "@" in url:
        return AddressProblem(
            "key-in-file",
            "base_url must not hold an @, as before it a user name or password may stand; it is not shown here",
            "put the key into an environment variable and name it in key_env",
        )
    if _ODD_CHARACTER.search(url):
        return AddressProblem("bad-endpoint", "base_url must be a web address without spaces or backslashes")
    parts = _split(url)
    if parts is None:
        return AddressProblem("bad-endpoint", "base_url is no web address", "write it as http://gpu-box:8000/v1")
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return AddressProblem("bad-endpoint", "base_url must begin with http:// or https:// and a host")
    if parts.query or parts.fragment or url.endswith(("?", "#")):
        return AddressProblem(
            "key-in-file",
            "base_url must end with its path; what follows the ? or # may be a key and is not shown here",
            "put the key into an environment variable and name it in key_env",
        )
    return None


def normal_address(url: str) -> str:
    """The address without slashes at its end, to which ``/videos`` is added."""
    return url.rstrip("/")


def origin(url: str) -> str:
    """Scheme, host and port of a good address, as a browser tells origins apart."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + ("" if port == _DEFAULT_PORTS[parts.scheme] else f":{port}")


def is_loopback(url: str) -> bool:
    """Whether a good address is one of this very machine."""
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is the check
    except ValueError:
        return None
    return parts
