"""Shots that are made from clips, by the facts that the caller has of these."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from promptkit.api import Report
from promptkit.catalog import Clip
from promptkit.compiler import CompiledShot
from promptkit.findings import Severity, UsageError
from promptkit.language import Shot, Source
from tests.linter.checking import checked, of, place

OURS = Clip("video_77", "boat-3f9a-01", "sora-2-pro", "720x1280", 8, "studio")
PARENT = """---
preset: boat
scene: A red rowing boat is tied to a pole.
model: sora-2
size: 1280x720
still: images/harbour.png
camera: [{dolly: in, for: 2}]
lighting: {time_of_day: dawn, key: {quality: soft}}
keep: [the boat]
"""
STUDIO = """
endpoint: studio
endpoints:
  studio:
    base_url: http://127.0.0.1:9/v1
    like: local
    offers: {sora-2-pro: {usd_per_second: 0.3}, own-model: {usd_per_second: 0.1}}
  plain:
    base_url: http://127.0.0.1:9/v1
    like: custom
    offers: {sora-2-pro: {usd_per_second: 0.3}, own-model: {usd_per_second: 0.1}}
"""


def find(name: str) -> Clip | str | None:
    if name in ("boat-3f9a-01", "video_77"):
        return OURS
    return "take boat-3f9a-02 has no video: it is uncertain" if name == "boat-3f9a-02" else None


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Report]:
    def run(text: str, **options: object) -> Report:
        files = {"promptkit.yaml": STUDIO}
        return checked(text, tmp_path, files, **{"clips": find, **options})

    return run


def compiled(report: Report) -> CompiledShot:
    assert not [each for each in report.findings if each.severity is Severity.ERROR], report.findings
    (shot,) = (each.compiled for each in report.checked if each.compiled is not None)
    return shot


def remix(more: str = "", clip: str = "boat-3f9a-01", way: str = "remix") -> str:
    return f"shot: a\nsource: {{{way}: {clip}}}\nchange: [it is night]\nkeep: [the boat]\n{more}"


def test_model_size_length_and_endpoint_come_from_the_clip(check: Callable[..., Report]) -> None:
    shot = compiled(check(remix()))
    request = shot.request
    assert (shot.model, request.size, request.seconds, shot.endpoint) == ("sora-2-pro", "720x1280", "8", "studio")
    assert shot.price is not None
    assert shot.price.usd == Decimal("2.4")
    assert request.path == "/videos/video_77/remix"
    assert request.body() == {"prompt": shot.prompt}
    assert "night" in shot.prompt
    assert "as in the clip: the boat" in shot.prompt


def test_a_take_and_its_video_are_one_request(check: Callable[..., Report]) -> None:
    assert compiled(check(remix())).fingerprint == compiled(check(remix(clip="video_77"))).fingerprint


def test_a_strangers_clip_has_no_facts_and_no_price(check: Callable[..., Report]) -> None:
    shot = compiled(check(remix(clip="video_5")))
    assert (shot.model, shot.request.size, shot.request.seconds, shot.price) == ("", "", "", None)


def test_what_is_written_has_to_be_the_clips(check: Callable[..., Report]) -> None:
    same = "model: sora-2-pro\nsize: 720x1280\nduration: 8\n"
    assert compiled(check(remix(same))).fingerprint == compiled(check(remix())).fingerprint
    found = of("differs-from-clip", check(remix("model: sora-2\nsize: 1280x720\nduration: 4\n")))
    assert [place(each)[0] for each in found] == [5, 6, 7]
    assert "has the model sora-2-pro" in found[0].message
    assert found[0].fix is not None


def test_the_caller_cannot_ask_for_another_model(check: Callable[..., Report]) -> None:
    with pytest.raises(UsageError, match="has the model sora-2-pro"):
        check(remix(), model="sora-2")
    with pytest.raises(UsageError, match="nobody here knows"):
        check(remix(clip="video_5"), size="1280x720")
    compiled(check(remix(), model="sora-2-pro", size="720x1280"))


def test_inherited_description_is_not_said(check: Callable[..., Report]) -> None:
    report = check(remix('extends: "#boat"\nlighting: {key: {quality: hard}}\n') + PARENT)
    shot = compiled(report)
    assert "rowing" not in shot.prompt
    assert "dollies" not in shot.prompt
    assert "dawn" not in shot.prompt
    assert "hard key light" in shot.prompt
    assert shot.prompt.count("the boat") == 1
    (said,) = of("inherited-not-said", report)
    assert said.severity is Severity.INFO
    assert "'scene', 'still', 'camera'" in said.message


def test_a_patch_counts_as_the_document(check: Callable[..., Report]) -> None:
    from promptkit.api import patches

    text = remix('extends: "#boat"\n') + PARENT
    shot = compiled(check(text, patches=patches(["mood=eerie", "source={edit: video_77}"])))
    assert "Mood: eerie" in shot.prompt
    assert shot.request.path == "/videos/edits"
    assert shot.request.body() == {"prompt": shot.prompt, "video": {"id": "video_77"}}


EXTENSION = "shot: a\nsource: {extend: boat-3f9a-01}\nduration: 4\nscene: The boat turns.\ncamera: [{pan: left}]\n"


def test_an_extension_describes_what_follows(check: Callable[..., Report]) -> None:
    shot = compiled(check(f'{EXTENSION}extends: "#boat"\n{PARENT}'))
    body = shot.request.body()
    assert set(body) == {"prompt", "seconds", "video", "x_camera"}
    assert (body["seconds"], body["x_camera"]["seconds"]) == ("4", 4)
    assert shot.request.length == "12"
    assert shot.price is not None
    assert shot.price.usd == Decimal("1.2")
    assert "dawn" in shot.prompt
    assert "soft" in shot.prompt


def test_an_extension_needs_its_duration(check: Callable[..., Report]) -> None:
    (found,) = of("duration", check(EXTENSION.replace("duration: 4\n", "")))
    assert "how much is added" in found.message


def test_a_clip_has_120_seconds_at_most(check: Callable[..., Report]) -> None:
    def longest(name: str) -> Clip:
        return Clip("video_77", name, "sora-2-pro", "720x1280", 116, "studio")

    compiled(check(EXTENSION, clips=longest))
    (found,) = of("clip-too-long", check(EXTENSION.replace("duration: 4", "duration: 8"), clips=longest))
    assert place(found) == (3, 11)


def test_a_clip_of_another_endpoint(check: Callable[..., Report]) -> None:
    (found,) = of("clip-elsewhere", check(remix("endpoint: local\n")))
    assert "is at studio" in found.message
    assert place(found) == (2, 17)


def test_an_endpoint_without_the_route(check: Callable[..., Report]) -> None:
    report = check(remix("endpoint: plain\n", clip="video_5"))
    (found,) = of("route-not-offered", report)
    assert place(found) == (2, 10)
    assert "plain remixes" in found.message


@pytest.mark.parametrize(
    ("clip", "said"),
    [
        ("boat-3f9a-02", "has no video"),
        ("boat-9999-01", "no take 'boat-9999-01'"),
        ("'../../etc'", "has not the form"),
        ("video_1/../x", "has not the form"),
    ],
)
def test_a_clip_that_is_not_there(check: Callable[..., Report], clip: str, said: str) -> None:
    report = check(remix(clip=clip))
    (found,) = of("unknown-clip", report)
    assert said in found.message
    assert [each.rule for each in report.findings] == ["unknown-clip"]


@pytest.mark.parametrize(
    "source", ["video_1", "{}", "{remix: video_1, edit: video_2}", "{mix: video_1}", "{remix: }", "[video_1]"]
)
def test_a_source_that_says_nothing(check: Callable[..., Report], source: str) -> None:
    report = check(f"shot: a\nsource: {source}\nscene: A harbour.\n")
    assert [each.severity for each in report.findings] == [Severity.ERROR], report.findings
    assert report.findings[0].span is not None
    assert report.findings[0].span.line == 2


def test_two_changes_and_nothing_kept_are_warnings(check: Callable[..., Report]) -> None:
    report = check("shot: a\nsource: {edit: video_77}\nchange: [it is night, it rains]\n")
    assert [(each.rule, each.severity) for each in report.findings] == [
        ("nothing-kept", Severity.WARNING),
        ("several-changes", Severity.WARNING),
    ]


def test_a_prompt_of_ones_own_for_a_clip(check: Callable[..., Report]) -> None:
    shot = compiled(check("shot: a\nsource: {remix: video_77}\nprompt: The same boat at night.\n"))
    assert shot.request.body() == {"prompt": "The same boat at night."}


def test_from_python() -> None:
    assert Shot(name="a", source=Source(remix="video_1"), change=("it is night",)).duration is None
    with pytest.raises(ValueError, match="no duration"):
        Shot(name="a", scene="A harbour.")
    with pytest.raises(ValueError, match="no duration"):
        Shot(name="a", scene="A harbour.", source=Source(extend="video_1"))


# --- images beside the still, characters

OWN = "shot: a\nmodel: own-model\nduration: 4\nscene: Ada and Bo on a pier.\n"


def test_references_go_into_the_request(check: Callable[..., Report]) -> None:
    text = f"{OWN}references: [images/harbour.png, {{image: file-abc, role: the coat}}]\n"
    made = compiled(check(text))
    one, other = made.request.body()["input_references"]
    assert set(one) == {"sha256", "mime"}
    assert other == {"file_id": "file-abc"}
    assert "Reference image 2 is the coat." in made.prompt
    assert made.fingerprint != compiled(check(OWN)).fingerprint


def test_references_are_held_to_the_rules_of_a_still(check: Callable[..., Report]) -> None:
    report = check(f"{OWN}references: [images/none.png, ../a.png, images/notes.png, https://example.com/a.png]\n")
    found = of("reference-unreadable", report)
    assert [each.message for each in found] == [
        "there is no file 'images/none.png'",
        "'../a.png' leads out of the project",
        "'images/notes.png' is no JPEG, PNG or WebP by its bytes, whatever its name says",
    ]


def test_an_endpoint_that_takes_no_references(check: Callable[..., Report]) -> None:
    report = check(f"{OWN}endpoint: plain\nreferences: [images/harbour.png]\ncast: {{Ada: {{character: c1}}}}\n")
    assert [each.rule for each in report.findings] == ["references-not-taken", "characters-not-taken"]


def test_characters_go_into_the_request(check: Callable[..., Report]) -> None:
    cast = "cast:\n  Ada: {look: a fox, character: char_1}\n  Bo: {character: char_2}\n"
    shot = compiled(check(f"{OWN}{cast}".replace("own-model", "sora-2-pro") + "size: 1280x720\n"))
    assert shot.request.body()["characters"] == [{"id": "char_1"}, {"id": "char_2"}]
    assert "Bo" in shot.prompt


def test_characters_beside_a_prompt_of_ones_own(check: Callable[..., Report]) -> None:
    head = "shot: a\nduration: 4\nmodel: sora-2-pro\nsize: 1280x720\ncast: {Ada: {character: char_1}}\n"
    shot = compiled(check(f"{head}prompt: Ada runs.\n"))
    assert shot.request.body()["characters"] == [{"id": "char_1"}]
    assert [each.rule for each in check(f"{head}prompt: She runs.\n").findings] == ["character-not-named"]
    assert "prompt-beside-sections" in [
        each.rule
        for each in check(f"{head}prompt: Ada runs.\n".replace("{character", "{look: a fox, character")).findings
    ]


# --- a prompt that is a template, and a shot that names one


PROMPT = "shot: a\nduration: 4\nparams: {colour: {type: colour, default: red}}\nprompt: A {{ colour }} door.\n"


def test_a_prompt_is_text_unless_it_says_otherwise(check: Callable[..., Report]) -> None:
    assert compiled(check(PROMPT)).prompt == "A {{ colour }} door."
    assert compiled(check(f"{PROMPT}prompt_is: text\n")).prompt == "A {{ colour }} door."
    shot = compiled(check(f"{PROMPT}prompt_is: template\n"))
    assert shot.prompt == "A red door."
    assert [entry.span.line for entry in shot.source_map] == [4]


def test_expressions_of_a_prompt_are_checked_where_they_stand(check: Callable[..., Report]) -> None:
    (found,) = check(f"{PROMPT}prompt_is: template\n".replace("{{ colour", "{{ color")).findings
    assert found.rule == "undefined-variable"
    assert found.span is not None
    assert found.span.line == 4


def test_a_prompt_that_is_neither(check: Callable[..., Report]) -> None:
    (found,) = check(f"{PROMPT}prompt_is: jinja\n").findings
    assert found.message == "prompt_is is text (as it stands) or template (with expressions), not 'jinja'"


def test_a_prompt_is_what_its_own_document_says(check: Callable[..., Report]) -> None:
    parent = '---\npreset: p\nparams: {n: {type: number, default: 3}}\nprompt: "{{ n }} doors."\nprompt_is: template\n'
    inherits = f'shot: a\nextends: "#p"\nduration: 4\n{parent}'
    assert compiled(check(inherits)).prompt == "3 doors."
    own = f'shot: a\nextends: "#p"\nduration: 4\nprompt: "{{{{ n }}}} walls."\n{parent}'
    assert compiled(check(own)).prompt == "{{ n }} walls."


def test_a_shot_names_its_template(check: Callable[..., Report]) -> None:
    text = "shot: a\nduration: 4\nscene: A door.\ncamera: [{pan: left}]\ntemplate: beats\n"
    assert "0.00-4.00 s" in compiled(check(text)).prompt
    assert "0.00-4.00 s" not in compiled(check(text, dialect="prose")).prompt
