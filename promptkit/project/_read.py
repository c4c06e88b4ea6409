"""From the nodes of ``promptkit.yaml`` to the settings; what is wrong is a finding, and its value stays the default."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from promptkit.catalog import Catalog, OwnEndpoint
from promptkit.findings import Severity, Span
from promptkit.language import Report
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._endpoints import EndpointReader
from ._rules import FAMILY
from ._settings import NOTHING_MAY_BE_SPENT, Budget, LintSettings, Settings
from ._state import confined
from ._values import complain, described, mapping, refuse_unknown_keys, size, suggestion, text, texts, usd

KEYS = ("model", "size", "endpoint", "budget", "lint", "endpoints", "presets", "templates")
_BUDGET_KEYS = ("run", "day")
_LINT_KEYS = ("select", "ignore", "per_path", "baseline", "pedantic", "fail_on")


class SettingsReader:
    """Reads the settings of one file.

    :param root: the folder of the file.
    :param as_of: the day for which the file speaks.
    :param damaged: keys whose text could not be parsed; they are set, and nobody knows to what.
    """

    def __init__(
        self, document: Mapping, root: Path, as_of: date, catalog: Catalog, damaged: Collection[str], report: Report
    ) -> None:
        self._entries = document.entries
        self._document = document
        self._root = root
        self._as_of = as_of
        self._catalog = catalog
        self._damaged = damaged
        self._report = report
        self._origins: dict[str, Span] = {}

    def read(self) -> Settings:
        """The settings, over the defaults."""
        refuse_unknown_keys(self._document, KEYS, "the settings", self._report)
        endpoints = self._endpoints()
        catalog = self._catalog.with_endpoints(endpoints)
        default = Settings()
        return Settings(
            model=self._model(endpoints) or default.model,
            size=self._size() or default.size,
            endpoint=self._endpoint(catalog) or default.endpoint,
            budget=self._budget(),
            lint=self._lint(),
            endpoints=endpoints,
            presets=self._folders("presets"),
            templates=self._folders("templates"),
            origins=MappingProxyType(self._origins),
        )

    def _endpoints(self) -> tuple[OwnEndpoint, ...]:
        node = self._entries.get("endpoints")
        if node is None:
            return ()
        read = EndpointReader(self._catalog, self._as_of, self._report).read(node)
        if isinstance(node, Mapping):
            self._origins.update({f"endpoints.{own.name}": node.keys[own.name] for own in read})
        return read

    def _model(self, endpoints: Collection[OwnEndpoint]) -> str | None:
        node = self._entries.get("model")
        name = None if node is None else text(node, "model", self._report)
        if node is None or name is None:
            return None
        offered = {model for own in endpoints for model in own.offers}
        if self._catalog.model(name) is None and name not in offered:
            known = sorted({*self._catalog.models, *self._catalog.slugs, *offered})
            self._unless_damaged(
                "endpoints", "unknown-model", node, f"unknown model {name!r}{suggestion(name, known)}", known
            )
            return None
        self._origins["model"] = node.span
        return name

    def _size(self) -> str | None:
        node = self._entries.get("size")
        value = None if node is None else size(node, "size", self._report)
        if node is not None and value is not None:
            self._origins["size"] = node.span
        return value

    def _endpoint(self, catalog: Catalog) -> str | None:
        node = self._entries.get("endpoint")
        name = None if node is None else text(node, "endpoint", self._report)
        if node is None or name is None:
            return None
        found = catalog.endpoint(name)
        if found is not None and found.takes_requests:
            self._origins["endpoint"] = node.span
            return name
        # One that was declared with an error has been complained about where it was declared.
        declared = self._entries.get("endpoints")
        if isinstance(declared, Mapping) and name in declared.entries:
            return None
        known = [each.name for each in catalog.endpoints.values() if each.takes_requests]
        message = f"unknown endpoint {name!r}{suggestion(name, known)}"
        if found is not None:
            message = f"the endpoint {name!r} has no address of its own; name one under endpoints, with like: {name}"
        self._unless_damaged("endpoints", "unknown-endpoint", node, message, known)
        return None

    def _unless_damaged(self, key: str, rule: str, node: Node, message: str, known: list[str]) -> None:
        """Complain about a name, unless the part of the file that may declare it could not be parsed."""
        if key not in self._damaged:
            complain(self._report, rule, node, message, f"known: {', '.join(known)}")

    def _budget(self) -> Budget:
        if "budget" in self._damaged:
            return NOTHING_MAY_BE_SPENT
        node = self._entries.get("budget")
        if node is None:
            return Budget()
        if not isinstance(node, Mapping):
            message = f"budget must be a map such as {{run: 10.00, day: 50.00}}, not {described(node)}"
            complain(self._report, "bad-budget", node, message)
            return NOTHING_MAY_BE_SPENT
        refuse_unknown_keys(node, _BUDGET_KEYS, "budget", self._report)
        if node.entries.keys() - set(_BUDGET_KEYS):
            return NOTHING_MAY_BE_SPENT
        return Budget(run=self._limit(node, "run"), day=self._limit(node, "day"))

    def _limit(self, fields: Mapping, key: str) -> Decimal | None:
        node = fields.entries.get(key)
        if node is None:
            return None
        self._origins[f"budget.{key}"] = node.span
        limit = usd(node, f"budget.{key}", "bad-budget", self._report)
        return Decimal(0) if limit is None else limit

    def _lint(self) -> LintSettings:
        node = self._entries.get("lint")
        fields = None if node is None else mapping(node, "lint", "wrong-setting", self._report)
        if fields is None:
            return LintSettings()
        refuse_unknown_keys(fields, _LINT_KEYS, "lint", self._report)
        return LintSettings(
            select=self._rules(fields.entries.get("select"), "lint.select"),
            ignore=self._rules(fields.entries.get("ignore"), "lint.ignore"),
            per_path=self._per_path(fields.entries.get("per_path")),
            baseline=self._baseline(fields.entries.get("baseline")),
            pedantic=self._pedantic(fields.entries.get("pedantic")),
            fail_on=self._fail_on(fields) or LintSettings().fail_on,
        )

    def _rules(self, node: Node | None, key: str) -> tuple[str, ...]:
        if node is None or (isinstance(node, Sequence) and not node.items):
            return ()
        names = texts(node, key, self._report)
        if names is None:
            return ()
        self._origins[key] = node.span
        return tuple(name for name, _ in names)

    def _per_path(self, node: Node | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
        fields = None if node is None else mapping(node, "lint.per_path", "wrong-setting", self._report)
        if fields is None:
            return ()
        return tuple((path, self._rules(rules, f"lint.per_path.{path}")) for path, rules in fields.entries.items())

    def _baseline(self, node: Node | None) -> Path | None:
        name = None if node is None else text(node, "lint.baseline", self._report)
        if node is None or name is None:
            return None
        if not confined(self._root / name, self._root):
            complain(self._report, "folder-outside", node, f"the baseline {name!r} is outside the project")
            return None
        self._origins["lint.baseline"] = node.span
        return self._root / name

    def _pedantic(self, node: Node | None) -> bool:
        if node is None:
            return False
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        complain(self._report, "wrong-setting", node, f"lint.pedantic must be true or false, not {described(node)}")
        return False

    def _fail_on(self, fields: Mapping) -> Severity | None:
        node = fields.entries.get("fail_on")
        name = None if node is None else text(node, "lint.fail_on", self._report)
        if node is None or name is None:
            return None
        severities = [severity.value for severity in Severity]
        if name not in severities:
            message = f"lint.fail_on must be one of {', '.join(severities)}, not {described(node)}"
            complain(self._report, "wrong-setting", node, f"{message}{suggestion(name, severities)}")
            return None
        self._origins["lint.fail_on"] = node.span
        return Severity(name)

    def _folders(self, key: str) -> tuple[Path, ...]:
        node = self._entries.get(key)
        if node is None:
            return (self._root / key,)
        names = texts(node, key, self._report)
        if names is None:
            return (self._root / key,)
        self._origins[key] = node.span
        return tuple(folder for name, item in names if (folder := self._folder(name, item)) is not None)

    def _folder(self, name: str, node: Node) -> Path | None:
        folder = self._root / name
        if not confined(folder, self._root):
            complain(self._report, "folder-outside", node, f"the folder {name!r} is outside the project")
            return None
        if not folder.is_dir():
            message = f"there is no folder {name!r} in the project"
            self._report.add("missing-folder", FAMILY, node, message, severity=Severity.WARNING)
        return folder
