"""The prompt, where its words come from, and when a fingerprint changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import ROOT, Terminal, shot, yaml

DIALECTS = ("prose", "brief", "beats", "remix", "json", "h3", "wan", "ltx", "hailuo")
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def examples(cli: Terminal) -> Path:
    return Path(shutil.copytree(ROOT / "examples", cli.folder / "examples"))


def compiled(cli: Terminal, *args: str) -> dict[str, Any]:
    (found,) = cli("compile", *args, "--format", "json").data["shots"]
    return found  # type: ignore[no-any-return]


def sentences(prompt: str) -> list[tuple[int, int]]:
    """Start and end of every sentence; a line that ends in a colon or is a tag is a heading."""
    found = []
    for line in re.finditer(r"[^\n]+", prompt):
        if not line[0].rstrip().endswith((":", ">")):
            found += [
                (line.start() + part.start(), line.start() + part.end())
                for part in re.finditer(r"[^.!?;]*\w[^.!?;]*(?:(?<=\d)\.(?=\d)[^.!?;]*)*", line[0])
            ]
    return found


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{3,}", text)}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("dialect", ["prose", "beats"])
def test_every_sentence_has_an_origin(cli: Terminal, file: Path, dialect: str) -> None:
    examples(cli)
    result = cli("compile", f"examples/{file.name}", "--dialect", dialect, "--format", "json")
    assert result.code == 0, result.err
    for each in result.data["shots"]:
        prompt, entries = each["prompt"], each["source_map"]
        assert entries == sorted(entries, key=lambda entry: (entry["start"], -entry["end"]))
        assert all(0 <= entry["start"] < entry["end"] <= len(prompt) for entry in entries)
        for start, end in sentences(prompt):
            under = [entry for entry in entries if entry["start"] < end and start < entry["end"]]
            assert under, f"nobody wrote {prompt[start:end]!r}"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_origin_is_the_line_where_the_words_were_written(cli: Terminal, file: Path) -> None:
    examples(cli)
    for each in cli("compile", f"examples/{file.name}", "--format", "json").data["shots"]:
        for entry in each["source_map"]:
            lines = Path(entry["file"]).read_text("utf-8").splitlines()
            said = each["prompt"][entry["start"] : entry["end"]]
            written = "\n".join(lines[entry["line"] - 1 : entry["line"] + 3])
            assert lines[entry["line"] - 1][entry["column"] - 1 :].strip()
            if entry["path"][0] in ("style", "scene", "weather", "mood", "keep", "avoid") and "{{" not in written:
                assert words(said) <= words(written), (said, written)


def test_the_words_of_a_preset_lead_to_the_preset(cli: Terminal) -> None:
    params = "params: {what: {type: text, required: true}, sky: {type: text, default: a low sun}}"
    cli.write("presets/place.yaml", yaml("preset: place", params, "scene: '{{ what }} under {{ sky }}.'", "mood: calm"))
    cli.write("mug.yaml", yaml("shot: mug", "extends: place", "with:", "  what: A mug", "duration: 4", "weather: rain"))
    each = compiled(cli, "mug.yaml")
    origins = {
        each["prompt"][entry["start"] : entry["end"]]: (entry["file"], entry["line"]) for entry in each["source_map"]
    }
    assert origins["A mug under a low sun"] in (("presets/place.yaml", 3), ("mug.yaml", 4))
    assert ("presets/place.yaml", 4) in origins.values()
    assert ("mug.yaml", 6) in origins.values()


def test_the_shape(cli: Terminal) -> None:
    examples(cli)
    data = cli("compile", "examples/coffee.yaml", "--format", "json").data
    (each,) = data["shots"]
    assert data["version"] == 1
    assert set(each) == {
        *("name", "file", "model", "endpoint", "dialect", "prompt", "request", "timeline", "source_map", "price"),
        *("fingerprint", "findings", "sentences", "path", "content_type"),
    }
    assert (each["name"], each["model"], each["endpoint"]) == ("coffee", "sora-2", "local")
    assert {"model": "sora-2", "size": "1280x720", "seconds": "8", "prompt": each["prompt"]}.items() <= (
        each["request"].items()
    )
    assert (each["path"], each["content_type"]) == ("/videos", "multipart/form-data")
    assert set(each["timeline"][0]) == {"channel", "start", "end", "what", "line"}
    assert set(each["source_map"][0]) == {"start", "end", "file", "line", "column", "path", "origin"}
    assert set(each["sentences"][0]) == {"start", "end", "text", "sources"}
    assert set(each["sentences"][0]["sources"][0]) == {"file", "line", "column", "path"}
    assert all(each["prompt"][row["start"] : row["end"]] == row["text"] for row in each["sentences"])
    assert set(each["price"]) == {"usd", "source", "as_of"}
    assert re.fullmatch(r"[0-9a-f]{64}", each["fingerprint"])
    assert each["prompt"] == cli("compile", "examples/coffee.yaml").out.removesuffix("\n")


PICTURE = ROOT / "examples" / "images" / "coffee.jpg"
BASE = yaml(
    "shot: mug",
    "duration: 8",
    "size: 1280x720",
    "scene: A red cup stands on a table.",
    "still: images/cup.jpg",
    "camera:",
    "  - hold: 0.5",
    "  - {dolly: in, for: 2, speed: slow, id: push}",
    "action: [{at: push.start, who: steam, does: rises}]",
    "mood: calm",
    "keep: [the cup]",
)


def fingerprint(cli: Terminal, text: str, folder: str = "here", still: str = "cup.jpg") -> str:
    (cli.folder / folder / "images").mkdir(parents=True, exist_ok=True)
    shutil.copy(PICTURE, cli.folder / folder / "images" / still)
    cli.write(f"{folder}/mug.yaml", text.replace("cup.jpg", still))
    return str(compiled(cli, f"{folder}/mug.yaml")["fingerprint"])


def reordered(text: str) -> str:
    head, *rest = re.split(r"(?m)^(?=\w)", text)[1:]
    return head + "".join(reversed(rest))


SAME = {
    "comments": lambda text: "# about\n" + text.replace("mood: calm", "mood: calm   # or not"),
    "key order": reordered,
    "line endings": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "quotes": lambda text: text.replace("calm", '"calm"'),
    "another style of YAML": lambda text: text.replace("dolly: in", "'dolly': in").replace("[the cup]", "\n- the cup"),
    "an id": lambda text: text.replace("push", "shove"),
    "notes, tags, free": lambda text: text + "notes: for autumn\ntags: [a]\nfree: [wardrobe]\n",
    "takes": lambda text: text + "takes: 3\n",
}  # fmt: skip
OTHER = {
    "scene": lambda text: text.replace("red", "blue"),
    "duration": lambda text: text.replace("duration: 8", "duration: 4"),
    "model": lambda text: text + "model: sora-2-pro\n",
    "speed": lambda text: text.replace("slow", "fast"),
    "direction": lambda text: text.replace("dolly: in", "dolly: out"),
    "the length of a move": lambda text: text.replace("for: 2", "for: 3"),
    "an action": lambda text: text.replace("rises", "falls"),
    "mood": lambda text: text.replace("calm", "tense"),
    "keep": lambda text: text.replace("the cup", "the table"),
    "no still": lambda text: text.replace("still: images/cup.jpg\n", ""),
    "weather": lambda text: text + "weather: rain\n",
    "lens": lambda text: text + "framing: {lens: 85mm}\n",
}


@pytest.mark.parametrize("change", SAME)
def test_a_fingerprint_stays(cli: Terminal, change: str) -> None:
    assert SAME[change](BASE) != BASE
    assert fingerprint(cli, SAME[change](BASE), "there") == fingerprint(cli, BASE)


def test_a_fingerprint_does_not_know_folder_or_file_names(cli: Terminal) -> None:
    assert fingerprint(cli, BASE, "far/away", "renamed.jpg") == fingerprint(cli, BASE)


@pytest.mark.parametrize("change", OTHER)
def test_a_fingerprint_changes_with_what_is_sent(cli: Terminal, change: str) -> None:
    assert OTHER[change](BASE) != BASE
    assert fingerprint(cli, OTHER[change](BASE), "there") != fingerprint(cli, BASE)


def test_a_fingerprint_knows_the_bytes_of_the_still(cli: Terminal) -> None:
    before = fingerprint(cli, BASE)
    picture = cli.folder / "here" / "images" / "cup.jpg"
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert compiled(cli, "here/mug.yaml")["fingerprint"] != before


def test_an_error_in_one_shot_leaves_no_prompt_at_all(cli: Terminal) -> None:
    cli.write("a.yaml", shot("a"))
    cli.write("b.yaml", shot("b", duration="6"))
    for form in ("text", "json", "request"):
        result = cli("compile", "--format", form)
        assert (result.code, result.out) == (1, "")
        assert "b.yaml:2:11" in result.err


def test_flags_stand_over_the_shot(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "size: 1280x720", "lighting: {time_of_day: dawn}"))
    each = compiled(
        cli, "mug.yaml", "--model", "sora-2-pro", "--size", "720x1280", "--set", "lighting.time_of_day=noon"
    )
    assert (each["request"]["model"], each["request"]["size"]) == ("sora-2-pro", "720x1280")
    assert "noon" in each["prompt"]
    assert "dawn" not in each["prompt"]


def test_a_parameter_of_the_shot(cli: Terminal) -> None:
    params = "params: {what: {type: text, default: mug}}"
    cli.write("mug.yaml", yaml("shot: mug", params, "duration: 4", "scene: 'A {{ what }}.'"))
    assert "A mug." in cli("compile", "mug.yaml").out
    assert "A lamp." in cli("compile", "mug.yaml", "--param", "what=lamp").out


# --- every dialect


def test_all_shows_every_dialect_with_what_it_cannot_say(cli: Terminal) -> None:
    examples(cli)
    result = cli("compile", "examples/coffee.yaml", "--all")
    assert result.code == 0
    heads = [line for line in result.out.splitlines() if line.startswith("# ")]
    assert [head.split(":")[0] for head in heads] == [f"# {name}" for name in DIALECTS]
    assert re.search(r"^# ltx: \d+ of 200 words, ", result.out, re.MULTILINE)
    assert "! the hailuo dialect does not say 'sound': hailuo-2.3 makes silent clips" in result.out


def test_all_as_json_has_limits_map_and_what_is_not_said(cli: Terminal) -> None:
    examples(cli)
    (found,) = cli("compile", "examples/coffee.yaml", "--all", "--format", "json").data["shots"]
    told = {each["dialect"]: each for each in found["dialects"]}
    assert tuple(told) == DIALECTS
    assert told["prose"]["prompt"] == found["prompt"]
    assert told["prose"]["source_map"] == found["source_map"]
    assert told["hailuo"]["most_characters"] == 2000
    assert ["sound", "music"] in told["ltx"]["not_said"]
    assert {each["rule"] for each in told["ltx"]["findings"]} == {"not-said"}


def test_all_shows_no_single_request(cli: Terminal) -> None:
    examples(cli)
    result = cli("compile", "examples/coffee.yaml", "--all", "--format", "request")
    assert result.code == 2
