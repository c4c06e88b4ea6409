"""From the nodes of an experiment to its values; what is wrong is reported, and the rest is still read."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass
from decimal import Decimal

from promptkit.findings import Span
from promptkit.language import NAME, Report, as_list, is_empty, is_null, nearest, replace, text_of
from promptkit.resolve import KINDS
from promptkit.source import Mapping, Node, Scalar, Sequence, plain

from ._axes import Axis, Level
from ._filters import Filter
from ._models import DESIGNS, Design, Experiment, Fraction, Sample
from ._names import PART, known, pairs_of

_KEYS = ("experiment", "base", "takes", "budget", "vary", "design", "only", "except", "notes", "tags")
_USD = re.compile(r"(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?")
_COUNT = re.compile(r"[1-9][0-9]{0,5}")
_MOST_TAKES = 100
_DESIGN_FORMS = f"{', '.join(DESIGNS)}, {{sample: 6, seed: 1}} or {{fraction: 1/4}}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an experiment.

    :param base: the node that names the base.
    """

    experiment: Experiment
    axes: tuple[Axis, ...]
    filter: Filter
    base: Scalar
    node: Mapping

    def place(self, key: str) -> Span:
        """Where a key stands, else where the experiment's name does."""
        return self.node.keys.get(key, self.node.keys["experiment"])


def read_experiment(node: Mapping, report: Report, damaged: frozenset[str] = frozenset()) -> Reading | None:
    """Read an experiment; ``None`` where there is nothing to expand.

    :param damaged: top-level keys that stand in the file and could not be read.
    """
    return _Reader(node, report, damaged).read()


@dataclass(slots=True)
class _Reader:
    node: Mapping
    report: Report
    damaged: frozenset[str]

    def read(self) -> Reading | None:
        self._refuse_unknown()
        name, base, axes = self._name(), self._base(), self._axes()
        rest = {
            "takes": self._takes(),
            "budget": self._budget(),
            "design": self._design(),
            "notes": text_of(self.node.entries.get("notes", self.node)),
            "tags": self._texts("tags"),
        }
        if base is None or not axes:
            return None
        allowed = Filter(self._filter("only", axes), self._filter("except", axes))
        vary = {axis.name: {level.name: plain(level.patch) for level in axis.levels} for axis in axes}
        experiment = Experiment.model_validate(
            {
                "name": name,
                "base": str(base.value),
                "vary": vary,
                "only": self._texts("only"),
                "leave_out": self._texts("except"),
                **rest,
            }
        )
        return Reading(experiment, axes, allowed, base, self.node)

    def _refuse_unknown(self) -> None:
        for key, node in self.node.entries.items():
            if key in _KEYS:
                if is_empty(node) and key != "experiment":
                    self._empty(key, self.node, "write a value, or take the line out")
                continue
            guess = nearest(key, _KEYS)
            span = self.node.keys[key]
            self.report.add(
                "unknown-key",
                "source",
                span,
                f"unknown key {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
                path=(key,),
                fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess else None,
                hint=None
                if guess
                else "what is the same in all variants belongs to the base; the keys here: " + ", ".join(_KEYS),
            )

    def _empty(self, key: str, mapping: Mapping, hint: str) -> None:
        path = mapping.entries[key].path
        self.report.add("empty-value", "source", mapping.keys[key], f"{key!r} has no value", path=path, hint=hint)

    def _value(self, key: str) -> Node | None:
        node = self.node.entries.get(key)
        return None if node is None or is_empty(node) or is_null(node) else node

    def _invalid(self, where: Node, message: str) -> None:
        self.report.add("invalid-value", "source", where, message)

    def _name(self) -> str:
        node = self.node.entries["experiment"]
        text = text_of(node) or ""
        if NAME.fullmatch(text):
            return text
        self.report.add(
            "invalid-name",
            "source",
            node if text else self.node.keys["experiment"],
            f"a name is made of a-z, 0-9 and -, and starts with a letter or digit, not {text!r}",
            path=("experiment",),
        )
        return "unnamed"

    def _missing(self, key: str, hint: str) -> None:
        if key not in self.node.entries and key not in self.damaged:
            span = self.node.keys["experiment"]
            message = f"the experiment needs {key!r}"
            self.report.add("missing-key", "source", span, message, path=("experiment",), hint=hint)

    def _base(self) -> Scalar | None:
        node = self._value("base")
        if node is None:
            self._missing("base", "write the path of a shot, as in `base: steaming-cup.yaml`")
        elif isinstance(node, Scalar) and isinstance(node.value, str):
            return node
        else:
            self._invalid(node, "base is the path of a shot, as in steaming-cup.yaml")
        return None

    def _takes(self) -> int | None:
        node = self._value("takes")
        if node is None:
            return None
        text = text_of(node) or ""
        if not _COUNT.fullmatch(text) or int(text) > _MOST_TAKES:
            self._invalid(node, f"takes: expected a whole number from 1 to {_MOST_TAKES}, not {_shown(node)}")
            return None
        return int(text)

    def _budget(self) -> Decimal | None:
        node = self._value("budget")
        if node is None:
            return None
        if not (isinstance(node, Scalar) and node.plain and _USD.fullmatch(node.raw)):
            self._invalid(node, f"budget: expected an amount in USD such as 12.00, not {_shown(node)}")
            return None
        return Decimal(node.raw)

    def _texts(self, key: str) -> tuple[str, ...]:
        return tuple(text for _, text in self._entries(key))

    def _entries(self, key: str) -> list[tuple[Node, str]]:
        """The texts of a list, or the one text; what is none was reported by whoever looked first."""
        node = self._value(key)
        if node is None:
            return []
        found = []
        for item in as_list(node).items:
            text = text_of(item)
            if text is None:
                self._invalid(item, f"{key}: expected text, not {_shown(item)}")
            else:
                found.append((item, text))
        return found

    # --- what is varied

    def _axes(self) -> tuple[Axis, ...]:
        node = self._value("vary")
        if node is None:
            self._missing("vary", "write the axes, as in `vary: {light: {dawn: {...}, noon: {...}}}`")
            return ()
        if not isinstance(node, Mapping) or not node.entries:
            self._invalid(node, "vary is a map of axes, each a map of levels, each a patch to the shot")
            return ()
        axes = [self._axis(name, node) for name in node.entries if self._is_part(name, node, "an axis")]
        return tuple(axis for axis in axes if axis is not None)

    def _is_part(self, name: str, mapping: Mapping, what: str) -> bool:
        if PART.fullmatch(name):
            return True
        self.report.add(
            "invalid-name",
            "source",
            mapping.keys[name],
            f"the name of {what} stands in the name of a variant, so it has none of [ ] {{ }} , = # and quotes, "
            f"and at most 80 characters, not {name!r}",
            path=mapping.entries[name].path,
        )
        return False

    def _axis(self, name: str, vary: Mapping) -> Axis | None:
        node = vary.entries[name]
        if is_empty(node):
            self._empty(name, vary, "write its levels, as in `{dawn: {...}, noon: {...}}`")
            return None
        if not isinstance(node, Mapping) or not node.entries:
            self._invalid(node, f"the axis {name!r} is a map of levels, each a patch to the shot")
            return None
        levels = [self._level(level, node) for level in node.entries if self._is_part(level, node, "a level")]
        kept = tuple(level for level in levels if level is not None)
        return Axis(name, kept, vary.keys[name]) if kept else None

    def _level(self, name: str, axis: Mapping) -> Level | None:
        node = axis.entries[name]
        if is_empty(node):
            self._empty(name, axis, f"write what it sets, or `{name}: {{}}` to leave the base as it is")
            return None
        if not isinstance(node, Mapping):
            self._invalid(node, f"the level {name!r} is a map of what it sets in the shot, as in {{mood: tense}}")
            return None
        for key in node.entries.keys() & set(KINDS):
            self.report.add(
                "invalid-value",
                "source",
                node.keys[key],
                f"a level changes what a shot says, not which document it is ({key!r})",
                path=node.entries[key].path,
            )
        entries = {key: value for key, value in node.entries.items() if key not in KINDS}
        return Level(name, Mapping(entries, node.keys, node.span, node.path, flow=node.flow), axis.keys[name])

    # --- which of it

    def _filter(self, key: str, axes: tuple[Axis, ...]) -> tuple[Map[str, str], ...]:
        found = []
        for node, text in self._entries(key):
            try:
                found.append(known(pairs_of(text), axes))
            except ValueError as error:
                self.report.add("unknown-level", "experiment", node, str(error))
        return tuple(found)

    def _design(self) -> Design:
        node = self._value("design")
        if node is None:
            return "full"
        if isinstance(node, Mapping) and node.entries.keys() <= {"sample", "seed"} and "sample" in node.entries:
            return self._sample(node)
        if isinstance(node, Mapping) and node.entries.keys() == {"fraction"}:
            return self._fraction(node.entries["fraction"])
        text = text_of(node)
        if text in DESIGNS:
            return text  # type: ignore[return-value]
        guess = None if text is None else nearest(text, DESIGNS)
        self.report.add(
            "invalid-design",
            "experiment",
            node,
            f"unknown design {text or plain(node)!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
            fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
            hint=None if guess else f"it is one of {_DESIGN_FORMS}",
        )
        return "full"

    def _sample(self, node: Mapping) -> Design:
        size, seed = node.entries["sample"], node.entries.get("seed")
        text = text_of(size) or ""
        if not _COUNT.fullmatch(text):
            message = f"expected how many variants to draw, not {_shown(size)}"
            self.report.add("invalid-design", "experiment", size, message)
            return "full"
        return Sample(sample=int(text), seed=(text_of(seed) if seed is not None else None) or "0")

    def _fraction(self, node: Node) -> Design:
        text = (text_of(node) or "").replace(" ", "")
        if not re.fullmatch(r"1/[2-9]", text):
            message = f"expected a fraction such as 1/2 or 1/4, not {_shown(node)}"
            self.report.add("invalid-design", "experiment", node, message)
            return "full"
        return Fraction(fraction=text)


def _shown(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.value is None else (node.raw if node.plain else repr(node.raw))
    return "a list" if isinstance(node, Sequence) else "a map"
