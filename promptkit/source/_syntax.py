"""What libyaml's errors mean to the person who wrote the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from . import _defects as defects

_KEY_OF_VALUE = re.compile(r"[ ]*(?:- +)*[^\s#\"'\[{][^:#]*: +(?=[^\s\"'\[{|>&!*#])")
_FIRST = re.compile(r"^(?![#%]|---(?:\s|\Z))[^\s]", re.MULTILINE)
_UNSPACED = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*:[^\s/]")
_LONE_BRACKET = {"]": "[", "}": "{"}
_INDICATORS = frozenset("%@`*&!|>")


@dataclass(frozen=True, slots=True)
class Wording:
    """A syntax error in our words.

    :param message: what is wrong.
    :param hint: what to do.
    :param start: the offset where it is wrong, in the piece that was fed.
    :param end: where that ends.
    :param blamed: an offset in the top-level entry that holds the mistake.
    :param text: the value that was meant, where the mistake leaves no doubt; it stands between start and end.
    """

    message: str
    hint: str
    start: int
    end: int
    blamed: int
    text: str | None = None


def word(error: yaml.YAMLError, text: str) -> Wording:
    """Say what ``error``, raised by libyaml on ``text``, means."""
    problem = _index(getattr(error, "problem_mark", None), len(text))
    context = _index(getattr(error, "context_mark", None), problem)
    said = str(getattr(error, "problem", None) or "this is not valid YAML")
    within = str(getattr(error, "context", None) or "")
    problem = min(problem, len(text))
    for wording in (_quotes, _tabs, _brackets, _colons, _starts, _indentation):
        found = wording(said, within, text, problem, min(context, problem))
        if found:
            return found
    return _at(text, problem, said, "see the place that is shown")


def colon_value(text: str, offset: int) -> tuple[int, int] | None:
    """Where the value stands that holds a ``: `` of its own, as in ``key: value: more``; ``None`` if it is not that."""
    start, end = line_around(text, offset)
    comment = re.compile(r"\s#").search(text, start, end)
    end = start + len(text[start : comment.start() if comment else end].rstrip())
    key = _KEY_OF_VALUE.match(text, start, end)
    if key is None or not key.end() < offset < end or not re.search(r":(?:\s|$)", text[key.end() : end]):
        return None
    return key.end(), end


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Where the line of ``offset`` starts and ends, its break not included."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [at for at in (text.find("\n", offset), text.find("\r", offset)) if at >= 0]
    return start, min(ends, default=len(text))


def _index(mark: yaml.Mark | None, default: int) -> int:
    return default if mark is None else int(mark.index)


def _at(
    text: str, start: int, message: str, hint: str, *, end: int | None = None, blamed: int | None = None
) -> Wording:
    stop = line_around(text, start)[1] if end is None else end
    return Wording(message, hint, start, max(start, stop), start if blamed is None else blamed)


def _quotes(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    if "quoted scalar" in within and ("end of stream" in said or "document indicator" in said):
        quote = text[context : context + 1]
        hint = f"close it with {quote}" if quote == '"' else "close it with ', and write '' for an apostrophe inside"
        return _at(text, context, f"the quote {quote} that opens here is never closed", hint)
    if "escape character" in said or "hexdecimal" in said or "Unicode character escape" in said:
        hint = "write \\\\ for a backslash, or use single quotes"
        return _at(text, context, "double quotes hold a backslash that YAML does not know", hint)
    start, _ = line_around(text, problem)
    before = text[start:problem].rstrip()
    if "expected key" in said and before[-1:] in ("'", '"') and re.search(r"(?:^|[:\-,\[{])\s*['\"]", before):
        hint = "put the whole text into quotes, and write '' for an apostrophe between single ones"
        return _at(text, problem, "text follows the closing quote", hint)
    return None


def _tabs(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    start, end = line_around(text, problem)
    indent = re.match(r"[ \-]*\t", text[start:end])
    if "tab" in said or text[problem : problem + 1] == "\t" or (indent and problem <= start + indent.end()):
        return _at(text, problem, "a tab cannot indent YAML", "use spaces", end=min(problem + 1, len(text)))
    return None


def _brackets(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    if "flow sequence" in within or "flow mapping" in within:
        opening = text[context : context + 1]
        if "\n" in text[context:problem] or "\r" in text[context:problem] or problem >= len(text):
            hint = "close it, and quote a text that holds ' #', ',' or a bracket"
            return _at(text, context, f"the '{opening}' that opens here is never closed", hint)
        hint = "quote a text that holds a quote, a colon or a bracket"
        closing = "]" if opening == "[" else "}"
        return _at(text, problem, f"a comma or '{closing}' is missing before this", hint, blamed=context)
    character = text[problem : problem + 1]
    if "expected node content" in said and character not in _LONE_BRACKET:
        bracket = max(text.rfind("[", 0, problem), text.rfind("{", 0, problem))
        if bracket >= 0 and character != ",":
            return _at(text, bracket, f"the '{text[bracket]}' that opens here is never closed", "close it")
        return _at(text, problem, "a value is missing before this", "write it, or take out the comma")
    if character in _LONE_BRACKET:
        return _at(
            text, problem, f"'{character}' closes nothing", f"take it out, or write '{_LONE_BRACKET[character]}' before"
        )
    return None


def _colons(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    if "mapping values are not allowed" in said:
        value = colon_value(text, problem)
        if value:
            hint = "quote the value, it contains ': '"
            start, end = value
            message = "a text cannot hold ': ' without quotes"
            return Wording(message, hint, start, end, start, text[start:end])
        above = _line_above(text, problem)
        if above is not None:
            return _no_colon(text, above)
        hint = "indent the keys of one map alike, and write none below a key that has a value"
        return _at(text, problem, "there cannot be a key here", hint)
    if "could not find expected ':'" not in said:
        return None
    return _no_colon(text, context)


def _no_colon(text: str, offset: int) -> Wording:
    start, end = line_around(text, offset)
    line = text[start:end].strip()
    message, hint = f"{defects.shown(line)} has no colon", "write 'key: value', or indent a text that goes on"
    if _UNSPACED.match(line):
        message, hint = f"a space is missing after the colon in {defects.shown(line)}", "write 'key: value'"
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return _at(text, start, message, hint, end=end)


def _line_above(text: str, offset: int) -> int | None:
    """Where the line before that of ``offset`` starts, if it is indented alike and holds no ``: ``."""
    start, _ = line_around(text, offset)
    if start == 0:
        return None
    above, end = line_around(text, start - 1)
    line = text[above:end]
    column = len(line) - len(line.lstrip())
    alike = text[start : start + column].isspace() or column == 0
    if not line.strip() or not alike or text[start + column : start + column + 1].isspace():
        return None
    return None if re.search(r":(?:\s|$)", line) else above


def _starts(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    if "comment or line break" in said and "block scalar" in within:
        return _at(text, problem, "text cannot follow '|' or '>' on its line", "start the text on the next line")
    if "block sequence entries are not allowed" in said:
        return _at(text, problem, "a list cannot start here", "put each '- ' on a line of its own")
    place = context if "alias" in within or "anchor" in within or "tag" in within else problem
    character = text[place : place + 1]
    if character and (character in _INDICATORS or "cannot start any token" in said):
        return _at(text, place, f"a text cannot start with '{character}' without quotes", "quote the text")
    return None


def _indentation(said: str, within: str, text: str, problem: int, context: int) -> Wording | None:
    if "expected <document start>" in said:
        first = _FIRST.search(text)
        start, end = line_around(text, first.start()) if first else (problem, problem)
        if end < problem and not re.search(r":(?:\s|$)", text[start:end]):
            return _no_colon(text, start)
    if "expected key" in said or "expected '-' indicator" in said or "expected <document start>" in said:
        message = "this does not belong to what stands above it"
        return _at(text, problem, message, "indent the keys of one map, or the dashes of one list, alike")
    return None
