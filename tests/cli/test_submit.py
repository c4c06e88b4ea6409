"""Making takes from the command line: with the embedded endpoint, and what is refused before anything is sent."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT, Terminal, environment, run, shot, yaml

PRICED = yaml(
    "budget: {run: 1.00, day: 2.00}",
    "endpoints:",
    "  studio:",
    "    base_url: http://127.0.0.1:9/v1",
    "    key_env: STUDIO_KEY",
    "    like: custom",
    "    offers: {wan: {usd_per_second: 0.10, seconds: [4, 8]}}",
)
SMALL = "320x180"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a shot of which there is a take."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "promptkit.yaml").write_text("size: 1280x720\n")
    (folder / "sub").mkdir()
    (folder / "mug.yaml").write_text(shot())
    result = run("submit", "mug.yaml", "--format", "json", folder=folder)
    assert result.code == 0, result.err
    (folder / "events.jsonl").write_text(result.out)
    return folder


class TestTakes:
    def test_events_tell_of_each_take_and_end_with_the_totals(self, made: Path) -> None:
        result = run("submit", "mug.yaml", "--format", "json", folder=made)
        first = (made / "events.jsonl").read_text().splitlines()
        for lines, name in ((first, "take.completed"), (result.out.splitlines(), "take.reused")):
            events = [json.loads(line) for line in lines]
            assert (events[0]["event"], events[-1]["event"]) == ("run.started", "run.finished")
            told = next(each for each in events if each["event"] == name)
            assert {"event", "take", "shot", "video_id", "files", "usd"} <= set(told)
            assert told["shot"] == "mug"
            assert all(Path(file).stat().st_size for file in told["files"])
            assert len(told["files"]) == 1
            assert {"completed", "failed", "reused", "usd"} <= set(events[-1])
            assert events[-1]["usd"] == 0

    def test_takes_lists_paths_that_can_be_opened(self, made: Path) -> None:
        data = run("takes", "--format", "json", folder=made / "sub").data
        (take,) = data["takes"]
        assert data["version"] == 1
        assert {"take", "shot", "state", "video_id", "endpoint", "fingerprint", "usd", "files"} <= set(take)
        assert (take["shot"], take["state"], take["endpoint"], take["usd"]) == ("mug", "completed", "local", 0)
        (file,) = take["files"]
        assert Path(file).is_absolute()
        assert Path(file).read_bytes()[4:8] == b"ftyp"

    def test_a_second_submit_makes_nothing_from_anywhere_in_the_project(self, made: Path) -> None:
        for folder, name in ((made, "mug.yaml"), (made / "sub", "../mug.yaml"), (made, "mug")):
            result = run("submit", name, "--format", "json", folder=folder)
            assert result.code == 0
            assert [each["event"] for each in result.events] == ["run.started", "take.reused", "run.finished"]
        plan = run("plan", "mug.yaml", folder=made)
        assert "to make: 0, cost $0.00" in plan.out
        assert "historical: sora-2" in plan.out

    def test_the_last_line_of_the_demo_is_the_clip(self, made: Path) -> None:
        """The recipe of `make demo` prints the files of the takes."""
        recipe = re.search(r"python -c \\\n\t  '([^']+)'", (ROOT / "Makefile").read_text())
        assert recipe is not None
        shown = subprocess.run(
            [sys.executable, "-c", recipe[1]],
            input=run("takes", "--format", "json", folder=made).out,
            capture_output=True,
            text=True,
            check=True,
        )
        assert Path(shown.stdout.splitlines()[-1]).read_bytes()[4:8] == b"ftyp"

    def test_what_people_read(self, made: Path) -> None:
        result = run("submit", "mug.yaml", folder=made)
        assert result.out == ".promptkit/takes/mug/" + Path(result.out.strip()).name + "\n"
        assert "1 there already" in result.err
        assert "1 reused; spent $0.00" in result.err
        listed = run("takes", "mug", folder=made).out
        assert result.out.strip() in listed
        assert "no takes of cup (there are of mug)" in run("takes", "cup", folder=made).err
        assert (made / ".promptkit").stat().st_mode & 0o777 == 0o700


def test_more_takes_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot())
    first = run("submit", "mug.yaml", "--takes", "2", "--format", "json", folder=tmp_path).events[-1]
    again = run("submit", "mug.yaml", "--takes", "2", "--format", "json", folder=tmp_path).events[-1]
    more = run("submit", "mug.yaml", "--new", "--format", "json", folder=tmp_path).events[-1]
    assert [(each["completed"], each["reused"]) for each in (first, again, more)] == [(2, 0), (0, 2), (1, 2)]
    takes = run("takes", "--format", "json", folder=tmp_path).data["takes"]
    assert len({take["video_id"] for take in takes}) == len({take["files"][0] for take in takes}) == 3
    assert len({take["fingerprint"] for take in takes}) == 1


def test_a_clip_that_was_removed_is_said_to_be_gone(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot())
    clip = tmp_path / run("submit", "mug.yaml", folder=tmp_path).out.strip()
    clip.unlink()
    again = run("submit", "mug.yaml", folder=tmp_path)
    assert (again.code, again.out) == (0, "")
    assert "its clip was removed; --new makes another" in again.err
    assert "(removed)" in run("takes", folder=tmp_path).out


def test_the_shot_says_how_many_takes_there_shall_be(cli: Terminal) -> None:
    cli.write("mug.yaml", shot("mug", "takes: 3"))
    (plan,) = cli("plan", "mug.yaml", "--format", "json").data["plans"]
    assert plan["shots"][0]["make"] == 3
    (plan,) = cli("plan", "mug.yaml", "--takes", "1", "--format", "json").data["plans"]
    assert plan["shots"][0]["make"] == 1


class TestRefused:
    """Nothing is sent: the ledger has no take, for a take is written down before its request leaves."""

    ARGS = ("mug.yaml", "--endpoint", "studio", "--model", "wan")

    @pytest.fixture(autouse=True)
    def project(self, cli: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        cli.write("promptkit.yaml", PRICED)
        cli.write("mug.yaml", shot())
        monkeypatch.setenv("STUDIO_KEY", "sk-marker")

    def takes(self, cli: Terminal) -> int:
        return len(cli("takes", "--format", "json").data["takes"])

    def test_without_a_terminal_and_without_yes(self, cli: Terminal) -> None:
        result = cli("submit", *self.ARGS, stdin="y\n")
        assert (result.code, result.out) == (3, "")
        assert "this costs $0.40 and nobody has agreed" in result.err
        assert "--yes" in result.err
        assert self.takes(cli) == 0

    @pytest.mark.parametrize("more", [["--takes", "3"], ["--set", "duration=8", "--takes", "2"]])
    def test_over_the_budget(self, cli: Terminal, more: list[str]) -> None:
        result = cli("submit", *self.ARGS, *more, "--yes")
        assert (result.code, result.out) == (3, "")
        assert "budget of a run" in result.err
        assert self.takes(cli) == 0
        assert "refused: " in cli("plan", *self.ARGS, *more).out

    def test_a_price_that_nobody_states(self, cli: Terminal) -> None:
        cli.write("promptkit.yaml", PRICED.replace("usd_per_second: 0.10, ", ""))
        result = cli("submit", *self.ARGS, "--yes")
        assert (result.code, result.out) == (3, "")
        assert "nobody has stated what wan costs" in result.err
        assert self.takes(cli) == 0

    def test_a_model_that_has_ended(self, cli: Terminal) -> None:
        result = cli("submit", "mug.yaml", "--endpoint", "openai", "--yes")
        assert (result.code, result.out) == (1, "")
        assert "error[model-ended]: sora-2 ended at openai on 2026-09-24" in result.err
        assert self.takes(cli) == 0
        assert cli("lint", "mug.yaml", "--endpoint", "openai", "--format", "json").rules() == ["model-ended"]

    def test_a_shot_with_an_error(self, cli: Terminal) -> None:
        cli.write("cat.yaml", shot("cat", duration="6"))
        result = cli("submit", "mug.yaml", "cat.yaml")
        assert (result.code, result.out) == (1, "")
        assert "cat.yaml:2:11" in result.err
        assert self.takes(cli) == 0

    def test_a_length_that_the_offer_has_not(self, cli: Terminal) -> None:
        cli.write("mug.yaml", shot(duration="12"))
        result = cli("submit", *self.ARGS, "--yes")
        assert (result.code, result.out) == (1, "")
        assert "error[duration-not-offered]" in result.err
        assert "mug.yaml:2:11" in result.err

    def test_without_its_key(self, cli: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("STUDIO_KEY")
        result = cli("submit", *self.ARGS, "--yes")
        assert (result.code, result.out) == (2, "")
        assert "STUDIO_KEY is not set" in result.err
        assert self.takes(cli) == 0

    def test_an_endpoint_that_does_not_answer_has_bought_nothing(self, cli: Terminal) -> None:
        result = cli("submit", *self.ARGS, "--yes", "--format", "json")
        assert result.code == 1
        assert [each["event"] for each in result.events][-2:] == ["take.rejected", "run.finished"]
        assert result.events[-1]["usd"] == 0
        assert "$0.00" in cli("takes").out
        assert "sk-marker" not in result.out + result.err

    def test_shots_of_two_projects(self, cli: Terminal) -> None:
        cli.write("other/promptkit.yaml", "size: 1280x720\n")
        cli.write("other/cat.yaml", shot("cat"))
        for verb in ("plan", "submit"):
            result = cli(verb, "mug.yaml", "other/cat.yaml")
            assert result.code == 2
            assert "several projects" in result.err


def test_an_empty_ledger(cli: Terminal) -> None:
    assert cli("takes", "--format", "json").data == {"version": 1, "takes": []}
    assert (cli("takes").code, cli("takes").out) == (0, "")
    assert (cli("resume").code, cli("resume").out) == (0, "")
    assert not (cli.folder / ".promptkit").exists()


def test_whoever_has_read_enough_may_close_the_pipe(tmp_path: Path) -> None:
    (tmp_path / "mug.yaml").write_text(shot("mug", *(f"bogus{number}: 1" for number in range(2000))))
    for verb in ("lint", "show", "models --format json", "--help"):
        command = f"{sys.executable} -m promptkit.cli {verb} {'mug.yaml' if verb in ('lint', 'show') else ''} | head -1"
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout
        assert "Error" not in done.stderr
        assert "Exception" not in done.stderr
