from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from promptkit.catalog import Catalog, OwnEndpoint, OwnOffer, Source, _facts, load_catalog

SAID = Source("promptkit.yaml:7", date(2026, 11, 1))


def own(name: str = "studio", *, like: str = "custom", offers: tuple[OwnOffer, ...] = ()) -> OwnEndpoint:
    return OwnEndpoint(
        name=name,
        base_url="http://gpu-box:8000/v1",
        key_env="STUDIO_KEY",
        like=like,
        offers={offer.model: offer for offer in offers},
        source=SAID,
    )


def test_it_is_read_once_and_cannot_be_changed() -> None:
    catalog = load_catalog()
    assert catalog is load_catalog()
    with pytest.raises(FrozenInstanceError):
        catalog.models = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        catalog.models["sora-3"] = catalog.models["sora-2"]  # type: ignore[index]
    with pytest.raises(TypeError):
        catalog.endpoints["local"].offers["sora-2"].usd_per_second["*"] = Decimal(1)  # type: ignore[index]


def test_names_that_nobody_knows_are_none() -> None:
    catalog = load_catalog()
    assert catalog.model("sora-3") is None
    assert catalog.endpoint("nowhere") is None
    assert catalog.offer("nowhere", "sora-2") is None
    assert catalog.offer("local", "sora-3") is None
    assert catalog.model_at("sora-3", "local") is None


def test_a_dated_name_has_the_facts_and_offers_of_its_model() -> None:
    catalog = load_catalog()
    dated, model = catalog.model("sora-2-2025-12-08"), catalog.model("sora-2")
    assert dated is not None
    assert model is not None
    assert (dated.name, dated.sizes) == ("sora-2-2025-12-08", model.sizes)
    offer = catalog.offer("openai", "sora-2-2025-12-08")
    assert offer is not None
    assert offer.usd("1280x720", 4) == Decimal("0.40")


def test_local_is_free_without_end() -> None:
    offer = load_catalog().offer("local", "sora-2-pro")
    assert offer is not None
    assert offer.usd("1920x1080", 12) == 0
    assert not offer.has_ended(date(2100, 1, 1))


def test_openai_ended_on_its_day_and_not_before() -> None:
    offer = load_catalog().offer("openai", "sora-2")
    assert offer is not None
    assert not offer.has_ended(date(2026, 9, 23))
    assert offer.has_ended(date(2026, 9, 24))


@pytest.mark.parametrize(
    ("model", "size", "usd"),
    [
        ("sora-2", "1280x720", "0.80"),
        ("sora-2-pro", "720x1280", "2.40"),
        ("sora-2-pro", "1024x1792", "4.00"),
        ("sora-2-pro-2025-10-06", "1920x1080", "5.60"),
    ],
)
def test_the_last_price_is_openais(model: str, size: str, usd: str) -> None:
    price = load_catalog().last_price(model, size, 8)
    assert price is not None
    assert (price.usd, price.endpoint, price.ended) == (Decimal(usd), "openai", date(2026, 9, 24))
    assert price.as_of < price.ended


def test_there_is_no_last_price_for_what_was_never_sold() -> None:
    catalog = load_catalog()
    assert catalog.last_price("sora-2", "1920x1080", 8) is None
    assert catalog.last_price("wan2.2-t2v", "1280x720", 8) is None


def test_where_requests_can_go() -> None:
    endpoints = load_catalog().with_endpoints([own()]).endpoints
    takers = {name for name, endpoint in endpoints.items() if endpoint.takes_requests}
    assert takers == {"local", "openai", "saygm", "studio"}


def joined(*configured: OwnEndpoint) -> Catalog:
    return load_catalog().with_endpoints(configured)


def test_an_own_endpoint_has_the_manners_of_the_one_that_it_is_like() -> None:
    studio, local = joined(own(like="local")).endpoints["studio"], load_catalog().endpoints["local"]
    assert (studio.replays_key, studio.lists_prompts, studio.extras) == (True, True, local.extras)
    assert studio.offers == local.offers
    assert (studio.base_url, studio.source, studio.as_of) == ("http://gpu-box:8000/v1", SAID.what, SAID.as_of)
    assert not studio.embedded


def test_the_key_is_never_taken_over() -> None:
    catalog = load_catalog()
    keyless = OwnEndpoint("proxy", "http://proxy/v1", None, "openai", {}, SAID)
    assert catalog.with_endpoints([keyless]).endpoints["proxy"].key_env is None


def test_an_own_offer_replaces_that_of_the_other_with_its_dated_names() -> None:
    offer = OwnOffer("sora-2", {"*": Decimal("0.02")}, (4, 8))
    catalog = joined(own(like="openai", offers=(offer,)))
    for name in ("sora-2", "sora-2-2025-10-06"):
        found = catalog.offer("studio", name)
        assert found is not None
        assert (found.model, found.usd("1280x720", 4)) == (name, Decimal("0.08"))
        assert (found.ended, found.seconds) == (None, (4, 8))
    assert catalog.endpoints["studio"].offers["sora-2-pro"].ended == date(2026, 9, 24)


def test_a_price_by_size_wins_over_the_price_of_every_size() -> None:
    offer = OwnOffer("sora-2", {"*": Decimal("0.02"), "720x1280": Decimal("0.05")})
    studio = joined(own(offers=(offer,))).endpoints["studio"]
    assert studio.offers["sora-2"].usd("720x1280", 8) == Decimal("0.40")
    assert studio.offers["sora-2"].usd("1280x720", 8) == Decimal("0.16")


def test_an_offer_without_a_price_has_an_unknown_one() -> None:
    studio = joined(own(offers=(OwnOffer("sora-2", {}),))).endpoints["studio"]
    assert studio.offers["sora-2"].usd("1280x720", 8) is None


def test_of_a_model_that_only_an_offer_names_nothing_is_claimed() -> None:
    catalog = joined(own(offers=(OwnOffer("wan2.2-t2v", {"*": Decimal("0.02")}, (4, 8)),)))
    model = catalog.model_at("wan2.2-t2v", "studio")
    assert model is not None
    assert (model.durations, model.sizes) == ((4, 8), ())
    assert {"sizes", "audio", "still_types"} <= set(model.unknown)
    assert "durations" not in model.unknown
    assert model.source == SAID.what
    assert catalog.model_at("wan2.2-t2v", "local") is None
    assert catalog.model_at("sora-2", "studio") == catalog.model("sora-2")


def test_joining_leaves_the_catalog_that_ships_alone() -> None:
    catalog = joined(own(), own("openai"))
    assert catalog.endpoints["openai"].base_url == "http://gpu-box:8000/v1"
    assert load_catalog().endpoints["openai"].base_url == "https://api.openai.com/v1"
    assert "studio" not in load_catalog().endpoints


def test_being_like_nobody_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        joined(own(like="nobody"))


@pytest.mark.parametrize(
    ("size", "usd"),
    [("1280x720", "0.80"), ("720x1280", "0.80"), ("1920x1080", "1.00"), ("3840x2160", "2.40"), ("640x360", None)],
)
def test_a_price_by_class_holds_for_each_size_of_the_class(size: str, usd: str | None) -> None:
    offer = OwnOffer("clay-1", {"720p": Decimal("0.10"), "1080p": Decimal("0.125"), "4k": Decimal("0.30")})
    found = joined(own(offers=(offer,))).offer("studio", "clay-1")
    assert found is not None
    assert found.usd(size, 8) == (None if usd is None else Decimal(usd))


def test_a_size_of_its_own_wins_over_its_class_and_the_class_over_any_size() -> None:
    prices = {"*": Decimal(1), "720p": Decimal(2), "1280x720": Decimal(3)}
    found = joined(own(offers=(OwnOffer("clay-1", prices),))).offer("studio", "clay-1")
    assert found is not None
    assert [found.usd(size, 1) for size in ("1280x720", "720x1280", "1920x1080")] == [3, 2, 1]


def test_a_vendors_own_name_has_the_facts_of_the_model_under_that_name() -> None:
    catalog = load_catalog()
    model, offer = catalog.model("minimax/h3"), catalog.offer("saygm", "minimax/h3")
    assert model is not None
    assert offer is not None
    assert (model.name, model.durations) == ("minimax/h3", catalog.models["minimax-h3"].durations)
    assert (offer.model, offer.usd("1344x768", 8)) == ("minimax/h3", Decimal("0.576"))


def test_local_draws_every_model_for_nothing() -> None:
    catalog = load_catalog()
    assert set(catalog.endpoints["local"].offers) == set(catalog.models)
    assert {offer.usd("1280x720", 8) for offer in catalog.endpoints["local"].offers.values()} == {0}


@pytest.mark.parametrize("like", sorted(load_catalog().endpoints))
def test_an_own_endpoint_can_be_like_any_of_the_catalog(like: str) -> None:
    studio, there = joined(own(like=like)).endpoints["studio"], load_catalog().endpoints[like]
    assert (studio.extras, studio.form, studio.routes) == (there.extras, there.form, there.routes)
    assert list(studio.offers) == list(there.offers)
    assert studio.takes_requests


def test_a_negative_prompt_is_a_field_where_the_endpoint_takes_one() -> None:
    endpoints = load_catalog().endpoints
    fields = {name: endpoints[name].negative_prompt_field for name in ("openai", "vllm-omni", "sglang", "local")}
    assert fields == {"openai": None, "vllm-omni": "negative_prompt", "sglang": "negative_prompt", "local": None}


def test_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, ...]] = []
    real = _facts.read
    monkeypatch.setattr(_facts, "read", lambda *path: read.append(path) or real(*path))
    _facts.known.cache_clear()
    catalog = load_catalog.__wrapped__()
    assert catalog.model("veo-3.1") is not None
    assert catalog.offer("local", "veo-3.1") is not None
    assert read == [("models", "veo-3.1.yaml"), ("endpoints", "local.yaml")]
