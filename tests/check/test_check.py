"""From a document to all that is to be said about it: targets, stills, presets, what is ignored."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import pytest

from promptkit.api import Checked, Options, Reader, check_inputs
from promptkit.findings import UsageError

MUG = "shot: mug\nduration: 4\nscene: A mug steams.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(text: str, options: Options | None = None, settings: str = "") -> Checked:
    Path("mug.yaml").write_text(text)
    if settings:
        Path("promptkit.yaml").write_text(settings)
    (checked,) = check_inputs(Reader().read(["mug.yaml"]), options or Options()).checked
    return checked


def rules(checked: Checked) -> list[str]:
    return [finding.rule for finding in checked.findings]


class TestTarget:
    def test_the_caller_stands_over_the_shot_over_the_project(self) -> None:
        settings = "model: sora-2-pro\nsize: 720x1280\n"
        assert (found := check(MUG, settings=settings).target)
        assert (found.model.name, found.size) == ("sora-2-pro", "720x1280")
        assert (found := check(f"{MUG}model: sora-2\nsize: 1280x720\n", settings=settings).target)
        assert (found.model.name, found.size) == ("sora-2", "1280x720")
        assert (found := check(f"{MUG}model: sora-2\n", Options(model="sora-2-pro"), settings).target)
        assert found.model.name == "sora-2-pro"

    @pytest.mark.parametrize(("key", "name", "near"), [("model", "sora2", "sora-2"), ("endpoint", "locl", "local")])
    def test_an_unknown_name_is_a_finding_in_the_file_and_wrong_usage_from_the_caller(
        self, key: str, name: str, near: str
    ) -> None:
        (finding,) = check(f"{MUG}{key}: {name}\n").findings
        assert finding.rule == f"unknown-{key}"
        assert finding.message == f"unknown {key} {name!r} (did you mean {near!r}?)"
        assert finding.span is not None
        assert (finding.span.line, finding.span.column) == (4, len(key) + 3)
        with pytest.raises(UsageError, match=near):
            check(MUG, Options(**{key: name}))  # type: ignore[arg-type]

    def test_offers_end_by_the_calendar(self) -> None:
        ended = date(2026, 9, 24)
        for today, found in ((ended, ["model-ended"]), (date(2026, 9, 1), [])):
            assert rules(check(MUG, Options(endpoint="openai", today=today))) == found

    def test_an_endpoint_without_an_address(self) -> None:
        with pytest.raises(UsageError, match="'custom' has no address"):
            check(MUG, Options(endpoint="custom"))


class TestIgnore:
    MOVES = f"{MUG}camera: [{{pan: left, for: 3}}, {{pan: right, at: 1, for: 3}}]\n"

    def test_an_error_of_the_linter_can_be_ignored_by_name(self) -> None:
        assert rules(check(self.MOVES)) == ["opposing-moves"]
        checked = check(self.MOVES, settings="lint: {ignore: [opposing-moves]}\n")
        assert rules(checked) == []
        assert checked.compiled is not None

    @pytest.mark.parametrize("rule", ["duration", "unknown-key"])
    def test_what_stops_loading_cannot(self, rule: str) -> None:
        text = MUG.replace("4", "6") + "bogus: 1\n"
        checked = check(text, settings=f"lint: {{ignore: [{rule}]}}\n")
        assert rules(checked) == ["duration", "unknown-key"]
        assert checked.compiled is None


class TestPresets:
    def test_a_preset_is_checked_with_values_of_the_right_type(self) -> None:
        params = "".join(
            f"  p{at}: {{type: {kind}, required: true}}\n"
            for at, kind in enumerate(("text", "number", "seconds", "degrees", "colour", "list", "bool"))
        )
        text = f"preset: all\nparams:\n{params}  c: {{type: choice, of: [left, right], required: true}}\n"
        body = (
            'scene: "{{ p0 }} {{ p1 }} {{ p4 }} {{ p6 }}"\nkeep: "{{ p5 }}"\ncamera:\n'
            '  - {pan: "{{ c }}", for: "{{ p2 }}", degrees: "{{ p3 }}"}\n'
        )
        checked = check(text + body)
        assert rules(checked) == []
        assert checked.compiled is None

    @pytest.mark.parametrize(
        ("line", "rule"),
        [
            ("duration: 6", "duration"),
            ("scne: x", "unknown-key"),
            ("takes: 3", "preset-key"),
            ('scene: "{{ nobody }}"', "undefined-variable"),
            ("camera: [{doly: in}]", "unknown-move"),
        ],
    )
    def test_its_mistakes_are_found_without_a_shot(self, line: str, rule: str) -> None:
        (finding,) = check(f"preset: p\nmood: calm\n{line}\n").findings
        assert (finding.rule, finding.span and finding.span.line) == (rule, 3)

    def test_what_a_shot_will_bring_is_not_asked_of_it(self) -> None:
        assert rules(check("preset: p\nmood: calm\n")) == []
        assert rules(check("preset: p\nmood: calm\n", Options(endpoint="openai"))) == []


class TestStills:
    def test_a_path_is_meant_from_the_file_in_which_it_was_written(self, folder: Path) -> None:
        picture = (Path(__file__).parents[2] / "examples" / "images" / "coffee.jpg").read_bytes()
        (folder / "deep" / "images").mkdir(parents=True)
        (folder / "deep" / "images" / "cup.jpg").write_bytes(picture)
        (folder / "deep" / "base.yaml").write_text(f"{MUG}size: 1280x720\nstill: images/cup.jpg\n")
        checked = check("shot: cup\nextends: deep/base.yaml\n", settings="size: 1280x720\n")
        assert rules(checked) == []
        assert checked.compiled is not None
        still = checked.compiled.request.still
        assert still is not None
        assert still.path == (folder / "deep" / "images" / "cup.jpg").resolve()  # type: ignore[union-attr]

    @pytest.mark.parametrize("still", ["https://example.org/cup.jpg", "file-abc123", "data:image/png;base64,AAAA"])
    def test_an_address_or_a_file_id_is_not_looked_for(self, still: str) -> None:
        assert "still-missing" not in rules(check(f"{MUG}still: '{still}'\n"))


def test_a_shot_leaves_nothing_to_the_collector_of_cycles() -> None:
    """A thousand shots would else hold what they are made of until it comes round, which takes time of its own."""
    text = (
        f"{MUG}camera: [{{dolly: in, for: 1, id: push}}, {{hold: all}}]\naction: [{{at: push.end, does: it steams}}]\n"
    )
    cut = MUG + "cuts: [{for: 2, scene: A mug., camera: [{pan: left}]}, {scene: A hand.}]\n"
    for each in (text, cut):
        check(each)  # what is made once stays
        gc.collect()
        gc.disable()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            check(each)
            gc.collect()
            left = {type(found).__name__ for found in gc.garbage if type(found).__module__.startswith("promptkit.")}
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()
        assert not left & {"Slot", "Shot", "Timeline", "Checked"}, left
