"""The variants of a shot, each built from what it shares with the others.

A thousand variants of one shot differ in a handful of sections. So the shot is resolved and built once with the first
level of every axis (the reference), and once for each other level; where two axes touch different sections, a variant
of both is put together from the sections of the two. Axes that touch one section, or anything that reaches beyond its
own section, are resolved together, for each combination of their levels. What does not load whole is built from the
beginning.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from pydantic import BaseModel

from promptkit.catalog import Clip
from promptkit.experiments import Axis, Variant
from promptkit.findings import Finding
from promptkit.language import Built, Places, Report, Shot, Timeline, build, timeline
from promptkit.resolve import Document, Library, Origins, Resolved, resolve
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._clips import find_clip
from ._options import Options

#: Keys whose sections hang on each other when layers are merged: what one lists goes from another, a slot that is
#: written is no longer free, a prompt takes the place of the sections. An axis that touches one is resolved with all.
_FAR_REACHING = frozenset({"extends", "with", "params", "prompt", "prompt_is", "cuts", "source", "free", "template"})
_RIVALS = frozenset({"keep", "change", "avoid"})
#: Sections that say nothing about time; every other one may move a beat.
_TIMELESS = frozenset(
    {
        "model",
        "size",
        "endpoint",
        "still",
        "references",
        "style",
        "look",
        "scene",
        "location",
        "props",
        "framing",
        "support",
        "motion",
        "weather",
        "mood",
        "lighting",
        "keep",
        "change",
        "avoid",
        "free",
        "also",
        "takes",
        "request",
        "notes",
        "tags",
    }
)
_FIELDS = {info.alias or name: name for name, info in Shot.model_fields.items()}
#: Whether a section of a shot is valid whatever stands in the others. A length is needed or not by `source`, and that
#: reaches far.
_INDEPENDENT = set(Shot.__pydantic_decorators__.model_validators) <= {"has_a_length"}


@dataclass(frozen=True, slots=True)
class Part:
    """The shot with the levels of one group of axes, all else as in the reference.

    :param computed: values left out on the way that parameters gave.
    :param changed: the sections that are not the reference's own.
    :param is_timed: whether one of these may move a beat.
    :param uses_others: whether these are made of other parameters than the reference's.
    """

    resolved: Resolved
    built: Built
    clip: Clip | None
    findings: frozenset[Finding]
    computed: tuple[Scalar, ...]
    changed: tuple[str, ...] = ()
    is_timed: bool = False
    uses_others: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A variant, resolved and built.

    :param report: what was found on the way.
    """

    resolved: Resolved
    built: Built
    clip: Clip | None
    report: Report


@dataclass(slots=True)
class Workshop:
    """Makes the variants of one shot, one after the other."""

    base: Document
    library: Library
    options: Options
    axes: tuple[Axis, ...]
    _parts: dict[tuple[tuple[str, str], ...], Part] = field(default_factory=dict)
    _times: dict[tuple[int, ...], Timeline] = field(default_factory=dict)
    _groups: tuple[tuple[Axis, ...], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the reference loads whole; where it does not, most of its variants will not either."""
        return self._part({}).built.sound

    def made(self, variant: Variant) -> Made:
        """The variant, from parts where they load whole and fit together, else from the beginning."""
        levels = dict(variant.levels)
        reference = self._part({})  # before all others, which are told by it
        if not self._groups:
            self._groups = self._grouped()
        parts = [self._part({axis.name: levels[axis.name] for axis in group}) for group in self._groups]
        changed = [part for part in parts if part is not reference]
        if len(changed) > 1:
            return self._joined(reference, parts) or _alone(self._new_part(levels))
        return _alone(changed[0] if changed else reference)

    # --- parts

    def _part(self, levels: Map[str, str]) -> Part:
        """The shot with these levels and the reference on every other axis; made once."""
        key = tuple(
            (axis.name, levels[axis.name])
            for axis in self.axes
            if axis.name in levels and levels[axis.name] != axis.levels[0].name
        )
        if key not in self._parts:
            self._parts[key] = self._new_part(dict(key))
        return self._parts[key]

    def _new_part(self, levels: Map[str, str]) -> Part:
        patches = [axis.level(levels.get(axis.name, axis.names[0])).patch for axis in self.axes]
        report = Report()
        resolved = resolve(
            self.base, self.library, report, patches=(*patches, *self.options.patches), params=self.options.params
        )
        reference = self._parts.get(())
        base = None if reference is None else reference.resolved.node
        if base is not None:
            _share(resolved.node, base)
        clip = find_clip(resolved.node, self.options.clips, report)
        built = build(resolved.node, report, resolved.damaged, None if clip is None else clip.seconds)
        changed = () if base is None else _changed(resolved.node, base)
        return Part(
            resolved,
            built,
            clip,
            frozenset(report.findings),
            tuple(report.computed),
            changed,
            not _TIMELESS.issuperset(changed),
            _uses(changed, resolved.node) != _uses(changed, base),
        )

    # --- groups of axes

    def _grouped(self) -> tuple[tuple[Axis, ...], ...]:
        """The axes, those together that touch one section, or one that reaches beyond itself."""
        groups: list[tuple[set[str], list[Axis]]] = []
        for axis in self.axes:
            touched = _touched(axis, [self._part({axis.name: name}) for name in axis.names[1:]])
            meeting = [group for group in groups if group[0] & touched or _FAR_REACHING & (group[0] | touched)]
            groups = [group for group in groups if group not in meeting]
            sections = touched.union(*(group[0] for group in meeting))
            groups.append((sections, [*(each for group in meeting for each in group[1]), axis]))
        return tuple(tuple(group) for _, group in groups)

    # --- joining

    def _joined(self, reference: Part, parts: list[Part]) -> Made | None:
        """The sections of several parts in one shot; ``None`` where they have to be looked at together.

        :param parts: one for each group of axes.
        """
        if not _INDEPENDENT or not all(part.built.sound for part in (reference, *parts)):
            return None
        base = reference.resolved.node
        changed = [part for part in parts if part is not reference]
        if sum(part.uses_others for part in changed) > 1:
            return None  # together they may leave a parameter unused, or bring one back into use
        root = Mapping(dict(base.entries), dict(base.keys), base.span, base.path, flow=base.flow)
        fields: dict[str, object] = {}
        for part in changed:
            for key in part.changed:
                _take(root, key, part.resolved.node)
                fields[_FIELDS[key]] = getattr(part.built.shot, _FIELDS[key])
        assert reference.built.shot is not None
        # Each section was validated in its part: pydantic's own copy, which looks at none of them again.
        shot = BaseModel.model_copy(reference.built.shot, update=fields)
        laid_out = self._laid_out(shot, reference, [part for part in changed if part.is_timed])
        if laid_out is None:
            return None
        report = _report(reference, changed)
        findings = tuple(report.findings)
        built = Built(shot, laid_out, Places(root), findings, sound=True, written=frozenset(root.entries))
        return Made(Resolved(root, self._origins(reference, parts)), built, reference.clip, report)

    def _origins(self, reference: Part, parts: list[Part]) -> Origins:
        """The layers of the shot, and of each axis that of its own level."""
        layers = list(reference.resolved.layers)
        first = len(layers) - len(self.axes) - len(self.options.patches)
        for part, group in zip(parts, self._groups, strict=True):
            for axis in group:
                at = first + self.axes.index(axis)
                layers[at] = part.resolved.layers[at]
        return Origins(tuple(layers), reference.resolved.origins.given)

    def _laid_out(self, shot: Shot, reference: Part, timed: list[Part]) -> Timeline | None:
        """The timeline: that of the one part that touches time, or a new one, made once for each meeting of parts."""
        if len(timed) <= 1:
            return (timed[0] if timed else reference).built.timeline
        key = tuple(id(part) for part in timed)
        if key not in self._times:
            self._times[key] = timeline(
                shot, shot.duration or (None if reference.clip is None else reference.clip.seconds)
            )
        laid_out = self._times[key]
        return None if laid_out.problems else laid_out


def _alone(part: Part) -> Made:
    report = Report()
    report.findings.extend(part.findings)
    report.computed.extend(part.computed)
    return Made(part.resolved, part.built, part.clip, report)


def _report(reference: Part, parts: list[Part]) -> Report:
    """What is found in the whole: what every part has in common with the reference, and what each adds to it."""
    common = reference.findings.intersection(*(part.findings for part in parts))
    report = Report()
    report.findings.extend(common.union(*(part.findings - reference.findings for part in parts)))
    report.computed.extend(node for part in parts for node in part.computed)
    return report


def _touched(axis: Axis, parts: list[Part]) -> set[str]:
    touched = {key for level in axis.levels for key in level.patch.entries}
    touched.update(key for part in parts for key in part.changed)
    if touched & _RIVALS:
        touched |= _RIVALS
    return touched


def _uses(sections: tuple[str, ...], node: Mapping | None) -> list[frozenset[tuple[str, str]]]:
    """The parameters that each of the sections was computed from."""
    return [_params(node.entries.get(key)) for key in sections] if node is not None else []


def _params(node: Node | None) -> frozenset[tuple[str, str]]:
    """The parameters that a section was computed from."""
    if node is None:
        return frozenset()
    if isinstance(node, Scalar):
        return node.params
    inner = node.items if isinstance(node, Sequence) else node.entries.values()
    return frozenset().union(*map(_params, inner))


def _share(node: Mapping, base: Mapping) -> None:
    """Take the reference's own node wherever a section is the same: what is shared is one object."""
    for key, value in node.entries.items():
        other = base.entries.get(key)
        if other is not None and node.keys[key] == base.keys[key] and _same(value, other):
            node.entries[key] = other


def _changed(node: Mapping, base: Mapping) -> tuple[str, ...]:
    gone = (key for key in base.entries if key not in node.entries)
    return (*(key for key, value in node.entries.items() if base.entries.get(key) is not value), *gone)


def _take(root: Mapping, key: str, source: Mapping) -> None:
    if key in source.entries:
        root.entries[key], root.keys[key] = source.entries[key], source.keys[key]
    else:
        root.entries.pop(key, None)
        root.keys.pop(key, None)


def _same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same values from the same places."""
    if one is other:
        return True
    if type(one) is not type(other) or one.span != other.span:
        return False
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        same = one.value == other.value and one.raw == other.raw and one.params == other.params
        return same and type(one.value) is type(other.value)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    assert isinstance(one, Mapping)
    assert isinstance(other, Mapping)
    return one.entries.keys() == other.entries.keys() and all(
        _same(value, other.entries[key]) for key, value in one.entries.items()
    )
