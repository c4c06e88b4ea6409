"""Checking a template without data: every name, block, parent and macro of it, each mistake at its line and column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes

from promptkit.findings import Finding, Severity, Span, sort_key

from ._book import Book, Parsed, family_blocks
from ._budget import MAX_DEPTH
from ._expressions import FUNCTION, LOOP, Expressions, nearest
from ._loader import BUILT_IN, SUFFIX
from ._schema import ANY, TEXT, Kind, Variable
from ._scopes import Known, Scope, of_variables

MAX_VISITS = 500
"""Parents, includes and imports of one template, those of its parts among them, each as often as it is met."""


def check(names: Iterable[str], book: Book) -> tuple[Finding, ...]:
    """What is wrong with templates, and with those that they extend, include and import.

    :param names: as templates name each other; one that another of them includes or imports is checked as part of that.
    """
    findings: list[Finding] = []
    pages = [page for name in names if (page := book.page(name)) is not None]
    parts = {part for page in pages for part in _parts(page, book)}
    for page in pages:
        if page.name not in parts:
            Template(page, book, findings, ()).check()
    unique = {(each.rule, each.span, each.message): each for each in findings}
    return tuple(sorted(unique.values(), key=sort_key))


def _parts(page: Parsed, book: Book) -> Iterable[str]:
    """What the template includes and imports, itself apart."""
    found = list(page.tree.find_all(nodes.Stmt)) if page.tree is not None else []
    for node in found:
        if not isinstance(node, nodes.Include | nodes.Import | nodes.FromImport):
            continue
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            name = book.folders.canonical(node.template.value, page.name)
            if name != page.name:
                yield name


class Template(Expressions):
    """Checks one template.

    :param above: the names of those that extend or include it, outermost first.
    """

    def __init__(self, page: Parsed, book: Book, findings: list[Finding], above: tuple[str, ...]) -> None:
        super().__init__(page, book, findings)
        self.above = (*above, page.name)
        self.blocks: dict[str, nodes.Block] = {}
        self.inherited: set[str] | None = set()
        self.top = Scope(of_variables(book.schema))

    def check(self) -> None:
        """The whole template, as the one that is rendered."""
        self.book.visits = 0
        if self._readable():
            self.walk(self._whole(self.top.parent))
            self._lost_text()
            is_library = not any(isinstance(each, nodes.Output | nodes.Extends | nodes.Block) for each in self._body())
            self._unused(self.top, macros=not is_library)
            self._compiled()

    def _compiled(self) -> None:
        """What only Jinja's compiler finds, where nothing else was found."""
        if not any(each.span is not None and each.span.file == self.page.file for each in self.findings):
            problem = self.book.compiled(self.page)
            self.findings.extend([problem] if problem is not None else [])

    def _readable(self) -> bool:
        if self.page.problem is not None:
            self.findings.append(self.page.problem)
        return self.page.tree is not None

    def _body(self) -> list[nodes.Node]:
        assert self.page.tree is not None
        return self.page.tree.body

    def _whole(self, parent: Scope | None) -> Scope:
        """The scope of a template that is rendered for itself: ``self`` has the blocks of its family."""
        scope = Scope(parent)
        blocks = family_blocks(self.page, self.book)
        kind = ANY if blocks is None else Kind("self", fields={name: Variable(name, FUNCTION) for name in blocks})
        scope.define("self", Known(kind))
        return scope

    def walk(self, scope: Scope) -> None:
        """Parents first, then what stands at the top, then the blocks, which see both."""
        assert self.page.tree is not None
        self.top = scope
        self.blocks = {block.name: block for block in self.page.tree.find_all(nodes.Block)}
        extends = next(self.page.tree.find_all(nodes.Extends), None)
        if extends is not None:
            self._parent(extends)
        self._second_parent()
        self._statements(self._body(), scope)
        for block in _outer_blocks(self._body()):
            if extends is not None and self.inherited is not None and block.name not in self.inherited:
                self._overrides_nothing(block, extends)

    def _second_parent(self) -> None:
        for extends in [each for each in self._body() if isinstance(each, nodes.Extends)][1:]:
            message = "a template goes on from one other, and this is a second one"
            self.report("template-syntax", message, self._place(extends), hint="take one of the two out")

    def _parent(self, extends: nodes.Extends) -> None:
        parent = self._other(extends.template)
        if parent is None:
            self.inherited = None
            return
        parent.walk(self.top)
        if parent.inherited is None:
            self.inherited = None
        else:
            self.inherited = {*parent.inherited, *parent.blocks}
        for known in self.top.names.values():
            known.used = True

    def _other(self, node: nodes.Expr | None, *, missing: bool = False) -> Template | None:
        """The template that another names, where it can be read; what is wrong is said."""
        if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
            self.kind(node, self.top)
            return None
        span = self._inner(self._place(node))
        name = self.book.folders.canonical(node.value, self.page.name)
        if name in self.above:
            hint = f"to go on from ours, write {BUILT_IN}{node.value}" if name == self.page.name else None
            self.report(
                "template-cycle", f"{node.value!r} comes back to {self.page.name!r} without end", span, hint=hint
            )
            return None
        page = self.book.page(name)
        if page is None:
            if not missing:
                names = [each for each in self.book.folders.names() if each not in self.above]
                hint = f"a template's name ends in {SUFFIX}" if not node.value.endswith(SUFFIX) else None
                self.report(
                    "missing-template",
                    f"there is no template {node.value!r}",
                    span,
                    hint=hint,
                    near=nearest(node.value, names),
                )
            return None
        self.book.visits += 1
        if len(self.above) >= MAX_DEPTH or self.book.visits > MAX_VISITS:
            self.report("template-limit", "templates include each other too often or too deep", span)
            return None
        other = Template(page, self.book, self.findings, self.above)
        other.imported = self.imported or span
        return other if other._readable() else None

    def _overrides_nothing(self, block: nodes.Block, extends: nodes.Extends) -> None:
        span = self.page.of(self.page.after(block.lineno, block.name))
        parent = extends.template.value if isinstance(extends.template, nodes.Const) else "its parent"
        known = sorted(self.inherited or ())
        self.report(
            "unknown-block", f"the block {block.name!r} overrides nothing in {parent}, so its text is lost", span,
            hint=f"there are {', '.join(known)}", near=nearest(block.name, known),
        )  # fmt: skip

    def _lost_text(self) -> None:
        """Text outside the blocks of a template that extends another."""
        if not any(isinstance(each, nodes.Extends) for each in self._body()):
            return
        for node in self._body():
            for child in node.nodes if isinstance(node, nodes.Output) else ():
                if isinstance(child, nodes.TemplateData) and not child.data.strip():
                    continue
                token = self.page.at(child.lineno)
                start = token.start + len(token.text) - len(token.text.lstrip())
                first = self.page.source.text[start : token.end].split("\n")[0] or token.text
                message = "text outside the blocks of a template that extends another is never printed"
                self._warn(
                    "lost-text", message, self.page.span(start, start + len(first.rstrip())), "move it into a block"
                )

    def _warn(self, rule: str, message: str, span: Span, hint: str | None = None) -> None:
        self.findings.append(Finding(rule, "template", Severity.WARNING, message, span, hint=hint))

    def _unused(self, scope: Scope, *, macros: bool = True) -> None:
        for name, known in scope.names.items():
            if known.used or known.span is None or name.startswith("_"):
                continue
            if known.what == "set":
                if known.shadows and scope.is_loop:
                    message = f"{name!r} is set in a loop and forgotten at the end of each round"
                    hint = f"a namespace keeps it: {{% set ns = namespace({name}=0) %}}, {{% set ns.{name} = 1 %}}"
                else:
                    message, hint = f"{name!r} is set and never read", "take it out, or use it"
                self._warn("unused-set", message, known.span, hint)
            elif macros or known.what not in ("macro", "import"):
                self._warn(
                    "unused-macro", f"the {known.what} {name!r} is never used", known.span, "take it out, or use it"
                )

    # --- statements

    def _statements(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        late: list[nodes.Block] = []
        for node in body:
            if isinstance(node, nodes.Block):
                late.append(node)
            else:
                self._statement(node, scope)
        for block in late:
            inner = Scope(scope)
            if self.inherited is None or block.name in self.inherited:
                inner.define("super", Known(FUNCTION))
            self._inside(block.body, inner)

    def _inside(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        self._statements(body, scope)
        self._unused(scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        kind: type[nodes.Node] = type(node)
        own: Any = {
            nodes.Output: self._output, nodes.For: self._for, nodes.If: self._if, nodes.Assign: self._assign,
            nodes.AssignBlock: self._assign_block, nodes.Macro: self._macro, nodes.CallBlock: self._call_block,
            nodes.FilterBlock: self._filter_block, nodes.With: self._with, nodes.Include: self._include,
            nodes.Import: self._import, nodes.FromImport: self._from_import,
        }.get(kind)  # type: ignore[arg-type]  # fmt: skip
        if own is not None:
            own(node, scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for child in node.nodes:
            kind = self.kind(child, scope)
            if kind.name in ("list", "record", "macro", "import", "function"):
                what = {"record": "part of a shot", "import": "template"}.get(kind.name, kind.name)
                hint = {
                    "list": "join it: | joined, | sentences, or loop over it",
                    "record": f"print one of {', '.join(kind.fields)}",
                }
                span = self._place(child)
                self.report(
                    "unprintable-value",
                    f"a {what} cannot stand in a text",
                    span,
                    hint=hint.get(kind.name, "call it: ()"),
                )

    def _for(self, node: nodes.For, scope: Scope) -> None:
        kind = self.kind(node.iter, scope)
        if kind.name in ("number", "flag", "record", "macro"):
            self.report("unprintable-value", f"a {kind.name} is no list to loop over", self._place(node.iter))
        inner = Scope(scope, is_loop=True)
        item = kind.item or ANY if kind.name == "list" else TEXT if kind.name == "text" else ANY
        self._targets(node.target, item, "loop", inner)
        inner.define("loop", Known(LOOP, "loop"))
        if node.test is not None:
            self.kind(node.test, inner)
        self._inside(node.body, inner)
        self._statements(node.else_, scope)

    def _targets(self, target: nodes.Node, kind: Kind, what: str, scope: Scope) -> None:
        if isinstance(target, nodes.Tuple):
            for item in target.items:
                self._targets(item, ANY, "loop" if what == "loop" else "set", scope)
        elif isinstance(target, nodes.Name):
            known = Known(kind, what, self._place(target), used=what == "loop")
            scope.define(target.name, known)
        elif isinstance(target, nodes.NSRef):
            scope.find(target.name)

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.kind(node.test, scope)
        self._statements(node.body, scope)
        for branch in node.elif_:
            self._if(branch, scope)
        self._statements(node.else_, scope)

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._targets(node.target, self.kind(node.node, scope), "set", scope)

    def _assign_block(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._inside(node.body, Scope(scope))
        if node.filter is not None:
            self.kind(node.filter, scope)
        self._targets(node.target, TEXT, "set", scope)

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        span = self.page.of(self.page.after(node.lineno, node.name))
        scope.define(node.name, Known(_macro_kind(node), "macro", span))
        self._callable(node, scope)

    def _callable(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        inner = Scope(scope)
        for default in node.defaults:
            self.kind(default, scope)
        for argument in node.args:
            inner.define(argument.name, Known(ANY, "parameter", self._place(argument)))
        for name in ("varargs", "kwargs", "caller"):
            inner.define(name, Known(ANY))
        self._inside(node.body, inner)

    def _call_block(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.kind(node.call, scope)
        self._callable(node, scope)

    def _filter_block(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.kind(node.filter, scope)
        self._inside(node.body, Scope(scope))

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = Scope(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._targets(target, self.kind(value, scope), "set", inner)
        self._inside(node.body, inner)

    # --- other templates

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        names = node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else [node.template]
        for name in names:
            other = self._other(name, missing=node.ignore_missing or len(names) > 1)
            if other is not None:
                other.walk(other._whole(scope if node.with_context else None))

    def _imported(self, node: nodes.Import | nodes.FromImport) -> dict[str, Variable] | None:
        """What another template defines; ``None`` where nobody can tell."""
        other = self._other(node.template)
        if other is None:
            return None
        scope = other._whole(self.top if node.with_context else None)
        other.walk(scope)
        return {
            name: Variable(name, known.kind)
            for name, known in scope.names.items()
            if known.span is not None and not name.startswith("_")
        }

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        names = self._imported(node)
        kind = ANY if names is None else Kind("import", fields=names)
        scope.define(node.target, Known(kind, "import", self._after_keyword(node, node.target)))

    def _from_import(self, node: nodes.FromImport, scope: Scope) -> None:
        names = self._imported(node)
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            span = self._after_keyword(node, name)
            if names is not None and name not in names:
                self.report("unknown-variable", f"that template has no {name!r}", span, near=nearest(name, names))
            known = names[name].kind if names is not None and name in names else ANY
            scope.define(
                alias,
                Known(known, "import", self._after_keyword(node, alias), used=names is not None and name not in names),
            )

    def _after_keyword(self, node: nodes.Node, name: str) -> Span:
        """The name behind ``import`` or ``as``, which may stand in the other template's own name too."""
        start = (
            self.page.after(node.lineno, "import").end
            if isinstance(node, nodes.FromImport)
            else self.page.at(node.lineno).end
        )
        token = next((each for each in self.page.tokens if each.start >= start and each.text == name), None)
        return self.page.of(token) if token is not None else self._place(node)


def _macro_kind(node: nodes.Macro) -> Kind:
    names = [argument.name for argument in node.args]
    takes_more = any(each.name in ("varargs", "kwargs") for each in node.find_all(nodes.Name))
    fields = {name: Variable(name, ANY) for name in (*names, *(["*"] if takes_more else []))}
    return Kind("macro", fields=fields, required=tuple(names[: len(names) - len(node.defaults)]))


def _outer_blocks(body: Iterable[nodes.Node]) -> Iterable[nodes.Block]:
    """The blocks that stand in no other block."""
    for node in body:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outer_blocks(node.iter_child_nodes())
