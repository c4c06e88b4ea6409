"""``promptkit plan``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import click

from promptkit.api import Checked, Report, Runs
from promptkit.compiler import CompiledShot
from promptkit.findings import UsageError
from promptkit.language import Crossfade
from promptkit.runs import Plan, ShotPlan

from ._matrix import Matrix, matrices, of_variant, sums
from ._matrix import data as matrix_data
from ._matrix import text as matrix_text
from ._shared import (
    asked,
    documents,
    echo_json,
    options,
    price_option,
    shot_options,
    sound_shots,
    table,
    takes_option,
    usd,
)


@click.command("plan", short_help="Show what submit would make, reuse and spend.")
@documents
@shot_options
@takes_option
@price_option
@click.option("--new", is_flag=True, help="Plan for new takes beside those there are.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    documents: tuple[str, ...],
    takes: int | None,
    usd_per_take: Decimal | None,
    new: bool,
    form: str,
    **chosen: object,
) -> None:
    """Show what submit would make, reuse and spend. Nothing is sent.

    \b
    Examples:
      promptkit plan coffee.yaml
      promptkit plan coffee.yaml --takes 3
      promptkit plan mug-light.yaml
      promptkit plan shots/ --format json
    """
    found, shots = sound_shots(documents, options(**chosen))  # type: ignore[arg-type]
    runs = runs_of(found)
    plans = planned(found, shots, runs, takes=takes, new=new, usd_per_take=usd_per_take)
    if form == "json":
        echo_json(_data(plans, found, runs))
    else:
        click.echo(text(plans, found, runs))


def planned(
    found: Report, shots: list[Checked], runs: Runs, *, takes: int | None, new: bool, usd_per_take: Decimal | None
) -> list[Plan]:
    """What a submit of these shots would do."""
    pots = [each.pot for each in matrices(found)]
    return runs.plan(compiled(shots, takes), new=new, usd_per_take=usd_per_take, pots=pots)


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


def text(plans: list[Plan], found: Report, runs: Runs) -> str:
    """The plans as people read them."""
    experiments = matrices(found)
    lines = [line for each in plans for line in _lines(each, experiments, runs)]
    for matrix in experiments:
        lines += sums(matrix, plans, runs)
    lines += [_length(each) for each in found.checked if each.sequence is not None]
    return "\n".join(lines)


def _lines(plan: Plan, experiments: list[Matrix], runs: Runs) -> Iterator[str]:
    """What is planned at one endpoint: single shots first, then the variants of each experiment."""
    rows = [
        (
            part.shot.name,
            asked(part.shot.request),
            _what(part),
            usd(part.total),
        )
        for part in plan.shots
        if not any(part.shot.name in matrix.variants for matrix in experiments)
    ]
    if rows:
        yield table(rows, ("shot", f"at {plan.endpoint.name}", "takes", "cost"))
    for matrix in experiments:
        yield from matrix_text(matrix, plan)
    yield f"to make: {plan.make}, cost {usd(plan.total)}" + _budget(plan)
    yield from dict.fromkeys(note for part in plan.shots if (note := _history(part, runs)))
    if plan.refusal is not None:
        yield click.style("refused: ", fg="red") + str(plan.refusal)


def _length(whole: Checked) -> str:
    """How long a sequence is, and what is not done with it yet."""
    assert whole.sequence is not None
    lengths = [int(part.compiled.request.length or 0) for part in whole.parts if part.compiled is not None]
    join = whole.sequence.join
    fades = join.crossfade * (len(lengths) - 1) if isinstance(join, Crossfade) else 0
    less = f" less {fades:g} of crossfades" if fades else ""
    return (
        f"{whole.document.name}: {sum(lengths) - fades:g} s ({' + '.join(map(str, lengths))}{less}); "
        "the takes are made one by one and not joined yet"
    )


def _what(part: ShotPlan) -> str:
    origin = part.shot.request.origin
    said = [] if origin is None else [str(origin)]
    said += [f"{part.make} to make"] if part.make else []
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
    if not (request.model and request.seconds):
        return None
    last = runs.project.catalog.last_price(request.model, request.size, int(request.seconds))
    return None if last is None else (last.usd, f"at {last.endpoint}, until {last.ended}")


def _data(plans: list[Plan], found: Report, runs: Runs) -> dict[str, object]:
    experiments = matrices(found)
    return {
        "version": 1,
        "plans": [_plan_data(each, experiments, runs) for each in plans],
        "experiments": [matrix_data(matrix, plans, runs) for matrix in experiments],
    }


def _plan_data(plan: Plan, experiments: list[Matrix], runs: Runs) -> dict[str, object]:
    data = plan.to_json()
    for part, row in zip(plan.shots, data["shots"], strict=True):
        last = _last_price(part, runs)
        row["last_price"] = None if last is None else {"usd": float(last[0]), "historical": last[1]}
        for matrix in experiments:
            if part.shot.name in matrix.variants:
                row |= of_variant(matrix, part.shot.name)
    return data
