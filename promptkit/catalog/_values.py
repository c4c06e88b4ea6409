"""Models, endpoints and offers: facts that are read from data, each with source and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ANY_SIZE = "*"
"""The key of a price that holds for every size."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, and the day for which that is true."""

    what: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Model:
    """What a model can do, wherever it is offered.

    :param durations: seconds that it makes, among 4, 8 and 12.
    :param sizes: ``WIDTHxHEIGHT`` in pixels; empty where nothing is known.
    :param prompt_chars: shortest and longest prompt, in characters.
    :param audio: whether the clip has sound.
    :param still_types: MIME types that it takes as a still; empty where it takes none.
    :param dialect: the template that tells it best.
    :param source: where the facts come from, in words; ``sources`` has them one by one.
    :param as_of: the oldest day among the sources.
    :param sources: by the name of the field.
    :param unknown: names of fields that nobody has stated; their values are what the protocol allows at most.
    """

    name: str
    durations: tuple[int, ...]
    sizes: tuple[str, ...]
    prompt_chars: tuple[int, int]
    audio: bool
    still_types: tuple[str, ...]
    dialect: str
    source: str
    as_of: date
    sources: Mapping[str, Source] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A model at an endpoint.

    :param usd_per_second: by size, in USD per second of clip; the key ``"*"`` is any size; empty where unknown.
    :param seconds: lengths sold here, in seconds; empty means all that the model makes.
    :param ended: the first day on which it was no longer there.
    """

    model: str
    usd_per_second: Mapping[str, Decimal]
    seconds: tuple[int, ...]
    ended: date | None
    source: str
    as_of: date

    def usd(self, size: str, seconds: int) -> Decimal | None:
        """The price of one clip in USD; ``None`` where nobody has stated one."""
        rate = self.usd_per_second.get(size, self.usd_per_second.get(ANY_SIZE))
        return None if rate is None else rate * seconds

    def has_ended(self, on: date) -> bool:
        """Whether the model was no longer there on that day."""
        return self.ended is not None and on >= self.ended


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go, and how that server deviates from the protocol.

    :param base_url: up to and with ``/v1``; ``None`` where promptkit starts it, or where it has no address of its own.
    :param key_env: the environment variable that holds the key; ``None`` where none is needed.
    :param extras: names that the endpoint takes beyond the protocol, each with the type of its value in words.
    :param replays_key: whether a repeated ``Idempotency-Key`` gives the same video again and makes no new one.
    :param lists_prompts: whether ``GET /videos`` returns the prompt, so that a lost answer can be found again.
    :param status_map: the server's own words for a job's state, to ``queued``, ``in_progress``, ``completed`` or
        ``failed``.
    :param poll_seconds: pause between two looks at a job.
    :param offers: by model.
    :param about: one line for people.
    :param unknown: names of fields that nobody has stated; their values are what is safe to assume.
    :param embedded: whether promptkit itself starts it, as ``local``.
    """

    name: str
    base_url: str | None
    key_env: str | None
    extras: Mapping[str, str]
    replays_key: bool
    lists_prompts: bool
    status_map: Mapping[str, str]
    poll_seconds: float
    offers: Mapping[str, Offer]
    source: str
    as_of: date
    about: str = ""
    unknown: tuple[str, ...] = ()
    embedded: bool = False

    @property
    def takes_requests(self) -> bool:
        """Whether a shot can be sent there; ``custom`` only lends its manners to the user's own endpoints."""
        return self.embedded or self.base_url is not None


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A model at an endpoint of the user's own, as the user states it.

    :param usd_per_second: by size, in USD per second of clip; the key ``"*"`` is any size; empty where not stated.
    :param seconds: lengths sold there, in seconds; empty means all that the model makes.
    """

    model: str
    usd_per_second: Mapping[str, Decimal]
    seconds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnEndpoint:
    """An endpoint that the user configured, with what it has in common with one of the catalog.

    :param base_url: ``http`` or ``https``, up to and with ``/v1``.
    :param key_env: the environment variable that holds the key; ``None`` where none is needed. It is never taken over
        from ``like``: a key belongs to one origin.
    :param like: the endpoint of the catalog whose manners and offers it has.
    :param offers: by model; each replaces the one of ``like``, or is new.
    :param source: where the user says so, with file and line, and the day of that.
    """

    name: str
    base_url: str
    key_env: str | None
    like: str
    offers: Mapping[str, OwnOffer]
    source: Source


@dataclass(frozen=True, slots=True)
class LastPrice:
    """What one clip cost in USD where the model has ended; history, and no price of anything now.

    :param ended: the first day on which it was no longer there.
    """

    usd: Decimal
    endpoint: str
    ended: date
    source: str
    as_of: date
