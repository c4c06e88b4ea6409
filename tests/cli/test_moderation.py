"""``lint --moderation`` against a small server that answers as OpenAI's documentation shows it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.cli.terminal import Terminal

KEY = "sk-secret-of-the-studio"
_SHOT = "shot: {name}\nduration: 4\nscene: {scene}\n"
_SCORES = {
    "harassment": 0.0001,
    "harassment/threatening": 0.0001,
    "hate": 0.0,
    "hate/threatening": 0.0,
    "illicit": 0.02,
    "illicit/violent": 0.01,
    "self-harm": 0.0005,
    "self-harm/instructions": 0.0002,
    "self-harm/intent": 0.0002,
    "sexual": 0.000001,
    "sexual/minors": 0.0,
    "violence": 0.9991,
    "violence/graphic": 0.8431,
}


def verdict(text: str) -> dict[str, Any]:
    """As the service words it: thirteen categories, each with a flag, a score and what it was judged by."""
    bad = "fight" in text
    scores = _SCORES if bad else dict.fromkeys(_SCORES, 0.0001)
    return {
        "flagged": bad,
        "categories": {name: score > 0.5 for name, score in scores.items()},
        "category_scores": scores,
        "category_applied_input_types": {name: ["text"] for name in scores},
    }


@dataclass
class Service:
    """What the server was asked, and how it shall behave.

    :param status: of each answer; its body is the protocol's where this is 200.
    """

    status: int = 200
    body: Any = None
    asked: list[tuple[str, str | None, Any]] = field(default_factory=list)
    port: int = 0


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.service.asked.append((self.path, self.headers["Authorization"], sent))
        body = self.service.body
        if body is None and self.service.status == 200:
            results = [verdict(text) for text in sent["input"]]
            body = {"id": "modr-1", "model": "omni-moderation-latest", "results": results}
        data = json.dumps(body or {"error": {"message": "no such route"}}).encode()
        self.send_response(self.service.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    handler = type("Handler", (_Handler,), {"service": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        made.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


@pytest.fixture
def studio(cli: Terminal, service: Service) -> Terminal:
    """A project with an endpoint of its own that is like OpenAI's."""
    cli.monkeypatch.setenv("STUDIO_KEY", KEY)
    cli.write(
        "promptkit.yaml",
        f"endpoints:\n  studio: {{base_url: 'http://127.0.0.1:{service.port}/v1', key_env: STUDIO_KEY, "
        "like: openai}\n",
    )
    cli.write("calm.yaml", _SHOT.format(name="calm", scene="A harbour at dawn."))
    cli.write("brawl.yaml", _SHOT.format(name="brawl", scene="Two men fight in a harbour."))
    return cli


def test_what_the_endpoint_objects_to_is_a_finding_with_categories_and_scores(
    studio: Terminal, service: Service
) -> None:
    found = studio("lint", "calm.yaml", "brawl.yaml", "--moderation-at", "studio", "--format", "json")
    (finding,) = found.data["findings"]
    assert found.code == 0
    assert finding["rule"] == "moderation-flagged"
    assert finding["severity"] == "warning"
    assert (finding["file"], finding["line"], finding["column"]) == ("brawl.yaml", 1, 7)
    assert finding["message"] == (
        "the moderation of studio objects to the prompt: violence (1.00), violence/graphic (0.84)"
    )
    ((path, key, sent),) = service.asked
    assert path == "/v1/moderations"
    assert key == f"Bearer {KEY}"
    assert sorted(sent) == ["input"]
    assert len(sent["input"]) == 2
    assert all("harbour" in text for text in sent["input"])


def test_nothing_is_sent_unless_it_is_asked_for(studio: Terminal, service: Service) -> None:
    assert studio("lint", "brawl.yaml").code == 0
    assert studio("plan", "brawl.yaml").code == 0
    assert not service.asked


def test_the_shot_s_own_endpoint_is_asked(studio: Terminal, service: Service) -> None:
    found = studio("lint", "brawl.yaml", "--endpoint", "studio", "--moderation", "--format", "json")
    assert "model-ended" in found.rules()  # so no prompt was made, and nothing was sent
    assert not service.asked
    studio.write("prompt.txt", "Two men fight.\n")
    found = studio("lint", "prompt.txt", "--endpoint", "studio", "--moderation", "--format", "json")
    assert found.rules() == ["moderation-flagged"]
    assert service.asked[0][2] == {"input": ["Two men fight."]}


def test_variants_with_one_prompt_are_sent_once(studio: Terminal, service: Service) -> None:
    studio.write(
        "ab.yaml",
        "experiment: ab\nbase: brawl.yaml\nvary:\n"
        "  size: {wide: {size: 1280x720}, tall: {size: 720x1280}}\n  mood: {as-is: {}, calm: {mood: calm}}\n",
    )
    found = studio("lint", "ab.yaml", "--moderation-at", "studio", "--format", "json")
    assert found.rules() == ["moderation-flagged"] * 4
    assert len(service.asked[0][2]["input"]) == 2


def test_many_prompts_go_in_several_requests_and_keep_their_verdicts(studio: Terminal, service: Service) -> None:
    for at in range(20):
        studio.write(f"many/{at}.txt", f"Two men fight, {at}.\n" if at in (3, 18) else f"A harbour, {at}.\n")
    found = studio("lint", "many/*.txt", "--moderation-at", "studio", "--format", "json")
    assert [each["file"] for each in found.data["findings"]] == ["many/18.txt", "many/3.txt"]
    assert [len(sent["input"]) for _, _, sent in service.asked] == [16, 4]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, None, "there is no moderation route at its address"),
        (401, {"error": {"message": f"Incorrect API key provided: {KEY}"}}, "Incorrect API key provided: [key]"),
        (429, {"error": {"message": "slow down"}}, "the endpoint answered 429: slow down"),
        (200, {"results": []}, "the endpoint's answer could not be read"),
        (200, {"results": [{"flagged": "perhaps"}]}, "the endpoint's answer could not be read"),
        (200, ["odd"], "the endpoint's answer could not be read"),
    ],
)
def test_an_endpoint_that_gives_no_verdict_is_a_finding(
    studio: Terminal, service: Service, status: int, body: Any, said: str
) -> None:
    service.status, service.body = status, body
    found = studio("lint", "calm.yaml", "--moderation-at", "studio", "--format", "json")
    (finding,) = found.data["findings"]
    assert finding["rule"] == "moderation-not-asked"
    assert said in finding["message"]
    assert KEY not in found.out + found.err


def test_a_result_with_nulls_and_unknown_fields_is_read(studio: Terminal, service: Service) -> None:
    result = {"flagged": True, "categories": {"illicit": None, "weapons": True}, "category_scores": None, "more": 1}
    service.body = {"results": [result]}
    found = studio("lint", "calm.yaml", "--moderation-at", "studio", "--format", "json")
    assert "weapons (no score)" in found.data["findings"][0]["message"]


def test_without_a_key_nothing_is_sent(studio: Terminal, service: Service) -> None:
    studio.monkeypatch.delenv("STUDIO_KEY")
    found = studio("lint", "calm.yaml", "brawl.yaml", "--moderation-at", "studio", "--format", "json")
    (finding,) = found.data["findings"]
    assert finding["rule"] == "moderation-not-asked"
    assert "STUDIO_KEY is not set; 2 prompts are not looked at by studio" in finding["message"]
    assert not service.asked


@pytest.mark.parametrize("endpoint", ["local", "saygm"])
def test_an_endpoint_of_which_nobody_says_that_it_is_free_is_not_asked(studio: Terminal, endpoint: str) -> None:
    found = studio("lint", "calm.yaml", "--moderation-at", endpoint, "--format", "json")
    (finding,) = found.data["findings"]
    assert finding["rule"] == "moderation-not-asked"
    assert f"nothing says that {endpoint} has a moderation route that costs nothing" in finding["message"]


def test_an_endpoint_that_is_not_there(studio: Terminal) -> None:
    found = studio("lint", "calm.yaml", "--moderation-at", "studoi")
    assert found.code == 2
    assert "did you mean 'studio'?" in found.err


def test_its_findings_are_chosen_as_others_are(studio: Terminal) -> None:
    call = ("lint", "brawl.yaml", "--moderation-at", "studio", "--format", "json")
    assert studio(*call, "--ignore", "moderation-flagged").rules() == []
    assert studio(*call, "--select", "camera").rules() == []
    assert studio("lint", "brawl.yaml", "--moderation-at", "studio", "--fail-on", "warning").code == 1


def test_an_endpoint_that_cannot_be_reached(studio: Terminal, service: Service) -> None:
    studio.write(
        "promptkit.yaml",
        "endpoints:\n  studio: {base_url: 'http://127.0.0.1:1/v1', key_env: STUDIO_KEY, like: openai}\n",
    )
    found = studio("lint", "calm.yaml", "--moderation-at", "studio", "--format", "json")
    assert found.rules() == ["moderation-not-asked"]
    assert "could not be asked" in found.data["findings"][0]["message"]
