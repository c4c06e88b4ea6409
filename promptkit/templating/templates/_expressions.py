"""Checking expressions without data: what they name, and of what kind they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from jinja2 import nodes

from promptkit.findings import Edit, Finding, Fix, Severity, Span

from ._book import Book, Parsed
from ._environment import GLOBALS, METHODS
from ._loader import BUILT_IN
from ._published import TESTS
from ._schema import ANY, FLAG, NUMBER, TEXT, Kind, Variable
from ._scopes import Scope

_COUNTS = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
LOOP = Kind(
    "loop",
    fields=MappingProxyType(
        {
            **{name: Variable(name, NUMBER) for name in _COUNTS},
            **{name: Variable(name, FLAG) for name in ("first", "last")},
            **{name: Variable(name, ANY) for name in ("previtem", "nextitem", "cycle", "changed")},
        }
    ),
)  # fmt: skip
FUNCTION = Kind("function")
_ALWAYS = frozenset({*GLOBALS, "true", "false", "none"})
_ELSEWHERE = {
    "super": "it goes on from a block of the parent, in a block of the same name",
    "caller": "only a macro has one",
}
_GIVES = {"text": TEXT, "number": NUMBER, "flag": FLAG, "texts": Kind("list", TEXT), "list": Kind("list")}
_OF_ATTRIBUTES = {"selectattr": 0, "rejectattr": 0, "groupby": 0}


class Expressions:
    """Checks the expressions of one template; each method gives the kind of its node."""

    def __init__(self, page: Parsed, book: Book, findings: list[Finding]) -> None:
        self.page, self.book, self.findings = page, book, findings
        self.imported: Span | None = None
        self.told_unseen = False

    def report(self, rule: str, message: str, span: Span, *, hint: str | None = None, near: str | None = None) -> None:
        """Note an error, with the nearest name where there is one."""
        meant = f" (did you mean {near!r}?)" if near else ""
        fix = Fix("unsafe", f"write {near!r}", (Edit(span, near),)) if near else None
        self.findings.append(
            Finding(rule, "template", Severity.ERROR, f"{message}{meant}", span, fix=fix, hint=None if near else hint)
        )

    def kind(self, node: nodes.Node | None, scope: Scope) -> Kind:
        """Check an expression, and say what it gives."""
        if node is None:
            return ANY
        own = _KINDS.get(type(node))
        if own is not None:
            return own(self, node, scope)
        kinds = [self.kind(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Concat):
            return TEXT
        if isinstance(node, nodes.Compare | nodes.Not):
            return FLAG
        if isinstance(node, nodes.Add | nodes.Or | nodes.And | nodes.CondExpr):
            values = kinds[1:] if isinstance(node, nodes.CondExpr) else kinds
            return values[0] if values and all(str(each) == str(values[0]) for each in values) else ANY
        return ANY

    def _const(self, node: nodes.Const, scope: Scope) -> Kind:
        if isinstance(node.value, bool):
            return FLAG
        return TEXT if isinstance(node.value, str) else NUMBER if isinstance(node.value, int | float) else ANY

    def _items(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Kind:
        kinds = [self.kind(item, scope) for item in node.items]
        same = kinds and all(str(each) == str(kinds[0]) for each in kinds)
        return Kind("list", kinds[0] if same else None)

    def _name(self, node: nodes.Name, scope: Scope) -> Kind:
        known = scope.find(node.name)
        if known is not None:
            return known.kind
        if node.name not in _ALWAYS:
            near = nearest(node.name, [name for name in scope.all() if name != "loop"])
            hint = "`promptkit templates show prose` lists the variables"
            if node.name in self.book.schema:
                self._unseen(node.name)
                return self.book.schema[node.name].kind
            if node.name in _ELSEWHERE:
                hint, near = _ELSEWHERE[node.name], None
            self.report("unknown-variable", f"unknown variable {node.name!r}", self._place(node), hint=hint, near=near)
        return FUNCTION if node.name in GLOBALS else ANY

    def _unseen(self, name: str) -> None:
        """What an imported template does not see is told once, where it is imported."""
        assert self.imported is not None
        if not self.told_unseen:
            hint = "hand it over to a macro, or import the template `with context`"
            page = self.page.name.removeprefix(BUILT_IN)
            message = f"{page!r} needs {name!r} of the shot, which an imported template does not see"
            self.report("unknown-variable", message, self.imported, hint=hint)
        self.told_unseen = True

    def _place(self, node: nodes.Node) -> Span:
        return self.page.of(self.page.at(node.lineno))

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> Kind:
        base = self.kind(node.node, scope)
        return self._attribute(base, node.attr, self.page.of(self.page.after(node.lineno, node.attr)))

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> Kind:
        base = self.kind(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            for child in node.arg.iter_child_nodes():
                self.kind(child, scope)
            return base
        self.kind(node.arg, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(base, node.arg.value, self._inner(self._place(node.arg)))
        return base.item or ANY if base.name == "list" else TEXT if base.name == "text" else ANY

    @staticmethod
    def _inner(span: Span) -> Span:
        """What stands between the quotes."""
        return Span(span.file, span.line, span.column + 1, span.end_line, span.end_column - 1)

    def _attribute(self, base: Kind, name: str, span: Span) -> Kind:
        if base.name in ("record", "loop", "import", "self"):
            if name in base.fields:
                return base.fields[name].kind
            what = {"record": "part of a shot", "loop": "loop", "import": "imported template", "self": "template"}[
                base.name
            ]
            known = f"there are {', '.join(base.fields)}" if base.fields else None
            rule, part = ("unknown-block", "block ") if base.name == "self" else ("unknown-attribute", "")
            self.report(rule, f"this {what} has no {part}{name!r}", span, hint=known, near=nearest(name, base.fields))
        elif base.name in ("text", "number", "flag", "list"):
            if name in METHODS:
                return FUNCTION
            hint = (
                "loop over it, or pick one of it: [0]"
                if base.name == "list"
                else "use a filter: `promptkit templates filters`"
            )
            self.report("unknown-attribute", f"a {base.name} has no {name!r}", span, hint=hint)
        return ANY

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        base = self.kind(node.node, scope) if node.node is not None else TEXT
        for child in (*node.args, *(pair.value for pair in node.kwargs), node.dyn_args, node.dyn_kwargs):
            self.kind(child, scope)
        published = self.book.filters.get(node.name)
        if published is None:
            span = self.page.of(self.page.after(node.lineno, node.name.split(".")[0]))
            hint = f"there are {', '.join(sorted(self.book.filters))}"
            self.report(
                "unknown-filter",
                f"unknown filter {node.name!r}",
                span,
                hint=hint,
                near=nearest(node.name, self.book.filters),
            )
            return ANY
        self._arguments(node, base)
        if node.name == "map":
            return Kind("list", self._mapped(node, base))
        if published.gives == "same":
            return base
        if published.gives == "element":
            return (base.item or ANY) if base.name == "list" else base
        return _GIVES[published.gives]

    def _arguments(self, node: nodes.Filter, base: Kind) -> None:
        """Arguments that name attributes, filters or tests."""
        named = {str(pair.key): pair.value for pair in node.kwargs}
        attribute = node.args[0] if node.name in _OF_ATTRIBUTES and node.args else named.get("attribute")
        if _text(attribute) and base.item is not None and base.item.name == "record":
            assert isinstance(attribute, nodes.Const)
            self._attribute(base.item, attribute.value.split(".")[0], self._inner(self._place(attribute)))
        at = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}.get(node.name)
        if at is not None and len(node.args) > at and _text(node.args[at]):
            self._known(node.args[at], "test", TESTS)
        if node.name == "map" and node.args and _text(node.args[0]):
            self._known(node.args[0], "filter", self.book.filters)

    def _mapped(self, node: nodes.Filter, base: Kind) -> Kind:
        if node.args and isinstance(node.args[0], nodes.Const):
            published = self.book.filters.get(node.args[0].value)
            return _GIVES.get(published.gives, ANY) if published is not None else ANY
        attribute = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if isinstance(attribute, nodes.Const) and base.item is not None and attribute.value in base.item.fields:
            return base.item.fields[attribute.value].kind
        return ANY

    def _known(self, node: nodes.Node, what: str, known: Iterable[str]) -> None:
        assert isinstance(node, nodes.Const)
        names = list(known)
        if node.value not in names:
            span = self._inner(self._place(node))
            self.report("unknown-filter", f"unknown {what} {node.value!r}", span, near=nearest(node.value, names))

    def _test(self, node: nodes.Test, scope: Scope) -> Kind:
        guards = node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name)
        if not guards:
            self.kind(node.node, scope)
        elif isinstance(node.node, nodes.Name):
            scope.find(node.node.name)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self.kind(child, scope)
        if node.name not in TESTS:
            span = self.page.of(self.page.after(node.lineno, node.name))
            hint = f"there are {', '.join(name for name in sorted(TESTS) if name.isalpha())}"
            self.report(
                "unknown-filter", f"unknown test {node.name!r}", span, hint=hint, near=nearest(node.name, TESTS)
            )
        return FLAG

    def _call(self, node: nodes.Call, scope: Scope) -> Kind:
        base = self.kind(node.node, scope)
        for child in (*node.args, *(pair.value for pair in node.kwargs), node.dyn_args, node.dyn_kwargs):
            self.kind(child, scope)
        if base.name == "macro":
            self._macro_call(node, base)
            return TEXT
        if isinstance(node.node, nodes.Name):
            return {"range": Kind("list", NUMBER), "super": TEXT, "caller": TEXT}.get(node.node.name, ANY)
        return ANY

    def _macro_call(self, node: nodes.Call, macro: Kind) -> None:
        """A macro is called with what it takes."""
        if node.dyn_args is not None or node.dyn_kwargs is not None or "*" in macro.fields:
            return
        names = list(macro.fields)
        for pair in node.kwargs:
            if pair.key not in names:
                span = self.page.of(self.page.before(pair.lineno, pair.key))
                self.report(
                    "unknown-variable", f"this macro has no parameter {pair.key!r}", span, near=nearest(pair.key, names)
                )
        given = {*names[: len(node.args)], *(pair.key for pair in node.kwargs)}
        missing = [repr(name) for name in macro.required if name not in given]
        if missing and given <= set(names):
            span = self._place(node.node)
            self.report("unknown-variable", f"this macro is called without {' and '.join(missing)}", span)
        if len(node.args) > len(names):
            span = self._place(node.args[len(names)])
            self.report("unknown-variable", f"this macro takes no more than {len(names)}, and this is one more", span)


def _text(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name that was probably meant."""
    close = get_close_matches(str(name), list(known), 1, 0.6)
    return close[0] if close else None


_KINDS: Mapping[type[nodes.Node], Callable[..., Kind]] = {
    nodes.Call: Expressions._call,
    nodes.Const: Expressions._const,
    nodes.Filter: Expressions._filter,
    nodes.Getattr: Expressions._getattr,
    nodes.Getitem: Expressions._getitem,
    nodes.List: Expressions._items,
    nodes.Name: Expressions._name,
    nodes.Test: Expressions._test,
    nodes.Tuple: Expressions._items,
}
