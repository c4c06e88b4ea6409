"""A real server on loopback, the real SDK, and plain HTTP beside it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openai import OpenAI

from promptkit.endpoint import RunningServer, start
from tests.endpoint.wire import KEY, OFFERS, Answer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark = pytest.mark.filterwarnings("ignore:The Sora API is scheduled:DeprecationWarning")
    for item in items:
        if "tests/endpoint" in item.path.as_posix():
            item.add_marker(mark)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def server(state: Path) -> Iterator[RunningServer]:
    with start(state, key=KEY, offers=OFFERS) as running:
        yield running


@pytest.fixture
def connect() -> Iterator[Callable[..., OpenAI]]:
    """Makes SDK clients that never retry, and closes them."""
    made: list[OpenAI] = []

    def client(server: RunningServer | str, **options: Any) -> OpenAI:
        url = server if isinstance(server, str) else server.base_url
        made.append(OpenAI(base_url=url, **{"api_key": KEY, "max_retries": 0, **options}))
        return made[-1]

    yield client
    for each in made:
        each.close()


@pytest.fixture
def client(server: RunningServer, connect: Callable[..., OpenAI]) -> OpenAI:
    return connect(server)


@pytest.fixture
def call(server: RunningServer) -> Callable[..., Answer]:
    """Plain HTTP with the right key, unless told otherwise."""

    def send(method: str, path: str, body: Any = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json", **named}
        request = urllib.request.Request(f"{server.base_url}{path}", data, given, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return Answer(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    return send
