"""Options and outputs that several commands share."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from promptkit.api import Checked, Options, Reader, Report, check_inputs, every_rule, parameters, patches
from promptkit.compiler import Request
from promptkit.findings import Finding, Severity, UsageError
from promptkit.linter import Batch, report

_AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")

F = TypeVar("F", bound=Callable[..., Any])

documents = click.argument("documents", nargs=-1, metavar="[FILE|FOLDER|GLOB|-|NAME]...")


def _amount(text: str) -> Decimal:
    """An amount in USD as it is spelled; zero too, for what is known to be free."""
    if not _AMOUNT.fullmatch(text):
        raise click.BadParameter(f"{text!r} is no amount of USD, as in 0.40")
    return Decimal(text)


takes_option = click.option(
    "--takes", type=click.IntRange(1, 100), metavar="N", help="How many takes there shall be, over the shot's."
)
price_option = click.option(
    "--usd-per-take", type=_amount, metavar="USD", help="What a take costs where nobody has stated it, as in 0.40."
)


def shot_options(command: F) -> F:
    """The choices that stand over the shot and the project."""
    for option in reversed(
        (
            click.option("--model", metavar="NAME", help="The model, over the shot's and the project's."),
            click.option("--size", metavar="WxH", help="The size in pixels, over the shot's and the project's."),
            click.option("--endpoint", metavar="NAME", help="The endpoint, over the shot's and the project's."),
            click.option("--dialect", metavar="NAME", help="How the prompt is laid out: prose, brief, beats, wan, ..."),
            click.option(
                "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set a key of the shot, as in duration=4."
            ),
            click.option(
                "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set one of the shot's own parameters."
            ),
            click.option("--allow-outside", is_flag=True, help="Let a still lie outside the project."),
        )
    ):
        command = option(command)
    return command


def options(
    model: str | None,
    size: str | None,
    endpoint: str | None,
    dialect: str | None,
    settings: Sequence[str],
    params: Sequence[str],
    allow_outside: bool,
) -> Options:
    """The choices as a value.

    :raises UsageError: if one of them is malformed.
    """
    if size is not None and not _is_size(size):
        raise UsageError(f"--size {size}: expected a size in pixels such as 1280x720")
    return Options(
        model=model,
        size=size,
        endpoint=endpoint,
        dialect=dialect,
        patches=patches(settings),
        params=parameters(params),
        allow_outside=allow_outside,
    )


def _is_size(text: str) -> bool:
    width, _, height = text.partition("x")
    return width.isdecimal() and height.isdecimal()


def reader(names: Sequence[str]) -> Reader:
    """A reader that has standard input where it is named."""
    if "-" not in names:
        return Reader()
    data = sys.stdin.buffer.read()
    try:
        return Reader(stdin=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8 (byte {error.start})") from None


def checked(names: Sequence[str], chosen: Options) -> Report:
    """Check the documents that were named.

    :raises UsageError: if a file cannot be opened, or there is nothing to check.
    """
    inputs = reader(names).read(names)
    if not inputs:
        raise UsageError("there are no shots or presets here", hint="promptkit new my-shot writes one")
    return check_inputs(inputs, chosen)


def sound_shots(names: Sequence[str], chosen: Options) -> tuple[Report, list[Checked]]:
    """The shots that were named; with an error among them the findings are shown and the command ends with 1.

    An experiment stands for its variants, a sequence for its shots.

    :raises UsageError: if none of the documents is a shot, or stands for one.
    """
    found = checked(names, chosen)
    blocking = [each for each in found.findings if each.severity is Severity.ERROR]
    others = [each for each in found.findings if each.severity is Severity.WARNING]
    if blocking or others:
        echo_findings([*blocking, *others], found)
    if blocking:
        raise click.exceptions.Exit(1)
    shots = list(found.distinct)
    if not shots:
        raise UsageError("there is no shot among these documents")
    return found, shots


def echo_findings(findings: Sequence[Finding], found: Report) -> None:
    """Show findings to a person, on standard error."""
    click.echo(report(batch(findings, found), "full"), err=True, nl=False)


def batch(findings: Sequence[Finding], found: Report) -> Batch:
    """Findings of a check as a report wants them."""
    return Batch(findings, found.texts, [each.parsed.file for each in found.inputs], every_rule())


def write_text(path: Path, text: str) -> None:
    """Write the file again, with the byte order mark it had."""
    mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    path.write_bytes(mark + text.encode("utf-8"))


def with_clips(data: dict[str, Any], state: Path) -> dict[str, Any]:
    """Data about a take, its ``files`` as paths that can be opened from anywhere, their checksums under ``clips``."""
    if "files" not in data:
        return data
    clips = [{**file, "path": str((state / file["path"]).absolute())} for file in data["files"]]
    return {**data, "files": [clip["path"] for clip in clips], "clips": clips}


def echo_json(data: object) -> None:
    """Write data as JSON to standard output."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> str:
    """Columns, aligned to the left, with a line of heads."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    ]
    return "\n".join([click.style(lines[0], bold=True), *lines[1:]])


def asked(request: Request) -> str:
    """What a request is for, as people read it: ``sora-2, 1280x720, 8 s``."""
    more = " more" if request.origin is not None and request.origin.route == "extensions" else ""
    seconds = f"{request.seconds} s{more}" if request.seconds else ""
    return ", ".join(filter(None, (request.model, request.size, seconds))) or "as the clip is"


def usd(amount: object) -> str:
    """An amount of money as people read it: ``$0.80``; ``unknown`` where nobody has stated it."""
    return "unknown" if amount is None else f"${float(str(amount)):.2f}"
