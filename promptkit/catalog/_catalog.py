"""The catalog: looking up models and endpoints, and joining the user's own endpoints to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from promptkit.language import DURATIONS

from ._facts import Lazy
from ._own import own_endpoint
from ._values import (
    PROTOCOL_PROMPT_CHARS,
    PROTOCOL_STILL_TYPES,
    Endpoint,
    LastPrice,
    Model,
    Offer,
    OwnEndpoint,
)

_UNSTATED = ("sizes", "prompt_chars", "audio", "still_types", "dialect", "references", "characters")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Models and endpoints by name.

    :param slugs: other names, dated ones and those of vendors, each with the name of its model.
    """

    models: Mapping[str, Model]
    endpoints: Mapping[str, Endpoint]
    slugs: Mapping[str, str] = field(default_factory=dict)

    def model(self, name: str) -> Model | None:
        """The model of that name, under the name that was given; ``None`` if the catalog does not know it."""
        if name in self.models:
            return self.models[name]
        return replace(self.models[self.slugs[name]], name=name) if name in self.slugs else None

    def endpoint(self, name: str) -> Endpoint | None:
        """The endpoint of that name; ``None`` if there is none."""
        return self.endpoints.get(name)

    def offer(self, endpoint: str, model: str) -> Offer | None:
        """The model at that endpoint; ``None`` if it is not offered there, or there is no such endpoint."""
        found = self.endpoints.get(endpoint)
        if found is None:
            return None
        return found.offers[model] if model in found.offers else self._offer_by_other_name(found, model)

    def _offer_by_other_name(self, endpoint: Endpoint, name: str) -> Offer | None:
        offer = endpoint.offers.get(self.slugs[name]) if name in self.slugs else None
        return None if offer is None else replace(offer, model=name)

    def model_at(self, name: str, endpoint: str) -> Model | None:
        """The model, or what can be said of one that only an offer of that endpoint names.

        Of such a model nothing is known but the lengths that are sold: its ``sizes`` are empty, and ``unknown`` names
        the fields that say no more than what the protocol allows. ``None`` if neither knows the name.
        """
        known = self.model(name)
        if known is not None:
            return known
        offer = self.offer(endpoint, name)
        return None if offer is None else _unknown_model(offer)

    def with_endpoints(self, configured: Iterable[OwnEndpoint]) -> Catalog:
        """The catalog with the user's own endpoints; one that has a name of the catalog takes its place.

        :raises KeyError: if ``like`` is no endpoint of this catalog.
        """
        own = {each.name: each for each in configured}
        for each in own.values():
            if each.like not in self.endpoints:
                raise KeyError(each.like)

        def endpoint(name: str) -> Endpoint:
            return own_endpoint(own[name], self.endpoints[own[name].like]) if name in own else self.endpoints[name]

        return replace(self, endpoints=Lazy([*self.endpoints, *own], endpoint))

    def last_price(self, model: str, size: str, seconds: int) -> LastPrice | None:
        """What the clip cost at last where the model has ended; ``None`` if no ended offer has a price for it."""
        prices = [
            LastPrice(usd, endpoint.name, offer.ended, offer.source, offer.as_of)
            for endpoint in self.endpoints.values()
            if (offer := self.offer(endpoint.name, model)) is not None
            and offer.ended is not None
            and (usd := offer.usd(size, seconds)) is not None
        ]
        return max(prices, key=lambda price: price.ended, default=None)


def _unknown_model(offer: Offer) -> Model:
    return Model(
        name=offer.model,
        durations=offer.seconds or DURATIONS,
        sizes=(),
        prompt_chars=PROTOCOL_PROMPT_CHARS,
        still_types=PROTOCOL_STILL_TYPES,
        dialect="prose",
        source=offer.source,
        as_of=offer.as_of,
        unknown=_UNSTATED if offer.seconds else ("durations", *_UNSTATED),
    )
