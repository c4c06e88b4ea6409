"""``promptkit endpoints``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promptkit.api import Reader
from promptkit.catalog import Endpoint
from promptkit.findings import UsageError
from promptkit.language import nearest

from ._catalog_words import LEGEND, age, fact_lines, facts_data, mark, offer_data, price, source_lines, today
from ._shared import echo_json, table

_HEAD = ("endpoint", "address", "key in", "body", "extras", "a lost answer", "fact of")


@click.command("endpoints", short_help="List the endpoints where requests can go.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, form: str) -> None:
    """List the endpoints, those of the catalog and the project's own, or show one with every fact.

    \b
    Examples:
      promptkit endpoints
      promptkit endpoints vllm-omni
    """
    known = Reader().project(Path.cwd()).catalog.endpoints
    if name is not None and name not in known:
        guess = nearest(name, known)
        meant = f"did you mean {guess!r}?" if guess else f"known: {', '.join(known)}"
        raise UsageError(f"unknown endpoint {name!r} ({meant})")
    endpoints = [known[name]] if name is not None else list(known.values())
    if form == "json":
        echo_json({"version": 1, "endpoints": [_data(each) for each in endpoints]})
    elif name is not None:
        click.echo("\n".join(_whole(endpoints[0])))
    else:
        _list(endpoints)


def _list(endpoints: list[Endpoint]) -> None:
    head, *lines = table([_row(each) for each in endpoints], _HEAD).splitlines()
    click.echo(head)
    for each, line in zip(endpoints, lines, strict=True):
        click.echo(click.style(line, dim=True) if _ended(each) else line)
    click.echo()
    click.echo("one without an address lends its manners: name it by like: beside your base_url in promptkit.yaml")
    click.echo(LEGEND.format(command="endpoints"))


def _row(each: Endpoint) -> tuple[str, ...]:
    doubt = each.uncertain
    lost = "asked for again" if each.replays_key else "found in the list" if each.lists_prompts else "a person decides"
    return (
        each.name,
        _address(each),
        each.key_env or "-",
        mark(each.form.body, doubt.get("body")),
        mark(str(len(each.extras) or "-"), doubt.get("extras")),
        mark(lost, doubt.get("replays_key") or doubt.get("lists_prompts")),
        _ended(each) or age(each.as_of),
    )


def _address(each: Endpoint) -> str:
    return each.base_url or ("started here" if each.embedded else "-")


def _ended(each: Endpoint) -> str:
    """When its last offer ended; empty while one stands."""
    last = [offer for offer in each.offers.values() if offer.has_ended(today())] if not each.embedded else []
    if not last or len(last) < len(each.offers):
        return ""
    day = max(str(offer.ended) for offer in last)
    return mark(f"ended {day}", any(offer.uncertain for offer in last))


def _whole(each: Endpoint) -> list[str]:
    lines = [click.style(each.name, bold=True), each.about, "", f"  address: {_address(each)}"]
    lines += [f"  key in: {each.key_env or '-'}", "", *fact_lines(each.facts), ""]
    if each.embedded:
        return [*lines, "offers: every model of the catalog, free"]
    lines.append("offers:" if each.offers else "offers: what promptkit.yaml states")
    for model, offer in each.offers.items():
        note = f" ({offer.note})" if offer.note else ""
        said = f"{price(offer)} USD a second" if offer.usd_per_second else "price not stated"
        ended = f", ended {offer.ended}" if offer.has_ended(today()) else ""
        lines.append(f"  {click.style(model, bold=True)}: {said}{ended}{note}")
        lines += source_lines(offer.uncertain, offer.source, offer.as_of)
    return lines


def _data(each: Endpoint) -> dict[str, Any]:
    return {
        "name": each.name,
        "about": each.about,
        "base_url": each.base_url,
        "key_env": each.key_env,
        "body": each.form.body,
        "extras": dict(each.extras),
        "negative_prompt_field": each.negative_prompt_field,
        "replays_key": each.replays_key,
        "lists_prompts": each.lists_prompts,
        "status_map": dict(each.status_map),
        "poll_seconds": each.poll_seconds,
        "routes": list(each.routes),
        "embedded": each.embedded,
        "offers": list(each.offers),
        "terms": {model: offer_data(offer) for model, offer in each.offers.items()},
        "source": each.source,
        "as_of": str(each.as_of),
        "unknown": list(each.unknown),
        "uncertain": dict(each.uncertain),
        "facts": facts_data(each.facts),
    }
