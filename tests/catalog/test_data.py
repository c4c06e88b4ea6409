"""The data itself: whatever is added to it later has to keep these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from importlib.resources import files

import pytest
import yaml

from promptkit.catalog import ANY_SIZE, Endpoint, Model, Offer, load_catalog, size_classes
from promptkit.catalog._load import durations

CATALOG = load_catalog()
SIZE = re.compile(r"[1-9]\d{2,3}x[1-9]\d{2,3}")
# The data may have been written a time zone ahead of the machine that tests it.
FIRST_TIME_ZONE = timezone(timedelta(hours=14))
KNOWN_FACTS = {
    *("durations", "sizes", "resolutions", "aspects", "fps", "audio", "still", "still_types", "references"),
    *(
        "characters",
        "prompt_chars",
        "prompt_words",
        "prompt_language",
        "negation",
        "negative_prompt",
        "shots",
        "weights",
        "dialect",
    ),
}
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
    assert facts == set(model.facts) & facts | set(model.unknown)
    assert not set(model.facts) & set(model.unknown)
    assert model.about
    assert set(model.facts) <= KNOWN_FACTS
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
    assert endpoint.form.body in {"multipart", "json", "both"}
    assert set(endpoint.routes) <= {"remix", "edits", "extensions", "characters"}
    assert all(has_a_source(fact.source.what, fact.source.as_of) for fact in endpoint.facts.values())


@pytest.mark.parametrize("offer", [offer for _, offer in offers()], ids=[name for name, _ in offers()])
def test_an_offer_is_of_a_known_model_and_has_prices_with_a_source(offer: Offer) -> None:
    model = CATALOG.model(offer.model)
    assert model is not None
    assert set(offer.seconds) <= set(model.durations)
    classes = {name for size in (*model.sizes, *offer.sizes) for name in size_classes(size)}
    resolutions = model.facts["resolutions"].value if "resolutions" in model.facts else ()
    assert set(offer.usd_per_second) <= {*model.sizes, *classes, *resolutions, ANY_SIZE}
    assert not model.sizes or set(offer.sizes) <= set(model.sizes)
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
    text = files("promptkit.catalog").joinpath("data/endpoints/openai.yaml").read_text("utf-8")
    written = yaml.load(text, Loader=yaml.BaseLoader)["offers"]["sora-2-pro"]["usd_per_second"]
    read = CATALOG.endpoints["openai"].offers["sora-2-pro"].usd_per_second
    assert {size: str(usd) for size, usd in read.items()} == written
    assert read["1920x1080"] * 12 == Decimal("8.40")


def test_dated_names_are_names_of_their_model_and_of_nothing_else() -> None:
    assert not set(CATALOG.slugs) & set(CATALOG.models)
    assert set(CATALOG.slugs.values()) <= set(CATALOG.models)
    groups = yaml.load(
        files("promptkit.catalog").joinpath("data/names.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
    )
    written = [slug for entries in groups["names"].values() for entry in entries for slug in entry["names"]]
    assert sorted(written) == sorted(CATALOG.slugs)
    assert all(entry["from"] in groups["sources"] for entries in groups["names"].values() for entry in entries)


@pytest.mark.parametrize(
    ("made", "usable"),
    [
        ("any", (4, 8, 12)),
        *(("3-15", (4, 8, 12)), ("2-10", (4, 8)), ("5-15", (8, 12)), ("4-8", (4, 8)), ("9-11", ())),
        *((["4", "6", "8"], (4, 8)), (["6", "10"], ()), (["6", "8", "10", "12"], (8, 12)), (["16", "20"], ())),
    ],
)
def test_what_a_shot_can_have_is_what_the_model_makes_of_4_8_and_12(made: str, usable: tuple[int, ...]) -> None:
    assert durations(made) == usable


def test_the_lengths_are_those_of_the_sources() -> None:
    assert {name: model.durations for name, model in CATALOG.models.items()} == {
        **dict.fromkeys(["sora-2", "sora-2-pro", "kling-3.0", "seedance-2.0", "seedance-2.5"], (4, 8, 12)),
        **dict.fromkeys(["wan-2.2", "wan-2.7", "wan-3.0", "ltx-2", "hunyuanvideo-1.5", "nova-reel"], (4, 8, 12)),
        **dict.fromkeys(["veo-3.1", "veo-3.1-fast", "veo-3.1-lite", "gemini-omni-flash", "gen-4.5"], (4, 8)),
        **dict.fromkeys(["ltx-2-fast", "ltx-2.3-fast", "minimax-h3"], (8, 12)),
        **dict.fromkeys(["ltx-2-pro", "ltx-2.3-pro"], (8,)),
        **dict.fromkeys(["hailuo-2.3", "hailuo-02", "ray-2"], ()),
    }


def test_what_is_uncertain_says_why() -> None:
    reasons = [reason for model in CATALOG.models.values() for reason in model.uncertain.values()]
    reasons += [reason for endpoint in CATALOG.endpoints.values() for reason in endpoint.uncertain.values()]
    reasons += [offer.uncertain for _, offer in offers() if offer.uncertain]
    assert len(reasons) > 20
    assert all(len(reason.split()) >= 3 for reason in reasons)


def test_what_is_sold_over_another_interface_has_a_price_with_a_source() -> None:
    prices = [price for model in CATALOG.models.values() for price in model.prices]
    assert {price.where for price in prices} >= {"Krea", "PiAPI", "fal", "muapi"}
    assert all(has_a_source(price.source, price.as_of) for price in prices)
    assert all(usd.is_finite() and usd > 0 for price in prices for usd in price.usd_per_second.values())
