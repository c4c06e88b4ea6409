"""``promptkit plan``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import click

from promptkit.api import Checked, Report, Runs
from promptkit.compiler import CompiledShot
from promptkit.findings import UsageError
from promptkit.runs import Plan, ShotPlan

from ._shared import documents, echo_json, options, shot_options, sound_shots, table, takes_option, usd


@click.command("plan", short_help="Show what submit would make, reuse and spend.")
@documents
@shot_options
@takes_option
@click.option("--new", is_flag=True, help="Plan for new takes beside those there are.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(documents: tuple[str, ...], takes: int | None, new: bool, form: str, **chosen: object) -> None:
    """Show what submit would make, reuse and spend. Nothing is sent.

    \b
    Examples:
      promptkit plan coffee.yaml
      promptkit plan coffee.yaml --takes 3
      promptkit plan shots/ --format json
    """
    found, shots = sound_shots(documents, options(**chosen))  # type: ignore[arg-type]
    runs = runs_of(found)
    plans = runs.plan(compiled(shots, takes), new=new)
    if form == "json":
        echo_json({"version": 1, "plans": [_data(each, runs) for each in plans]})
        return
    for each in plans:
        click.echo(text(each, runs))


def compiled(shots: list[Checked], takes: int | None) -> list[CompiledShot]:
    """What the shots compile to, with so many takes where a number is given."""
    sound = [each.compiled for each in shots if each.compiled is not None]
    return sound if takes is None else [replace(shot, takes=takes) for shot in sound]


def runs_of(found: Report) -> Runs:
    """The runs of the one project that the documents belong to.

    :raises UsageError: if they belong to several.
    """
    states = {each.project.state: each.project for each in found.inputs}
    if len(states) > 1:
        raise UsageError(
            "these shots belong to several projects", hint="one project at a time has one ledger and one budget"
        )
    return Runs(next(iter(states.values())))


def text(plan: Plan, runs: Runs) -> str:
    """The plan as people read it."""
    rows = [
        (
            part.shot.name,
            f"{part.shot.model}, {part.shot.request.size}, {part.shot.request.seconds} s",
            _what(part),
            usd(part.total),
        )
        for part in plan.shots
    ]
    lines = [table(rows, ("shot", f"at {plan.endpoint.name}", "takes", "cost"))]
    lines.append(f"to make: {plan.make}, cost {usd(plan.total)}" + _budget(plan))
    lines.extend(dict.fromkeys(note for part in plan.shots if (note := _history(part, runs))))
    if plan.refusal is not None:
        lines.append(click.style("refused: ", fg="red") + str(plan.refusal))
    return "\n".join(lines)


def _what(part: ShotPlan) -> str:
    said = [f"{part.make} to make"] if part.make else []
    if part.resume:
        said.append(f"{len(part.resume)} under way ({', '.join(take.id for take in part.resume)})")
    if part.reuse:
        said.append(f"{len(part.reuse)} there already ({', '.join(take.id for take in part.reuse)})")
    return ", ".join(said) or "none"


def _budget(plan: Plan) -> str:
    parts = [
        f"{usd(limit)} a {name}"
        for name, limit in (("run", plan.budget.run), ("day", plan.budget.day))
        if limit is not None
    ]
    return f" (budget: {', '.join(parts)}; today so far {usd(plan.spent_today)})" if parts else ""


def _history(part: ShotPlan, runs: Runs) -> str | None:
    """What the model cost where it has ended, for comparison; nothing is charged at these prices."""
    last = _last_price(part, runs)
    if last is None:
        return None
    seconds = part.shot.request.seconds
    return click.style(
        f"historical: {part.shot.model} {part.shot.request.size} for {seconds} s cost {usd(last[0])} a take {last[1]}",
        dim=True,
    )


def _last_price(part: ShotPlan, runs: Runs) -> tuple[Decimal, str] | None:
    request = part.shot.request
    last = runs.project.catalog.last_price(request.model, request.size, int(request.seconds))
    return None if last is None else (last.usd, f"at {last.endpoint}, until {last.ended}")


def _data(plan: Plan, runs: Runs) -> dict[str, object]:
    data = plan.to_json()
    for part, row in zip(plan.shots, data["shots"], strict=True):
        last = _last_price(part, runs)
        row["last_price"] = None if last is None else {"usd": float(last[0]), "historical": last[1]}
    return data
