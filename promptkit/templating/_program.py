"""Text with ``{{ }}`` parsed by Jinja's own parser, and held to what expressions may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from ._filters import FILTERS, TESTS, arity
from ._values import MAX_TEXT, ExpressionError, unbounded

MAX_TOKENS = 200
MAX_NESTING = 16
MAX_DIGITS = 40

# Documents take expressions only: no document can hold these delimiters,
# since the reader of YAML takes the reserved character out.
_ENVIRONMENT = Environment(
    block_start_string="\ue0f0%",
    block_end_string="%\ue0f0",
    comment_start_string="\ue0f0#",
    comment_end_string="#\ue0f0",
    keep_trailing_newline=True,
    autoescape=False,  # the result is a prompt, no page
)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Add, nodes.And, nodes.Compare, nodes.Concat, nodes.CondExpr, nodes.Const, nodes.Div, nodes.Filter,
    nodes.FloorDiv, nodes.Getitem, nodes.List, nodes.Mod, nodes.Mul, nodes.Name, nodes.Neg, nodes.Not, nodes.Operand,
    nodes.Or, nodes.Pos, nodes.Sub, nodes.TemplateData, nodes.Test, nodes.Tuple,
)  # fmt: skip

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Call: "nothing can be called in an expression",
    nodes.Getattr: "an expression cannot look inside a value with '.'",
    nodes.Dict: "an expression cannot make a map",
    nodes.Slice: "an expression cannot cut a list",
    nodes.Pow: "an expression cannot raise to a power",
}

Part: TypeAlias = "str | nodes.Expr"


@dataclass(frozen=True, slots=True)
class Program:
    """A text with its expressions.

    :param parts: stretches of text, and expressions.
    :param places: for each part where it starts and ends in the text, or ``None`` where that is not known.
    """

    parts: tuple[Part, ...]
    places: tuple[tuple[int, int] | None, ...]

    @property
    def whole(self) -> nodes.Expr | None:
        """The expression, if it stands alone (spaces apart): then its value keeps its type."""
        solid = [part for part in self.parts if not (isinstance(part, str) and not part.strip())]
        return solid[0] if len(solid) == 1 and not isinstance(solid[0], str) else None


@lru_cache(maxsize=1024)
def parse(text: str) -> Program | ExpressionError:
    """The program of ``text``, or why there is none (as a value, so that it is remembered too)."""
    if len(text) > MAX_TEXT:
        return unbounded(f"a text with expressions is longer than {MAX_TEXT:,} characters", "write less")
    try:
        places = _measured(text)
        template = _ENVIRONMENT.parse(text)
        parts = _parts(template)
    except TemplateSyntaxError as error:
        return _syntax(str(error.message))
    except RecursionError:
        return _too_deep()
    except ExpressionError as error:
        return error
    return _placed(parts, places)


def _measured(text: str) -> list[tuple[int, int]]:
    """Where each ``{{ }}`` stands; empty where Jinja took spaces away and nobody knows.

    Counted before parsing, because Jinja's parser recurses as deep as the text says.
    """
    places: list[tuple[int, int]] = []
    position = start = tokens = nesting = 0
    for _, kind, value in _ENVIRONMENT.lex(text):
        if kind == "variable_begin":
            start, tokens, nesting = position, 0, 0
        tokens += kind != "whitespace"
        nesting += (value in ("(", "[", "{")) - (value in (")", "]", "}"))
        if kind != "data" and (tokens > MAX_TOKENS or nesting > MAX_NESTING):
            raise _too_deep()
        if kind in ("integer", "float") and len(value) > MAX_DIGITS:
            raise unbounded("a number is too large", "keep numbers below a million million")
        position += len(value)
        if kind == "variable_end":
            places.append((start, position))
    return places if position == len(text) else []


def _parts(template: nodes.Template) -> list[Part]:
    parts: list[Part] = []
    for output in template.body:
        for node in output.iter_child_nodes():
            if isinstance(node, nodes.TemplateData):
                parts.append(node.data)
            elif isinstance(node, nodes.Expr):
                _check(node)
                parts.append(node)
    return parts


def _placed(parts: list[Part], places: list[tuple[int, int]]) -> Program:
    remaining = iter(places)
    spans = tuple(None if isinstance(part, str) else next(remaining, None) for part in parts)
    return Program(tuple(parts), spans)


def _check(root: nodes.Node) -> None:
    """Refuse whatever is not on the list, in branches that are never taken too."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, _ALLOWED):
            raise _syntax(_REFUSED.get(type(node), f"'{type(node).__name__.lower()}' is not part of expressions"))
        if isinstance(node, nodes.Filter):
            _check_call(node, "filter", FILTERS)
        elif isinstance(node, nodes.Test):
            _check_call(node, "test", TESTS)
        elif isinstance(node, nodes.Getitem) and index_of(node) is None:
            raise _syntax("only a number picks from a list, as in {{ palette[0] }}")
        waiting += node.iter_child_nodes()


def _check_call(node: nodes.Filter | nodes.Test, what: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise _syntax(f"the {what} '{node.name}' takes plain arguments only")
    if node.name not in names:
        close = get_close_matches(node.name, names, 1)
        hint = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(names)}"
        raise ExpressionError("expression-syntax", f"unknown {what} '{node.name}'", hint)
    least, most = arity(node.name) if isinstance(node, nodes.Filter) else (0, 0)
    if not least <= len(node.args) <= most:
        takes = str(least) if least == most else f"{least} or {most}"
        raise _syntax(f"the {what} '{node.name}' takes {takes} arguments, not {len(node.args)}")


def index_of(node: nodes.Getitem) -> int | None:
    """The number with which ``node`` picks, if it is one."""
    argument, sign = node.arg, 1
    if isinstance(argument, nodes.Neg):
        argument, sign = argument.node, -1
    if isinstance(argument, nodes.Const) and type(argument.value) is int:
        return sign * argument.value
    return None


def _syntax(said: str) -> ExpressionError:
    message = said.rstrip(".").replace("end of print statement", "}}").replace("end of template", "the end of the text")
    message = message[:1].lower() + message[1:]
    hint = "write {{ name }}, or arithmetic and filters on names; a literal '{{' cannot stand in a text"
    return ExpressionError("expression-syntax", message, hint)


def _too_deep() -> ExpressionError:
    return unbounded("the expression is too long or too deep", "make it simpler")
