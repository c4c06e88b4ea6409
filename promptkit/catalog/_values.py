"""Models, endpoints and offers: facts that are read from data, each with source and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ._facts import Fact, Source, truth
from ._form import PROTOCOL, Form

Route = Literal["remix", "edits", "extensions"]
ANY_SIZE = "*"
"""The key of a price that holds for every size."""

PROTOCOL_PROMPT_CHARS = (1, 32_000)
PROTOCOL_STILL_TYPES = ("image/jpeg", "image/png", "image/webp")

_CLASSES = {1440: ("2k", "1440p"), 2160: ("4k", "2160p")}


def size_classes(size: str) -> tuple[str, ...]:
    """The names of a size's class of resolution: ``1280x720`` is ``720p``, ``3840x2160`` is ``4k`` or ``2160p``."""
    width, _, height = size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        return ()
    short = min(int(width), int(height))
    return _CLASSES.get(short, (f"{short}p",))


@dataclass(frozen=True, slots=True)
class Model:
    """What a model can do, wherever it is offered.

    :param durations: seconds that it makes, among 4, 8 and 12; the fact has all that it makes.
    :param sizes: ``WIDTHxHEIGHT`` in pixels; empty where nothing is known.
    :param prompt_chars: shortest and longest prompt, in characters.
    :param still_types: MIME types that it takes as a still; empty where it takes none.
    :param dialect: the template that tells it best.
    :param source: where the facts come from, in words; ``sources`` has them one by one.
    :param as_of: the oldest day among the sources.
    :param sources: by the name of the field.
    :param unknown: names of fields that nobody has stated; their values are what the protocol allows at most.
    :param prompt_words: fewest and most words of a prompt that its makers advise; ``None`` where none are.
    :param negation: whether a prompt may say what shall not be there.
    :param references: how many images it takes beside a still.
    :param characters: how many characters by id it takes.
    :param about: one line for people.
    :param sound: ``always``, ``optional``, ``none`` or ``unknown``.
    :param facts: all that is known, by name, as the data has it.
    :param prices: what it costs where requests of this protocol cannot go.
    :param ended: the first day on which its makers offered it no more.
    """

    name: str
    durations: tuple[int, ...]
    sizes: tuple[str, ...]
    prompt_chars: tuple[int, int]
    still_types: tuple[str, ...]
    dialect: str
    source: str
    as_of: date
    sources: Mapping[str, Source] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    prompt_words: tuple[int, int] | None = None
    negation: bool = True
    references: int = 0
    characters: int = 0
    about: str = ""
    sound: str = "unknown"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    prices: tuple[ListPrice, ...] = ()
    ended: date | None = None

    @property
    def uncertain(self) -> Mapping[str, str]:
        """Why a fact may be wrong, by the fact's name; facts that are sure are not named."""
        return {name: fact.uncertain for name, fact in self.facts.items() if fact.uncertain}

    @property
    def audio(self) -> bool:
        """Whether the clip can have sound; ``sound`` says whether it always has."""
        return self.sound != "none"

    @property
    def takes_negative_prompt(self) -> bool:
        """Whether what shall not be there can be told beside the prompt, where the endpoint has a field for it."""
        fact = self.facts.get("negative_prompt")
        return fact is not None and truth(fact.value)

    @property
    def makes(self) -> str:
        """All the lengths that it makes, in seconds, as people write them: ``3-15``; empty where unknown."""
        fact = self.facts.get("durations")
        if fact is None or fact.value == "any":
            return "" if fact is None else "any"
        return fact.value if isinstance(fact.value, str) else ", ".join(fact.value)


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What a model costs at a vendor whose interface is another.

    :param usd_per_second: by size or class of resolution, as in an offer.
    """

    where: str
    usd_per_second: Mapping[str, Decimal]
    source: str
    as_of: date
    note: str = ""
    uncertain: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model at an endpoint.

    :param usd_per_second: in USD per second of clip, by size or by class of resolution (``720p``, ``4k``); the key
        ``"*"`` is any size; empty where unknown.
    :param seconds: lengths sold here, in seconds; empty means all that the model makes.
    :param ended: the first day on which it was no longer there.
    :param sizes: those that are sold here; empty means all that the model makes.
    :param note: what the fields do not say, in words.
    :param uncertain: why it may be wrong; empty where the source is plain.
    """

    model: str
    usd_per_second: Mapping[str, Decimal]
    seconds: tuple[int, ...]
    ended: date | None
    source: str
    as_of: date
    sizes: tuple[str, ...] = ()
    note: str = ""
    uncertain: str = ""

    def usd(self, size: str, seconds: int) -> Decimal | None:
        """The price of one clip in USD; ``None`` where nobody has stated one."""
        stated = (self.usd_per_second.get(each) for each in (size, *size_classes(size), ANY_SIZE))
        rate = next((usd for usd in stated if usd is not None), None)
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
    :param routes: what it does with a clip that is there, beside making new ones: ``remix``, ``edits``,
        ``extensions``, ``characters``, by the names that the protocol's paths have.
    :param form: what its requests look like.
    :param facts: all that is known, by name, as the data has it.
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
    routes: tuple[str, ...] = ()
    form: Form = PROTOCOL
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def negative_prompt_field(self) -> str | None:
        """The extra that says what shall not be seen; ``None`` where it takes none."""
        return "negative_prompt" if "negative_prompt" in self.extras else None

    @property
    def moderates_free(self) -> bool:
        """Whether it has a moderation route that is known to cost nothing."""
        fact = self.facts.get("moderation")
        return fact is not None and fact.value == "free"

    @property
    def uncertain(self) -> Mapping[str, str]:
        """Why a fact may be wrong, by the fact's name; facts that are sure are not named."""
        return {name: fact.uncertain for name, fact in self.facts.items() if fact.uncertain}

    def route(self, way: str) -> Route | None:
        """Where a request goes that is to ``remix``, ``edit`` or ``extend`` a clip; ``None`` where nothing does that.

        A remix and an edit ask for the same, the one by the older route: where only the other is there, that is taken.
        """
        ways: dict[str, tuple[Route, ...]] = {
            "remix": ("remix", "edits"),
            "edit": ("edits", "remix"),
            "extend": ("extensions",),
        }
        return next((route for route in ways[way] if route in self.routes), None)

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
