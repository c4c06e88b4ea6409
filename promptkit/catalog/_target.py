"""Where a shot is to be made: a model at an endpoint, with the offer between the two."""

from __future__ import annotations

from dataclasses import dataclass

from ._values import Endpoint, Model, Offer


@dataclass(frozen=True, slots=True)
class Target:
    """A model at an endpoint.

    :param offer: ``None`` where the endpoint does not offer the model.
    :param size: ``WIDTHxHEIGHT`` in pixels.
    """

    model: Model
    endpoint: Endpoint
    offer: Offer | None
    size: str
