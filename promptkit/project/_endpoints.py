"""Reading the endpoints of the user's own: addresses, variables of keys, offers."""

from __future__ import annotations

import re
from datetime import date

from promptkit.catalog import Catalog, OwnEndpoint, Source
from promptkit.findings import Severity, Span
from promptkit.language import Report
from promptkit.source import Mapping, Node, Path, Scalar

from ._addresses import address_problem, is_loopback, looks_like_a_variable, normal_address, origin
from ._offers import read_offers
from ._rules import FAMILY
from ._values import NAME_THE_VARIABLE, complain, described, mapping, refuse_unknown_keys, suggestion, text

_KEYS = ("base_url", "key_env", "like", "offers")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class EndpointReader:
    """Reads the map ``endpoints``; what is wrong goes to the report, and an endpoint with an error is left out.

    :param catalog: the endpoints that others can be like.
    :param as_of: the day for which the file speaks.
    """

    def __init__(self, catalog: Catalog, as_of: date, report: Report) -> None:
        self._catalog = catalog
        self._as_of = as_of
        self._report = report

    def read(self, node: Node) -> tuple[OwnEndpoint, ...]:
        """All endpoints of the map that are without an error."""
        entries = mapping(node, "endpoints", "bad-endpoint", self._report)
        if entries is None:
            return ()
        read = [self._endpoint(name, entry, entries.keys[name]) for name, entry in entries.entries.items()]
        return tuple(endpoint for endpoint in read if endpoint is not None)

    def _endpoint(self, name: str, node: Node, span: Span) -> OwnEndpoint | None:
        before = len(self._report.findings)
        fields = mapping(node, f"the endpoint {name}", "bad-endpoint", self._report)
        if fields is None or not self._name_is_free(name, span, node.path):
            return None
        refuse_unknown_keys(fields, _KEYS, f"the endpoint {name}", self._report)
        like = self._like(fields, name)
        base_url = self._base_url(fields, name, span)
        key_env = self._key_env(fields)
        offers = read_offers(fields.entries.get("offers"), self._report)
        if key_env and base_url:
            self._warn_of_a_borrowed_key(key_env, base_url, fields.entries["key_env"])
        failed = any(finding.severity is Severity.ERROR for finding in self._report.findings[before:])
        if failed or base_url is None:
            return None
        source = Source(f"{span.file}:{span.line}", self._as_of)
        return OwnEndpoint(name, base_url, key_env, like, offers, source)

    def _name_is_free(self, name: str, span: Span, path: Path) -> bool:
        shipped = self._catalog.endpoint(name)
        if not _NAME.fullmatch(name):
            message = f"{name!r} cannot be the name of an endpoint: use a-z, 0-9 and hyphens"
        elif shipped is not None and shipped.base_url is None:
            message = f"{name!r} is an endpoint of promptkit's own; choose another name, and write like: {name}"
        else:
            return True
        self._report.add("bad-endpoint", FAMILY, span, message, path=path)
        return False

    def _like(self, fields: Mapping, name: str) -> str:
        default = name if self._catalog.endpoint(name) else "custom"
        if "like" not in fields.entries:
            return default
        node = fields.entries["like"]
        like = text(node, "like", self._report, "bad-endpoint")
        if like is None or self._catalog.endpoint(like):
            return like or default
        message = f"unknown endpoint {like!r} in like{suggestion(like, self._catalog.endpoints)}"
        complain(self._report, "unknown-endpoint", node, message, f"known: {', '.join(self._catalog.endpoints)}")
        return default

    def _base_url(self, fields: Mapping, name: str, span: Span) -> str | None:
        node = fields.entries.get("base_url")
        if node is None:
            message = f"the endpoint {name} has no base_url"
            hint = "write the address up to and with /v1: base_url: http://gpu-box:8000/v1"
            self._report.add("bad-endpoint", FAMILY, span, message, path=fields.path, hint=hint)
            return None
        url = text(node, "base_url", self._report, "bad-endpoint")
        if url is None:
            return None
        problem = address_problem(url)
        if problem is None:
            return normal_address(url)
        # The finding stands at the key, so that nothing of the address is marked as what to look at.
        place = fields.keys["base_url"]
        complain(self._report, problem.rule, place, problem.message, problem.hint, path=node.path)
        return None

    def _key_env(self, fields: Mapping) -> str | None:
        node = fields.entries.get("key_env")
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        if isinstance(node, Scalar) and isinstance(node.value, str) and looks_like_a_variable(node.value):
            return node.value
        message = "key_env must be the name of an environment variable in capitals, such as STUDIO_KEY"
        if isinstance(node, Scalar):
            message = f"{message}; what stands here is not shown, it may be a key"
            place = fields.keys["key_env"]
            complain(self._report, "key-in-file", place, message, NAME_THE_VARIABLE, path=node.path)
        else:
            complain(self._report, "bad-endpoint", node, f"{message}, not {described(node)}")
        return None

    def _warn_of_a_borrowed_key(self, key_env: str, base_url: str, node: Node) -> None:
        if is_loopback(base_url):
            return
        owners = {
            origin(shipped.base_url)
            for shipped in self._catalog.endpoints.values()
            if shipped.key_env == key_env and shipped.base_url
        }
        if owners and origin(base_url) not in owners:
            message = f"the key in {key_env} belongs to {min(owners)} and would go to {origin(base_url)}"
            hint = "give the endpoint a variable of its own"
            self._report.add("borrowed-key", FAMILY, node, message, severity=Severity.WARNING, hint=hint)
