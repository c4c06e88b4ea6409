"""Runs over a project: the ledger of its state folder, and the endpoint, started here where it is the embedded one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path

from promptkit.catalog import Endpoint
from promptkit.check import Trial
from promptkit.compiler import CompiledShot
from promptkit.endpoint import RunningServer, start
from promptkit.findings import PromptkitError, UsageError
from promptkit.ledger import Ledger, Pot, Take
from promptkit.project import Project, ensure_state, key_for
from promptkit.runs import (
    Checker,
    Connection,
    Event,
    Plan,
    RunResult,
    adopt,
    best_probe,
    plan,
    resubmit,
    resume,
    submit,
    within,
)

Listener = Callable[[Event], None]
_EMBEDDED = "endpoint"
_USUAL_SIZES = ("1280x720", "720x1280", "1024x1792", "1792x1024", "1920x1080", "1080x1920")


@dataclass(slots=True)
class Runs:
    """What a project has made and makes.

    :param environ: where keys are looked up.
    """

    project: Project
    environ: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The project's ledger, made if there is none."""
        with Ledger(ensure_state(self.project)) as ledger:
            yield ledger

    @property
    def state(self) -> Path:
        """The folder of ledger, takes and jobs."""
        return self.project.state

    def takes(self) -> tuple[Take, ...]:
        """All takes, the oldest first; none where nothing was ever made."""
        if not (self.state / "ledger.sqlite").is_file():
            return ()
        with self.ledger() as ledger:
            return tuple(ledger.takes())

    def plan(
        self,
        shots: Sequence[CompiledShot],
        *,
        new: bool = False,
        usd_per_take: Decimal | None = None,
        pots: Sequence[Pot] = (),
    ) -> list[Plan]:
        """What a submit would do, one plan per endpoint.

        :param pots: the budgets of experiments, which are shared over the endpoints.
        :raises UsageError: if the project's file has an error, for then nobody knows the budget.
        """
        with self.ledger() as ledger:
            make = partial(
                plan,
                ledger=ledger,
                new=new,
                budget=self.project.settings.budget,
                usd_per_take=usd_per_take,
                pots=pots,
            )
            plans = [make(group, self._endpoint(group[0].endpoint)) for group in _by_endpoint(shots)]
            return within(plans, ledger)

    def spent_on(self, pot: Pot) -> Decimal:
        """USD spent or set aside so far by what is paid from a pot."""
        with self.ledger() as ledger:
            return ledger.spent_on(pot)

    def check_keys(self, plans: Sequence[Plan]) -> None:
        """Look for the keys that a submit will need, before anybody is asked to spend.

        :raises UsageError: if one is missing.
        """
        for each in plans:
            if not each.endpoint.embedded:
                key_for(each.endpoint, self.environ)

    def submit(self, made: Plan, on_event: Listener) -> RunResult:
        """Make the takes of a plan.

        :raises SpendRefused: if a price is unknown or a budget is exceeded.
        :raises UsageError: if the endpoint's key is missing.
        :raises RunInterrupted: if the user interrupts; everything can be resumed.
        """
        with self.ledger() as ledger, self.connected() as connect:
            return submit(
                made,
                connect(made.endpoint.name),
                ledger,
                folder=self.state,
                on_event=on_event,
                checker=self._checker(),
            )

    def resume(self, on_event: Listener, takes: Collection[str] | None = None) -> RunResult:
        """Go on with every take that is not finished."""
        with self.ledger() as ledger, self.connected() as connect:
            return resume(connect, ledger, folder=self.state, on_event=on_event, checker=self._checker(), takes=takes)

    def adopt(self, take: str, video_id: str) -> Take:
        """A person says which video an uncertain take is; ``resume`` then fetches it.

        :raises PromptkitError: if the take or the id is unknown, taken, or not to be settled like this.
        """
        with self.ledger() as ledger:
            return adopt(ledger, take, video_id)

    def give_up(self, take: str) -> Take:
        """A person accepts that an uncertain take may have been paid for in vain; a submit then makes another.

        :raises PromptkitError: if the take is unknown or not uncertain.
        """
        with self.ledger() as ledger:
            return resubmit(ledger, take)

    @contextmanager
    def connected(self) -> Iterator[Callable[[str], Connection]]:
        """A way to reach endpoints by name; what was started for it ends with the block."""
        with ExitStack() as stack:
            running: dict[str, Connection] = {}

            def connect(name: str) -> Connection:
                if name not in running:
                    running[name] = self._connection(self._endpoint(name), stack)
                return running[name]

            yield connect

    def _connection(self, endpoint: Endpoint, stack: ExitStack) -> Connection:
        if not endpoint.embedded:
            if endpoint.base_url is None:
                raise UsageError(f"the endpoint {endpoint.name} has no address")
            return Connection(endpoint, endpoint.base_url, key_for(endpoint, self.environ))
        key = secrets.token_urlsafe(32)
        server = stack.enter_context(embedded(self.project, endpoint, key))
        return Connection(endpoint, server.base_url, key)

    def _checker(self) -> Checker:
        # A model whose sound is optional, or of which nobody is sure, cannot be held to it.
        models = self.project.catalog.models.values()
        sure = (each.name for each in models if each.sound == "always" and "audio" not in each.uncertain)
        return Checker(best_probe(), dict.fromkeys(sure, True))

    def _endpoint(self, name: str) -> Endpoint:
        if self.project.has_errors:
            raise UsageError(f"{self.project.file} has errors, so nothing is sent", hint="promptkit lint shows them")
        endpoint = self.project.catalog.endpoint(name)
        if endpoint is None:
            raise PromptkitError(f"the takes belong to an endpoint {name!r}, which the project no longer has")
        return endpoint


def pot_of(trial: Trial) -> Pot:
    """What the takes of an experiment are paid from."""
    return Pot(trial.experiment.name, trial.experiment.budget, trial.requests)


def embedded(project: Project, endpoint: Endpoint, key: str) -> RunningServer:
    """The embedded endpoint over the project's state, on a free loopback port."""
    return start(ensure_state(project) / _EMBEDDED, key=key, offers=sizes_of(project, endpoint))


def sizes_of(project: Project, endpoint: Endpoint) -> dict[str, tuple[str, ...]]:
    """The sizes of each model that an endpoint offers, under each of its names; the usual ones where none are known."""
    slugs = project.catalog.slugs
    names = [*endpoint.offers, *(slug for slug, name in slugs.items() if name in endpoint.offers)]
    models = {name: project.catalog.model_at(name, endpoint.name) for name in names}
    return {name: model.sizes or _USUAL_SIZES for name, model in models.items() if model is not None}


def _by_endpoint(shots: Sequence[CompiledShot]) -> list[list[CompiledShot]]:
    groups: dict[str, list[CompiledShot]] = {}
    for shot in shots:
        groups.setdefault(shot.endpoint, []).append(shot)
    return list(groups.values())
