"""Expressions: what they give, what they read, where they fail, and that they always end."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptkit.findings import Finding
from promptkit.source import Scalar, Sequence, parse_text, plain
from promptkit.templating import FILTERS, TESTS, Scope, evaluate

SCOPE = Scope(
    "slow-push",
    {
        "subject": "a blue mug",
        "push": 2,
        "half": 0.5,
        "whole": 4.0,
        "palette": ["amber", "slate blue"],
        "numbers": [3, 1.5, 2],
        "nested": [["deep"]],
        "empty": None,
        "warm": True,
        "long": "x" * 9_000,
    },
)


def scalar(text, quote="'"):
    if quote == "'":
        text = text.replace("'", "''")
    return parse_text(f"a: {quote}{text}{quote}\n", "f").documents[0].entries["a"]


def given_by(text, scope=SCOPE):
    result = evaluate(scalar(text), scope)
    assert isinstance(result, Scalar), result.message
    return result.value


def failure(text, scope=SCOPE):
    result = evaluate(scalar(text), scope)
    assert isinstance(result, Finding), result.value
    assert result.family == "template"
    assert result.severity.value == "error"
    assert result.hint
    return result


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ push }}", 2),
        ("  {{ push }}  ", 2),
        ("{{ push + 1 }}", 3),
        ("{{ push - 1.5 }}", 0.5),
        ("{{ push / 2 }}", 1.0),
        ("{{ 5 // push }}", 2),
        ("{{ 5 % push }}", 1),
        ("{{ push * 4 }}", 8),
        ("{{ -push }}", -2),
        ("{{ warm }}", True),
        ("{{ empty }}", None),
        ("{{ half }}", 0.5),
        ("{{ 1 < push <= 2 }}", True),
        ("{{ 'a' }}", "a"),
        ("{{ palette | length }}", 2),
    ],
)
def test_an_expression_alone_keeps_its_type(text, value):
    result = given_by(text)
    assert (type(result), result) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ push }} s", "2 s"),
        ("{{ whole }} s", "4 s"),
        ("{{ half }} s", "0.5 s"),
        ("{{ 0.1 + 0.2 }} s", "0.3 s"),
        ("{{ 1 / 3 }}.", "0.3333333333."),
        ("{{ -0.0 }} s", "0 s"),
        ("is {{ warm }}", "is true"),
        ("a {{ empty }}b", "a b"),
        ("{{ push }}{{ push }}", "22"),
        ("{{ subject }} and {{ subject | upper }}", "a blue mug and A BLUE MUG"),
        ("{% if x %} {{ push }} {# c #}", "{% if x %} 2 {# c #}"),
        ("a }} b {{ push }}", "a }} b 2"),
        ("{{ subject ~ push ~ half }}", "a blue mug20.5"),
        ("{{ 'a' + 'b' }}", "ab"),
        ("{{ 'in' if push > 1 else 'out' }}", "in"),
        ("{{ 'yes' if warm and push == 2 and not empty }}", "yes"),
        ("{{ empty or subject }}", "a blue mug"),
        ("{{ 'mug' in subject }} {{ 'red' not in palette }}", "true true"),
        ("{{ palette[0] }}/{{ palette[-1] }}/{{ nested[0][0] }}", "amber/slate blue/deep"),
        ("{{ '}}' }}", "}}"),
    ],
)
def test_text_is_formed_as_people_write_it(text, value):
    assert given_by(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ 'ÉTÉ' | lower }}", "été"),
        ("{{ 'a b' | upper }}", "A B"),
        ("{{ 'a B' | capitalize }}", "A b"),
        ('{{ "mara\'s mug" | title }}', "Mara's Mug"),
        ("{{ ' a ' | trim }}", "a"),
        ("{{ 2.5 | round }}", 3),
        ("{{ -2.5 | round }}", -3),
        ("{{ 1.25 | round(1) }}", 1.3),
        ("{{ '7' | int }}", 7),
        ("{{ 2.9 | int }}", 2),
        ("{{ 3 | float }}", 3.0),
        ("{{ '1.5' | float }}", 1.5),
        ("{{ -3 | abs }}", 3),
        ("{{ numbers | min }}", 1.5),
        ("{{ numbers | max }}", 3),
        ("{{ palette | join(', ') }}", "amber, slate blue"),
        ("{{ numbers | join }}", "31.52"),
        ("{{ palette | first }}", "amber"),
        ("{{ palette | last }}", "slate blue"),
        ("{{ subject | count }}", 10),
        ("{{ nobody | default('x') }}", "x"),
        ("{{ empty | d(3) }}", 3),
        ("{{ push | default(3) }}", 2),
        ("{{ subject | replace('blue', 'red') }}", "a red mug"),
        ("{{ nobody is defined }}", False),
        ("{{ empty is none }}", True),
        ("{{ push is defined }}", True),
        ("{{ push is number and push is integer and half is float }}", True),
        ("{{ subject is string and palette is sequence and warm is boolean }}", True),
        ("{{ nobody is undefined }}", True),
    ],
)
def test_filters_and_tests(text, value):
    result = given_by(text)
    assert (type(result), result) == (type(value), value)


def test_what_comes_back_stands_where_it_was_written():
    node = scalar("{{ push }} to {{ half }} of {{ nobody | default(push) }}")
    result = evaluate(node, SCOPE)
    assert (result.raw, result.span, result.path) == (node.raw, node.span, node.path)
    assert result.computed
    assert result.params == {("slow-push", "push"), ("slow-push", "half")}


def test_only_what_was_read_counts():
    assert evaluate(scalar("{{ 1 if warm else push }}"), SCOPE).params == {("slow-push", "warm")}


@pytest.mark.parametrize("text", ["no expression", "{% x %}", "{ { x } }"])
def test_a_scalar_without_expressions_is_itself(text):
    node = scalar(text)
    assert evaluate(node, SCOPE) is node


def test_a_number_is_itself():
    node = parse_text("a: 3\n", "f").documents[0].entries["a"]
    assert evaluate(node, SCOPE) is node


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("expression-syntax", "{{"),
        ("expression-syntax", "{{ }}"),
        ("expression-syntax", "{{ push"),
        ("expression-syntax", "{{ push push }}"),
        ("expression-syntax", "{{ push. }}"),
        ("expression-syntax", "{{ subject.upper }}"),
        ("expression-syntax", "{{ subject['__class__'] }}"),
        ("expression-syntax", "{{ palette[push] }}"),
        ("expression-syntax", "{{ subject.upper() }}"),
        ("expression-syntax", "{{ range(3) }}"),
        ("expression-syntax", "{{ 2 ** 3 }}"),
        ("expression-syntax", "{{ {'a': 1} }}"),
        ("expression-syntax", "{{ palette[0:1] }}"),
        ("expression-syntax", "{{ subject | center(10) }}"),
        ("expression-syntax", "{{ subject | lower(1) }}"),
        ("expression-syntax", "{{ subject | replace('a') }}"),
        ("expression-syntax", "{{ subject | join(d=1) }}"),
        ("expression-syntax", "{{ push is divisibleby(2) }}"),
        ("expression-syntax", "{{ 1 if warm else x.y }}"),
        ("expression-syntax", "{{ subject % push | format }}"),
        ("undefined-variable", "{{ nobody }}"),
        ("undefined-variable", "{{ nobody | upper }}"),
        ("undefined-variable", "{{ self }}"),
        ("undefined-variable", "{{ nobody + 1 | default(2) }}"),
        ("expression-type", "{{ subject * 3 }}"),
        ("expression-type", "{{ subject + push }}"),
        ("expression-type", "{{ '%s' % push }}"),
        ("expression-type", "{{ palette + palette }}"),
        ("expression-type", "{{ warm + 1 }}"),
        ("expression-type", "{{ 1 / 0 }}"),
        ("expression-type", "{{ 1 % 0.0 }}"),
        ("expression-type", "{{ push < subject }}"),
        ("expression-type", "of {{ palette }}"),
        ("expression-type", "{{ palette[2] }}"),
        ("expression-type", "{{ subject[0] }}"),
        ("expression-type", "{{ subject | int }}"),
        ("expression-type", "{{ [] | first }}"),
        ("expression-type", "{{ push | join }}"),
        ("expression-type", "{{ subject | replace('', 'x') }}"),
        ("expression-type", "{{ '\\ue001' }}"),
        ("expression-type", "{{ '\\ud800' }}"),
        ("expression-limit", "{{ 999999999 * 999999999 }}"),
        ("expression-limit", "{{ 1e999 }}"),
        ("expression-limit", "{{ long ~ long }}"),
        ("expression-limit", "{{ long }}{{ long }}"),
        ("expression-limit", "{{ [long, long] | join }}"),
        ("expression-limit", "{{ long | replace('x', 'xx') }}"),
    ],
)
def test_what_fails_is_a_finding(rule, text):
    assert failure(text).rule == rule


def test_a_near_name_is_suggested():
    assert "did you mean 'push'" in failure("{{ pus }}").message
    assert "lower" in failure("{{ subject | lowr }}").hint


@pytest.mark.parametrize("quote", ["'", '"'])
def test_the_finding_points_at_the_expression(quote):
    text = f"k:\n  - {quote}é🎬 {{{{ push }}}} {{{{ nobody }}}} b{quote}\n"
    parsed = parse_text(text, "f")
    finding = evaluate(parsed.documents[0].entries["k"].items[0], SCOPE)
    assert parsed.source.slice(finding.span) == "{{ nobody }}"
    assert finding.path == ("k", 0)


def test_it_points_into_a_plain_text():
    parsed = parse_text("k: about {{ push + }} x\n", "f")
    finding = evaluate(parsed.documents[0].entries["k"], SCOPE)
    assert parsed.source.slice(finding.span) == "{{ push + }}"


@pytest.mark.parametrize("text", ["k: |\n  a {{ nobody }}\n", "k: 'it''s {{ nobody }}'\n", "k: a\n  {{ nobody }}\n"])
def test_where_the_text_is_not_as_written_it_points_at_the_scalar(text):
    node = parse_text(text, "f").documents[0].entries["k"]
    assert evaluate(node, SCOPE).span == node.span


HOSTILE = [
    "{{ 9**9**9 }}",
    "{{ 'x' * 10**9 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ x | center(10**9) }}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "[" * 3000 + " }}",
    "{{ " + "-" * 3000 + "1 }}",
    "{{ " + "not " * 2000 + "1 }}",
    "{{ " + "1 + " * 2000 + "1 }}",
    "{{ " + "1 if 1 else " * 700 + "1 }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 0x" + "f" * 5000 + " }}",
    "{{ 1e" + "9" * 5000 + " }}",
    "{{ '" + "\\\\" * 4000 + "' }}",
    "{{ " + "push|abs" + "|abs" * 2000 + " }}",
    "{{ push }}" * 900,
    "{{ push }}" * 5000,
    "{{" * 4000,
    "{{ '" * 2000,
    "{{ long | replace('x', long) | replace('x', long) }}",
    "{{ " + " ~ ".join(["long"] * 90) + " }}",
    "{{ [" + "long," * 90 + "] | join(long) }}",
    "{{ ([[[[[[[[[[[1]]]]]]]]]]]) }}",
    "{{ 99999999999 * 99999999999 % 7 }}",
    "{{ 1.0e-300 * 1.0e-300 }} x",
    "{{ (1,) is string }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_expressions_end_soon(text):
    start = time.process_time()
    result = evaluate(scalar(text), SCOPE)
    assert time.process_time() - start < 30
    if isinstance(result, Scalar):
        assert len(str(result.value)) <= 10_000


def test_depth_costs_no_traceback_deep_in_the_stack():
    def below(levels):
        if levels:
            return below(levels - 1)
        return evaluate(scalar("{{ " + "-" * 150 + "1 }}"), SCOPE)

    assert isinstance(below(700), Finding | Scalar)


NAMES = st.sampled_from([*SCOPE.values, "nobody"])
ATOMS = NAMES | st.integers(0, 10**6).map(str) | st.sampled_from(["'a'", "''", "1.5", "true", "none", "[]", "[1, 'b']"])
OPERATORS = st.sampled_from(["+", "-", "*", "/", "//", "%", "~", "==", "<", "and", "or", "in", "not in", "**", "."])


def compound(inner):
    return (
        st.tuples(inner, OPERATORS, inner).map(" ".join)
        | st.tuples(inner, st.sampled_from(sorted(FILTERS))).map(lambda pair: f"({pair[0]}) | {pair[1]}")
        | st.tuples(inner, st.sampled_from(sorted(FILTERS)), inner).map(lambda of: f"({of[0]}) | {of[1]}({of[2]})")
        | st.tuples(inner, st.sampled_from(sorted(TESTS))).map(lambda pair: f"({pair[0]}) is {pair[1]}")
        | st.tuples(inner, inner, inner).map(lambda of: f"{of[0]} if {of[1]} else {of[2]}")
        | inner.map(lambda of: f"({of})[0]")
        | inner.map(lambda of: f"-({of})")
        | inner.map(lambda of: f"not ({of})")
    )


@given(st.recursive(ATOMS, compound, max_leaves=8), st.sampled_from(["", "x "]))
@settings(max_examples=300, deadline=None)
def test_any_expression_gives_a_value_or_a_finding(expression, before):
    result = evaluate(scalar(f"{before}{{{{ {expression} }}}}"), SCOPE)
    if isinstance(result, Scalar):
        assert isinstance(result.value, str | int | float | bool | None)
        assert len(str(result.value)) <= 10_000
        assert {layer for layer, _ in result.params} <= {"slow-push"}
        if before:
            assert isinstance(result.value, str)
            assert result.value.startswith(before)
    elif isinstance(result, Sequence):
        assert not before.strip()
    else:
        assert result.rule.startswith(("expression-", "undefined-"))


@given(st.text(alphabet="{}()[]|.,~+-*/%'\"\\ \nab01_<=!#ifnotr", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_value_or_a_finding(text):
    node = scalar("x")
    node.value = node.raw = "{{" + text + "}}"
    result = evaluate(node, SCOPE)
    assert isinstance(result, Scalar | Sequence | Finding)


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
@settings(deadline=None)
def test_arithmetic_is_that_of_numbers(left, right):
    scope = Scope("l", {"a": left, "b": right})
    assert given_by("{{ a + b }}", scope) == left + right
    assert given_by("{{ a * b }}", scope) == left * right
    assert given_by("{{ (a + b) - b == a }}", scope) is True


def test_jinja_is_imported_only_for_an_expression():
    code = (
        "import sys, promptkit.templating as t, promptkit.source as s\n"
        "node = s.parse_text('a: b\\nc: \"{{ x }}\"', 'f').documents[0]\n"
        "t.evaluate(node.entries['a'], t.Scope('l', {}))\n"
        "assert 'jinja2' not in sys.modules\n"
        "t.evaluate(node.entries['c'], t.Scope('l', {'x': 1}))\n"
        "assert 'jinja2' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_list_that_stands_alone_stays_a_list():
    result = evaluate(scalar("{{ palette }}"), SCOPE)
    assert isinstance(result, Sequence)
    assert plain(result) == SCOPE.values["palette"]
    assert {item.params for item in result.items} == {frozenset({("slow-push", "palette")})}
