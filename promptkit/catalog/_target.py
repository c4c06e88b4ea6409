"""Where a shot is to be made: a model at an endpoint, with the offer between the two."""

from __future__ import annotations

from dataclasses import dataclass

from ._values import Endpoint, Model, Offer


@dataclass(frozen=True, slots=True)
class Clip:
    """The clip that another is made from. What nobody here knows of it is ``None``: it is a stranger's.

    :param video: the id by which its endpoint knows it.
    :param take: the take that it is, where it is one of ours.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param seconds: its whole length.
    :param endpoint: the name of the endpoint that has it.
    """

    video: str
    take: str | None = None
    model: str | None = None
    size: str | None = None
    seconds: int | None = None
    endpoint: str | None = None

    def __str__(self) -> str:
        return f"take {self.take}" if self.take is not None else f"video {self.video}"


@dataclass(frozen=True, slots=True)
class Target:
    """A model at an endpoint.

    :param offer: ``None`` where the endpoint does not offer the model.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    :param clip: what the shot is made from, if it is made from a clip.
    """

    model: Model
    endpoint: Endpoint
    offer: Offer | None
    size: str
    clip: Clip | None = None
