from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from promptkit.compiler._marks import Marker, Stretch, bare, head_of, unmarked, untangled

texts = st.text(alphabet="ab c.\n", max_size=8)
#: A tree of marked texts: a list of plain texts and of trees.
trees = st.recursive(texts, lambda inner: st.lists(inner, max_size=4), max_leaves=12)


def marked(tree: object, marker: Marker, path: tuple[int, ...]) -> str:
    if isinstance(tree, str):
        return tree
    assert isinstance(tree, list)
    inner = "".join(marked(part, marker, (*path, at)) for at, part in enumerate(tree))
    return marker.mark(inner, path)


def flat(tree: object) -> str:
    return tree if isinstance(tree, str) else "".join(flat(part) for part in tree)  # type: ignore[attr-defined]


@given(trees)
def test_untangled_text_is_what_was_marked(tree: object) -> None:
    marker = Marker()
    whole = marked(tree, marker, ())
    made = untangled(whole, marker)
    text, told = unmarked(whole, marker)
    assert told == made.told.keys()
    assert text == flat(tree) == bare(marked(tree, Marker(), ()))
    ends = [(each.start, each.end) for each in made.stretches]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in ends)
    assert all(first[1] <= second[0] for first, second in pairwise(ends))


def test_the_innermost_mark_counts() -> None:
    marker = Marker()
    whole = marker.mark("a " + marker.mark("b", ("x", "y")) + " c", ("x",))
    made = untangled(whole, marker)
    assert unmarked(whole, marker) == ("a b c", {("x",), ("x", "y")})
    assert made.stretches == [Stretch(0, 2, 1), Stretch(2, 3, 0), Stretch(3, 5, 1)]
    assert marker.paths == [("x", "y"), ("x",)]
    assert made.told == {("x",): [(0, 5)], ("x", "y"): [(2, 3)]}


def test_one_time_can_be_said_for_several_paths() -> None:
    marker = Marker()
    whole = marker.mark_all("0.50", [("a",), ("b",)])
    made = untangled(whole, marker)
    assert unmarked(whole, marker) == ("0.50", {("a",), ("b",)})
    assert [marker.paths[each.number] for each in made.stretches] == [("a",)]
    assert made.told == {("a",): [(0, 4)], ("b",): [(0, 4)]}


def test_the_head_of_a_text_is_behind_its_marks() -> None:
    marker = Marker()
    text = marker.mark(marker.mark("ab", ("x",)), ("y",))
    assert text[head_of(text)] == "a"
