"""What became of a POST: each answer is an acceptance, a refusal, or is lost; none leads to a second POST."""

from __future__ import annotations

import socket
import subprocess
import sys
import warnings

import pytest

from promptkit.findings import UsageError
from promptkit.ledger import State
from promptkit.runs import Connection
from promptkit.runs._client import Accepted, Client, Lost, Refused
from tests.runs.conftest import Studio
from tests.runs.server import State as Server
from tests.runs.shots import KEY, endpoint, quick, shot

REFUSALS = [400, 401, 402, 403, 404, 409, 413, 415, 422, 425, 429, 451]
LOSSES = ["drop", "drop-unheard", "500", "502", "503", "504", "408", "499", "no-id", "odd-id", "html", "broken-json"]


@pytest.mark.parametrize("status", REFUSALS)
def test_a_definite_refusal_buys_nothing(studio: Studio, status: int) -> None:
    studio.server.faults.append(str(status))
    take = studio.submit(shot()).takes[0]
    assert take.state is State.REJECTED
    assert take.error == f"the endpoint answered {status}: refused with {status}"
    assert studio.ledger.spent_today() == 0
    assert len(studio.server.posts) == 1
    assert studio.said() == ["run.started", "take.posting", "take.rejected", "run.finished"]


@pytest.mark.parametrize("fault", [*LOSSES, "see-other"])
def test_an_answer_that_is_lost_is_never_posted_again(studio: Studio, fault: str) -> None:
    studio.facts = endpoint(lists_prompts=False)
    studio.server.faults.append(fault)
    result = studio.submit(shot())
    take = result.takes[0]
    assert not result.ok
    assert take.state is State.UNCERTAIN
    assert take.reserved == result.usd == take.intent.usd
    assert len(studio.server.posts) == 1
    assert studio.last("take.uncertain")["advice"] == [
        "promptkit resume",
        f"promptkit take adopt {take.id} VIDEO_ID",
        f"promptkit take resubmit {take.id}",
    ]
    studio.submit(shot())
    studio.resume()
    assert len(studio.server.posts) == 1


def test_an_answer_that_does_not_come_is_lost(studio: Studio) -> None:
    studio.facts, studio.limits = endpoint(lists_prompts=False), quick(create=0.3)
    studio.server.faults.append("hang")
    take = studio.submit(shot()).takes[0]
    assert (take.state, len(studio.server.posts)) == (State.UNCERTAIN, 1)


def test_a_server_that_is_not_there_buys_nothing(studio: Studio) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        studio.server.port = unused.getsockname()[1]
        take = studio.submit(shot()).takes[0]
    assert take.state is State.REJECTED
    assert take.error is not None
    assert "could not be reached" in take.error


def test_a_request_is_not_sent_on_to_another_address(studio: Studio) -> None:
    studio.server.faults.append("redirect")
    assert studio.submit(shot()).takes[0].state is State.REJECTED


def test_each_job_is_bought_once_whatever_the_answers(studio: Studio) -> None:
    studio.server.faults.extend(LOSSES + [str(status) for status in REFUSALS])
    studio.submit(shot(takes=len(LOSSES) + len(REFUSALS) + 3))
    assert max(studio.server.creates.values()) == 1
    assert len(studio.server.posts) == len(LOSSES) + len(REFUSALS) + 3


class TestClient:
    @pytest.mark.parametrize("key", ["", KEY])
    def test_sends_the_key_of_its_endpoint_alone(
        self, server: Server, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
        client = Client(Connection(endpoint(), server.base_url, key), quick())
        assert isinstance(client.create(shot().request, {}, "k-1"), Accepted)
        client.close()
        assert server.posts[0].headers["authorization"] == f"Bearer {key or 'none'}"

    def test_says_what_happened(self, server: Server) -> None:
        client = Client(Connection(endpoint(), server.base_url, KEY), quick())
        server.faults.extend(["ok", "429", "500", "echo-key"])
        answers = [client.create(shot().request, {}, f"k-{n}") for n in range(4)]
        client.close()
        assert [type(answer) for answer in answers] == [Accepted, Refused, Lost, Refused]
        assert answers[3] == Refused("the endpoint answered 401: bad key Bearer [key]")

    def test_warns_of_nothing(self, server: Server) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            client = Client(Connection(endpoint(), server.base_url, KEY), quick())
            answer = client.create(shot().request, {}, "k-1")
            assert isinstance(answer, Accepted)
            client.look(answer.video_id)
            client.page(None, 10)
            with client.content(answer.video_id) as chunks:
                assert b"".join(chunks) == server.clip
            client.close()

    @pytest.mark.parametrize("key", ["sk-ü", "sk-1\nX-Evil: 1", "a b"])
    def test_takes_no_key_that_a_header_cannot_carry(self, server: Server, key: str) -> None:
        with pytest.raises(UsageError, match="no header can carry") as wrong:
            Connection(endpoint(), server.base_url, key)
        assert key not in str(wrong.value)


def test_the_sdk_is_imported_by_a_send_and_by_nothing_else() -> None:
    code = "import sys, promptkit.runs; print(sorted({'openai', 'av', 'numpy', 'cv2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"
