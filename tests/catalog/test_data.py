"""The data itself: whatever is added to it later has to keep these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from importlib.resources import files

import pytest
import yaml

from promptkit.catalog import ANY_SIZE, Endpoint, Model, Offer, load_catalog

CATALOG = load_catalog()
SIZE = re.compile(r"[1-9]\d{2,3}x[1-9]\d{2,3}")
# The data may have been written a time zone ahead of the machine that tests it.
FIRST_TIME_ZONE = timezone(timedelta(hours=14))
STATES = {"queued", "in_progress", "completed", "failed"}


def offers() -> Iterator[tuple[str, Offer]]:
    for endpoint in CATALOG.endpoints.values():
        for offer in endpoint.offers.values():
            yield f"{endpoint.name}/{offer.model}", offer


def has_a_source(source: str, as_of: date) -> bool:
    return len(source) > 10 and date(2025, 9, 30) <= as_of <= datetime.now(FIRST_TIME_ZONE).date()


@pytest.mark.parametrize("model", CATALOG.models.values(), ids=lambda model: model.name)
def test_a_model_is_well_formed_and_every_fact_of_it_has_a_source(model: Model) -> None:
    assert set(model.durations) <= {4, 8, 12}
    assert list(model.durations) == sorted(set(model.durations))
    assert all(SIZE.fullmatch(size) for size in model.sizes)
    assert 0 < model.prompt_chars[0] < model.prompt_chars[1]
    assert set(model.still_types) <= {"image/jpeg", "image/png", "image/webp"}
    facts = {"durations", "sizes", "prompt_chars", "audio", "still_types", "dialect"}
    assert facts <= set(model.sources) | set(model.unknown)
    assert all(has_a_source(source.what, source.as_of) for source in model.sources.values())
    assert has_a_source(model.source, model.as_of)


@pytest.mark.parametrize("endpoint", CATALOG.endpoints.values(), ids=lambda endpoint: endpoint.name)
def test_an_endpoint_is_well_formed_and_has_a_source(endpoint: Endpoint) -> None:
    assert has_a_source(endpoint.source, endpoint.as_of)
    assert set(endpoint.status_map.values()) <= STATES
    assert not set(endpoint.status_map) & STATES
    assert 0.05 <= endpoint.poll_seconds <= 60
    assert endpoint.about
    assert endpoint.base_url is None or endpoint.base_url.startswith("https://")
    assert (endpoint.base_url is None) == (endpoint.key_env is None)


@pytest.mark.parametrize("offer", [offer for _, offer in offers()], ids=[name for name, _ in offers()])
def test_an_offer_is_of_a_known_model_and_has_prices_with_a_source(offer: Offer) -> None:
    model = CATALOG.model(offer.model)
    assert model is not None
    assert set(offer.seconds) <= set(model.durations)
    assert set(offer.usd_per_second) <= {*model.sizes, ANY_SIZE}
    assert all(usd.is_finite() and usd >= 0 for usd in offer.usd_per_second.values())
    assert has_a_source(offer.source, offer.as_of)
    assert offer.ended is None or date(2025, 9, 30) <= offer.ended


@pytest.mark.parametrize("offer", CATALOG.endpoints["openai"].offers.values(), ids=lambda offer: offer.model)
def test_openai_has_a_positive_price_for_every_size_and_has_ended(offer: Offer) -> None:
    model = CATALOG.model(offer.model)
    assert model is not None
    for size in model.sizes:
        usd = offer.usd(size, 1)
        assert usd is not None
        assert usd > 0
    assert offer.ended == date(2026, 9, 24)


def test_no_price_has_passed_through_a_float() -> None:
    text = files("promptkit.catalog").joinpath("data/endpoints.yaml").read_text("utf-8")
    written = yaml.load(text, Loader=yaml.BaseLoader)["endpoints"]["openai"]["offers"]["sora-2-pro"]["usd_per_second"]
    read = CATALOG.endpoints["openai"].offers["sora-2-pro"].usd_per_second
    assert {size: str(usd) for size, usd in read.items()} == written
    assert read["1920x1080"] * 12 == Decimal("8.40")


def test_dated_names_are_names_of_their_model_and_of_nothing_else() -> None:
    assert not set(CATALOG.slugs) & set(CATALOG.models)
    assert all(slug.startswith(f"{name}-20") for slug, name in CATALOG.slugs.items())
