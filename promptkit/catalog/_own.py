"""The user's own endpoint, made of what the user states and of the endpoint that it is like."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ._values import Endpoint, Offer, OwnEndpoint, OwnOffer


def own_endpoint(own: OwnEndpoint, like: Endpoint) -> Endpoint:
    """The manners and offers of ``like`` at the user's address, the user's own offers first."""
    stated = {name: _offer(offer, own) for name, offer in own.offers.items()}
    return replace(
        like,
        name=own.name,
        base_url=own.base_url,
        key_env=own.key_env,
        offers=MappingProxyType({**like.offers, **stated}),
        source=own.source.what,
        as_of=own.source.as_of,
        about=f"your own, like {like.name}",
        embedded=False,
    )


def _offer(offer: OwnOffer, own: OwnEndpoint) -> Offer:
    return Offer(
        model=offer.model,
        usd_per_second=offer.usd_per_second,
        seconds=offer.seconds,
        ended=None,
        source=own.source.what,
        as_of=own.source.as_of,
    )
