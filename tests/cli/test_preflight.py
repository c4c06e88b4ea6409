"""What lint errs on for an endpoint stops ``plan`` and ``submit`` before anything is sent, and nothing else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from promptkit.api import Options, Reader, Report, check_inputs
from promptkit.catalog import load_catalog
from promptkit.findings import Severity
from promptkit.runs._wire import check
from tests.cli.terminal import Terminal
from tests.linter.checking import png

CATALOG = load_catalog()
ENDPOINTS = CATALOG.endpoints
_SCENE = "scene: A harbour at dawn.\n"
#: Every way in which a shot may ask an endpoint for what it does not do.
ASKED = {
    "plain": "",
    "odd-size": "size: 640x360\n",
    "full-hd": "size: 1920x1080\n",
    "other-model": "model: gen-4.5\n",
    "no-such-model": "model: sora-9\n",
    "still": "still: images/harbour.png\n",
    "still-of-another-size": "still: images/small.png\n",
    "still-that-is-none": "still: images/gone.png\n",
    "still-by-url": "still: https://example.com/harbour.png\n",
    "still-by-id": "still: file_123\n",
    "references": "references: [images/small.png]\n",
    "references-by-url": "references: [https://example.com/small.png]\n",
    "character": "cast: {Mara: {look: a fisher, character: char_123}}\naction: Mara coils a rope.\n",
    "remix": "source: {remix: video_123}\nchange: the boat is red\nkeep: the light\n",
    "edit": "source: {edit: video_123}\nchange: the boat is red\nkeep: the light\n",
    "extend": "source: {extend: video_123}\n",
    "seed": "request: {seed: 7}\n",
    "seed-in-words": "request: {seed: seven}\n",
    "unknown-extra": "request: {sampler: euler}\n",
    "field-of-the-protocol": "request: {prompt: another}\n",
    "negative-prompt": "request: {negative_prompt: people}\n",
    "avoid": "avoid: [people]\n",
    "dialogue": "sound: {dialogue: [{line: It is late.}]}\n",
    "long-prompt": f"also: {'The gulls cry and cry. ' * 400}\n",
}


def _shot(asked: str, seconds: int) -> str:
    text = ASKED[asked]
    reworked = text.startswith(("source: {remix", "source: {edit"))
    return f"shot: {asked}\n" + ("" if reworked else f"duration: {seconds}\n{_SCENE}") + text


class _Counting(BaseHTTPRequestHandler):
    asked: list[str]

    def _count(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_DELETE = _count  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    """It refuses everything, and counts."""
    handler = type("Handler", (_Counting,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving
        serving.shutdown()


@pytest.fixture
def cli_at(cli: Terminal, server: ThreadingHTTPServer, endpoint: str) -> Terminal:
    """A project whose endpoint is like the one of the catalog, at the server that counts."""
    server.RequestHandlerClass.asked.clear()  # type: ignore[attr-defined]
    offers = ENDPOINTS[endpoint].offers
    model = next((name for name, each in offers.items() if not each.ended), "wan-2.2")
    sizes = (offers[model].sizes if model in offers else ()) or CATALOG.models[model].sizes or ("1280x720",)
    own = "" if model in offers else f", offers: {{{model}: {{usd_per_second: 0.1}}}}"
    cli.monkeypatch.setenv("STUDIO_KEY", "secret")
    cli.write(
        "promptkit.yaml",
        f"model: {model}\nsize: {sizes[0]}\nendpoint: at\nendpoints:\n"
        f"  at: {{base_url: 'http://127.0.0.1:{server.server_port}/v1', key_env: STUDIO_KEY, like: {endpoint}{own}}}\n",
    )
    cli.write("images/harbour.png", png(1280, 720))
    cli.write("images/small.png", png(640, 480))
    return cli


def _checked(cli: Terminal, *names: str) -> Report:
    return check_inputs(Reader().read([str(cli.folder / names[0]), *names[1:]]), Options())


def _errors(report: Report) -> set[str]:
    return {each.rule for each in report.findings if each.severity is Severity.ERROR}


def _asked() -> Iterator[str]:
    yield from (_shot(asked, 8) for asked in ASKED)
    yield _shot("plain", 12)


@pytest.mark.parametrize("endpoint", list(ENDPOINTS))
def test_what_lint_errs_on_is_neither_planned_nor_sent(cli_at: Terminal, server: ThreadingHTTPServer) -> None:
    tried: set[str] = set()
    for text in _asked():
        cli_at.write("shot.yaml", text)
        report = _checked(cli_at, "shot.yaml")
        errors = _errors(report)
        if not errors:
            for each in report.shots:
                assert each.compiled is not None
                assert each.target is not None
                check(each.compiled.request, each.target.endpoint)  # refuses what cannot be sent as it was compiled
        elif not errors <= tried:
            tried |= errors
            assert cli_at("plan", "shot.yaml").code == 1
            assert cli_at("submit", "shot.yaml", "--usd-per-take", "0.01", "--yes").code == 1
    assert {"unknown-model", "still-missing", "unknown-extra"} <= tried
    assert not server.RequestHandlerClass.asked  # type: ignore[attr-defined]


@pytest.mark.parametrize("endpoint", list(ENDPOINTS))
def test_what_lint_lets_pass_is_planned(cli_at: Terminal, server: ThreadingHTTPServer) -> None:
    for at, text in enumerate(_asked()):
        cli_at.write(f"shots/{at}.yaml", text.replace("shot: ", f"shot: x{at}-"))
    sound = [
        str(path)
        for path in sorted((cli_at.folder / "shots").iterdir())
        if not _errors(_checked(cli_at, f"shots/{path.name}"))
    ]
    assert sound
    plan = cli_at("plan", *sound, "--usd-per-take", "0.01")
    assert plan.code == 0, plan
    assert not server.RequestHandlerClass.asked  # type: ignore[attr-defined]


@pytest.mark.parametrize("endpoint", list(ENDPOINTS))
@pytest.mark.parametrize("asked", ["no-such-model", "unknown-extra"])
def test_one_shot_that_cannot_be_made_stops_what_it_is_part_of(
    cli_at: Terminal, server: ThreadingHTTPServer, asked: str
) -> None:
    cli_at.write("shot.yaml", _shot(asked, 8))
    cli_at.write("plain.yaml", _shot("plain", 8))
    cli_at.write(
        "wholes.yaml",
        "experiment: ab\nbase: shot.yaml\nvary:\n  mood: {as-is: {}, tense: {mood: tense}}\n"
        "---\nsequence: both\nshots: [plain.yaml, shot.yaml]\n",
    )
    for whole in ("ab", "both"):
        assert _errors(_checked(cli_at, "wholes.yaml", whole))
        assert cli_at("plan", "wholes.yaml", whole).code == 1
        assert cli_at("submit", "wholes.yaml", whole, "--usd-per-take", "0.01", "--yes").code == 1
    assert not server.RequestHandlerClass.asked  # type: ignore[attr-defined]
