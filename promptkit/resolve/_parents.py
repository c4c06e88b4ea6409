"""Finding the documents that ``extends`` names, and giving the values of ``with`` to them."""

from __future__ import annotations

from dataclasses import dataclass

from promptkit.findings import Severity, UsageError
from promptkit.language import Report, is_null, nearest, replace
from promptkit.source import Mapping, Node, ParsedFile, Scalar, Sequence
from promptkit.templating import Scope

from ._bodies import evaluated
from ._library import Document, Library, display, straight
from ._params import Param

MOST_PARENTS = 64


@dataclass(frozen=True, slots=True)
class Parent:
    """A document that another extends.

    :param own: the values that are given to it.
    :param params: what it takes.
    :param reference: where it is named.
    """

    document: Document
    own: Mapping
    params: dict[str, Param]
    reference: Scalar


def references(head: Mapping, scope: Scope, report: Report) -> list[tuple[Scalar, Mapping]]:
    """The names under ``extends``, each with the values that are written behind it."""
    node = head.entries.get("extends")
    if node is None:
        return []
    found: list[tuple[Scalar, Mapping]] = []
    for entry in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(entry, Mapping):
            for key, values in entry.entries.items():
                found.append((Scalar(key, key, entry.keys[key], values.path), values_of(values, scope, report)))
            continue
        name = evaluated(entry, scope, report)
        if isinstance(name, Scalar) and isinstance(name.value, str):
            found.append((name, Mapping({}, {}, entry.span, entry.path)))
        elif not is_null(name):
            report.add("invalid-value", "source", entry, "extends takes names of presets, or paths")
    return found


def values_of(node: Node, scope: Scope, report: Report) -> Mapping:
    """The values for a parent's parameters, as the layer that writes them sees them."""
    if isinstance(node, Mapping):
        values = {name: evaluated(value, scope, report) for name, value in node.entries.items()}
        return Mapping(values, dict(node.keys), node.span, node.path)
    if not (isinstance(node, Scalar) and node.value is None):
        report.add("invalid-value", "source", node, "expected a map of parameters and their values")
    return Mapping({}, {}, node.span, node.path)


# --- values


def feed(values: Mapping, parents: list[Parent], report: Report, *, whole: bool) -> set[str]:
    """Give each value of ``with`` to the one parent that takes it.

    :param whole: whether all parents were found; else nobody knows what the others take.
    :return: the parameters that were probably meant by names that nobody takes.
    """
    meant: set[str] = set()
    for name, value in values.entries.items():
        takers = [each for each in parents if name in each.params and name not in each.own.entries]
        for taker in takers:
            taker.own.entries[name], taker.own.keys[name] = value, values.keys[name]
        if len(takers) > 1:
            names = " and ".join(each.document.name for each in takers)
            report.add(
                "ambiguous-parameter",
                "preset",
                values.keys[name],
                f"{names} both take the parameter {name!r}",
                path=value.path,
                hint=f"give it to one: `extends: [{{{takers[0].document.name}: {{{name}: ...}}}}, ...]`",
            )
        elif not takers and whole:
            known = sorted({param for each in parents for param in each.params})
            meant.add(unknown_parameter(name, values, known, _no_taker(name, parents), report) or "")
    return meant


def _no_taker(name: str, parents: list[Parent]) -> str:
    told = [each.document.name for each in parents if name in each.params]
    if told:
        return f"{' and '.join(told)} is told at its name already, and no other parent takes"
    return "no parent named in `extends` takes" if parents else "without `extends` nothing takes"


def check_given(parent: Parent, meant: set[str], report: Report) -> None:
    """Report values that the parent does not take, and those that it misses.

    :param meant: parameters that are given under a wrong name, which has been said.
    """
    name, known = parent.document.name, sorted(parent.params)
    strange = [key for key in parent.own.entries if key not in parent.params]
    wrong = {unknown_parameter(key, parent.own, known, f"{name} does not take", report) for key in strange}
    for key, param in parent.params.items():
        if param.required and key not in parent.own.entries and key not in meant | wrong:
            report.add(
                "missing-parameter",
                "preset",
                parent.reference,
                f"{name} needs the parameter {key!r} ({param.type})",
                hint=f"write `with: {{{key}: ...}}`" + (f": {param.about}" if param.about else ""),
            )


def unknown_parameter(name: str, values: Mapping, known: list[str], what: str, report: Report) -> str | None:
    """Report a value for a parameter that does not exist.

    :param values: all that are given there; who gave one of the others already did not mean it.
    :param known: the parameters that there are.
    :return: the one that was probably meant.
    """
    node, span = values.entries[name], values.keys[name]
    guess = nearest(name, [each for each in known if each not in values.entries])
    meant = f" (did you mean {guess!r}?)" if guess else ""
    takes = f"it takes: {', '.join(known)}" if known else "it takes none"
    report.add(
        "unknown-parameter",
        "preset",
        span,
        f"{what} a parameter {name!r}{meant}",
        path=node.path,
        # a value from the command line has no key that could be written otherwise
        fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess and span != node.span else None,
        hint=None if guess else takes,
    )
    return guess


# --- documents


def find(
    reference: Scalar, document: Document, trail: tuple[str, ...], library: Library, report: Report
) -> Document | None:
    """The document that a reference names; ``None``, reported, where there is none to extend."""
    text = str(reference.value).strip()
    found = _by_path(text, reference, document, library, report) if _is_path(text) else None
    if not _is_path(text):
        found = _by_name(text, reference, document, library, report)
    if found is None:
        return None
    way = (*trail, library.identity(document))
    known = library.identity(found)
    if known in way:
        round_trip = " -> ".join([*(each.rsplit("#", 1)[-1] for each in way[way.index(known) :]), found.name])
        report.add("extends-cycle", "preset", reference, f"{found.name!r} extends itself: {round_trip}")
        return None
    if len(trail) >= MOST_PARENTS:
        report.add("extends-cycle", "preset", reference, f"more than {MOST_PARENTS} parents in all")
        return None
    if found.kind not in ("shot", "preset"):
        report.add("unknown-preset", "preset", reference, f"{text!r} is a {found.kind}, which cannot be extended")
        return None
    return found


def _by_name(name: str, reference: Scalar, document: Document, library: Library, report: Report) -> Document | None:
    """The preset of a name; to a preset that has the name itself, the one that it hides."""
    try:
        found = library.preset(name)
        if name == document.name and document.kind == "preset":
            found = library.behind(document) or found
    except UsageError as error:
        report.add("unknown-preset", "preset", reference, str(error), hint=error.hint)
        return None
    if found is not None and found.path is not None:
        _defects(library.parsed(found.path), report)
        return found
    guess = nearest(name, [preset.name for preset in library.presets()])
    meant = f" (did you mean {guess!r}?)" if guess else ""
    hint = "`promptkit presets` lists them; a file is named with its path, as in ./look.yaml"
    fix = replace(reference.span, guess, f"write {guess!r}", "unsafe") if guess else None
    report.add("unknown-preset", "preset", reference, f"there is no preset {name!r}{meant}", hint=hint, fix=fix)
    return None


def _by_path(text: str, reference: Scalar, document: Document, library: Library, report: Report) -> Document | None:
    file, _, name = text.partition("#")
    path = straight(document.home / file) if file else document.path
    if path is None:
        report.add("unknown-preset", "preset", reference, f"{text!r}: standard input holds no other document")
        return None
    if file and not library.confined(path, document.root):
        report.add("outside-project", "preset", reference, f"{text!r} leads out of {display(document.root)}")
        return None
    try:
        parsed = library.parsed(path)
    except UsageError as error:
        report.add("unknown-preset", "preset", reference, str(error), hint=error.hint)
        return None
    if path != document.path:
        _defects(parsed, report)
    there = library.named(path, document.root, name)
    if len(there) == 1:
        return there[0]
    what = "several documents: name one with #NAME" if not name else f"several documents are called {name!r}"
    report.add("unknown-preset", "preset", reference, f"{text!r}: {what if there else 'no such document'}")
    return None


def _defects(parsed: ParsedFile, report: Report) -> None:
    """What is wrong with the file of a parent is wrong with the shot: something of it may be missing."""
    known = report.findings
    known.extend(each for each in parsed.findings if each.severity is Severity.ERROR and each not in known)


def _is_path(text: str) -> bool:
    file = text.partition("#")[0]
    return "/" in text or file.endswith((".yaml", ".yml")) or text.startswith("#")
