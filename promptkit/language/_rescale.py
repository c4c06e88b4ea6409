"""From one length of a clip to another: edits of the text that scale every written time in proportion.

What is told relatively stays as it is told; what people wrote around the numbers stays, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from promptkit.findings import Edit, Span
from promptkit.source import Mapping, Path, Scalar, Sequence

from ._models import Cut, Shot
from ._places import Places
from ._scale import scale_of
from ._scaling import Given, Obstacle, Scaling
from ._timeline import Timeline

_SECONDS = 1000


@dataclass(frozen=True, slots=True)
class Rescaled:
    """The edits, and the times that cannot be scaled where they stand; with one of these the edits are of no use."""

    edits: tuple[Edit, ...]
    obstacles: tuple[Obstacle, ...]


def rescaled(shot: Shot, laid_out: Timeline, places: Places, seconds: int, own: Mapping | None = None) -> Rescaled:
    """Scale a shot whose timeline has no problems.

    :param seconds: how long the clip shall be.
    :param own: the document as it is written, where values of parameters may be changed in it.
    """
    stretches = ((beat.start, beat.end) for beat in laid_out.beats)
    scaling = Scaling(places, laid_out, scale_of(laid_out.length, seconds * _SECONDS, stretches))
    _scale_setup(scaling, shot, (), 0)
    for cut, span in zip(shot.cuts, laid_out.cuts, strict=True):
        if isinstance(cut.length, float):
            scaling.time((*span.path, "for"), scaling.scale.length(span.start, span.end))
        _scale_setup(scaling, cut, span.path, span.start)
    for part, path in _of_clip(shot):
        scaling.entry(path, part, 0)  # type: ignore[arg-type]
    owner = _Owner(own, scaling)
    owner.set_duration(seconds)
    owner.set_parameters()
    return Rescaled((*scaling.edits, *owner.insertions()), tuple(scaling.obstacles))


def _scale_setup(scaling: Scaling, setup: Shot | Cut, path: Path, begin: int) -> None:
    for at, item in enumerate(setup.camera):
        scaling.entry((*path, "camera", at), item, begin)
    for at, action in enumerate(setup.action):
        scaling.entry((*path, "action", at), action, begin)


def _of_clip(shot: Shot) -> Iterator[tuple[object, Path]]:
    sound = shot.sound
    for at, hit in enumerate(sound.hits if sound else ()):
        yield hit, ("sound", "effects", at)
    for at, line in enumerate(sound.lines if sound else ()):
        yield line, ("sound", "dialogue", at)
    for at, title in enumerate(shot.titles):
        yield title, ("text", at)


@dataclass(slots=True)
class _Owner:
    """The document that is rescaled: what is said in it of its duration and its parents' parameters."""

    own: Mapping | None
    scaling: Scaling
    lines: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def set_duration(self, seconds: int) -> None:
        """Write the duration: in its place, in the parameter that it comes from, or as a key of its own."""
        node = self.scaling.places.find(("duration",))
        if not isinstance(node, Scalar):
            return
        if node.computed:
            self.scaling.time(("duration",), seconds * _SECONDS)
        elif self.scaling.is_here(node):
            self.scaling.edit(node.span, str(seconds))
        elif self.own is not None and not self.own.flow:
            self.lines.append(f"duration: {seconds}")
        else:
            self.scaling.obstacles.append(Obstacle(node.span, "the duration stands in another document"))

    def set_parameters(self) -> None:
        """Change the parameters that times come from, one by one."""
        done: dict[tuple[str, bool], str] = {}
        for given in self.scaling.given:
            key = (given.name, self.scaling.is_here(given.node))
            if key in done:
                continue
            done[key] = given.text
            other = self._other_use(given)
            if self.own is None:
                self._refuse(given.node.span, f"it is the value of the parameter {given.name!r}")
            elif other is not None:
                self._refuse(other, f"the parameter {given.name!r} says more than times")
            else:
                self._set(given, self.own)

    def _refuse(self, span: Span, message: str) -> None:
        self.scaling.obstacles.append(Obstacle(span, message))

    def _other_use(self, given: Given) -> Span | None:
        """Where the parameter is used for something that is not a time and would change with it."""
        times = {each.path for each in self.scaling.given}
        for path, scalar in self.scaling.places.scalars():
            if scalar.params & given.node.params and path not in times:
                return scalar.span
        return None

    def _set(self, given: Given, own: Mapping) -> None:
        node = _default_in(own, given.name) if self.scaling.is_here(given.node) else _value_in(own, given.name)
        if node is not None and "{{" in node.raw:
            inner = node.raw.strip().strip("{}").strip()
            node = _default_in(own, inner) or node
        if node is not None and "{{" in node.raw:
            self._refuse(node.span, f"the parameter {given.name!r} is worked out by {node.raw}")
        elif node is not None:
            self.scaling.edit(node.span, given.text)
        elif self.scaling.is_here(given.node) or own.flow or "extends" not in own.entries:
            self._refuse(given.node.span, f"the parameter {given.name!r} is given elsewhere")
        else:
            self.values.append(f"{given.name}: {given.text}")

    def insertions(self) -> Iterator[Edit]:
        """The keys that the document did not have."""
        own = self.own
        if own is None or not (self.lines or self.values):
            return
        values = own.entries.get("with")
        if self.values and isinstance(values, Mapping) and values.keys:
            first = min(values.keys.values())
            joint = ", " if values.flow else "\n" + " " * (first.column - 1)
            yield Edit(_before(first), joint.join([*self.values, ""]))
        elif self.values:
            self.lines.append(f"with: {{{', '.join(self.values)}}}")
        if self.lines:
            place = _next_key(own)
            indent = "\n" + " " * (place.column - 1)
            yield Edit(_before(place), indent.join([*self.lines, ""]))


def _before(span: Span) -> Span:
    return Span(span.file, span.line, span.column, span.line, span.column)


def _next_key(own: Mapping) -> Span:
    """The key behind ``extends``, before which a new one stands best; else that of ``extends`` itself."""
    spans = sorted(own.keys.values())
    at = spans.index(own.keys["extends"]) if "extends" in own.keys else 0
    return spans[min(at + 1, len(spans) - 1)]


def _value_in(own: Mapping, name: str) -> Scalar | None:
    """The value that the document gives to a parameter of its parents."""
    extends = own.entries.get("extends")
    entries = extends.items if isinstance(extends, Sequence) else [extends]
    places = [own.entries.get("with")]
    places += [values for each in entries if isinstance(each, Mapping) for values in each.entries.values()]
    for place in places:
        node = place.entries.get(name) if isinstance(place, Mapping) else None
        if isinstance(node, Scalar):
            return node
    return None


def _default_in(own: Mapping, name: str) -> Scalar | None:
    """The default of one of the document's own parameters."""
    params = own.entries.get("params")
    param = params.entries.get(name) if isinstance(params, Mapping) else None
    default = param.entries.get("default") if isinstance(param, Mapping) else None
    return default if isinstance(default, Scalar) else None
