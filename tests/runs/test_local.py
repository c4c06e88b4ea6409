"""Runs against promptkit's own endpoint: two programs that share no code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from promptkit.catalog import Endpoint, load_catalog
from promptkit.compiler import CompiledShot
from promptkit.endpoint import start
from promptkit.ledger import Ledger, State
from promptkit.runs import Checker, Connection, Event, Limits, best_probe, plan, resume, submit
from tests.runs.shots import KEY, shot

SIZE = "320x180"


@pytest.fixture(scope="module")
def facts() -> Endpoint:
    return load_catalog().endpoints["local"]


@contextmanager
def running(folder: Path, facts: Endpoint) -> Iterator[Connection]:
    with start(folder / "local", key=KEY, offers={"sora-2": [SIZE]}) as server:
        yield Connection(facts, server.base_url, KEY)


def cup(takes: int = 1) -> CompiledShot:
    return replace(shot(takes=takes, usd="0", size=SIZE), endpoint="local")


def ignore(event: Event) -> None:
    pass


def test_takes_come_home_as_they_were_asked_for(tmp_path: Path, facts: Endpoint) -> None:
    checker = Checker(best_probe(), {"sora-2": True})
    with Ledger(tmp_path) as ledger, running(tmp_path, facts) as connection:
        planned = plan([cup(2)], facts, ledger)
        result = submit(planned, connection, ledger, folder=tmp_path, on_event=ignore, checker=checker)
    assert result.ok
    assert [take.notes for take in result.takes] == [(), ()]
    assert all((tmp_path / take.files[0].path).stat().st_size for take in result.takes)


def test_a_take_survives_the_end_of_both_programs(tmp_path: Path, facts: Endpoint) -> None:
    checker, hasty = Checker(best_probe()), Limits(deadline=0.0)
    with Ledger(tmp_path) as ledger, running(tmp_path, facts) as connection:
        planned = plan([cup()], facts, ledger)
        submit(planned, connection, ledger, folder=tmp_path, on_event=ignore, checker=checker, limits=hasty)
        assert ledger.takes()[0].state is State.ACCEPTED
    with Ledger(tmp_path) as ledger, running(tmp_path, facts) as connection:
        result = resume(lambda name: connection, ledger, folder=tmp_path, on_event=ignore, checker=checker)
    assert result.ok


def test_a_lost_answer_is_had_again_under_its_key(tmp_path: Path, facts: Endpoint) -> None:
    checker = Checker(best_probe())
    with Ledger(tmp_path) as ledger, running(tmp_path, facts) as connection:
        planned = plan([cup()], facts, ledger)
        (first,) = submit(planned, connection, ledger, folder=tmp_path, on_event=ignore, checker=checker).takes
        with ledger._database.writing() as database:  # as if the process had ended before it read the answer
            database.execute("DELETE FROM files")
            database.execute("UPDATE takes SET state = 'posting', video_id = NULL, owner = 'dead'")
        (again,) = resume(lambda name: connection, ledger, folder=tmp_path, on_event=ignore, checker=checker).takes
    assert (again.state, again.video_id) == (State.COMPLETED, first.video_id)
