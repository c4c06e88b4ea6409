"""``promptkit serve``."""

from __future__ import annotations

import json
import logging
import os
import secrets
from pathlib import Path

import click

from promptkit.api import Reader, sizes_of
from promptkit.endpoint import serve
from promptkit.findings import UsageError
from promptkit.project import ensure_state

_KEY = "PROMPTKIT_SERVE_KEY"


@click.command("serve", short_help="Run the embedded /v1/videos endpoint.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--key-env", default=_KEY, show_default=True, metavar="NAME", help="The variable that holds the key.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A further Host header to answer.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(host: str, port: int, key_env: str, hosts: tuple[str, ...], form: str) -> None:
    """Run the embedded endpoint for other programs: OpenAI's /v1/videos, with a previz as its clips.

    Every request needs the key. Without one in the environment a new one is made and shown once.

    \b
    Examples:
      promptkit serve
      PROMPTKIT_SERVE_KEY=... promptkit serve --port 8001
    """
    project = Reader().project(Path.cwd())
    endpoint = project.catalog.endpoint("local")
    if endpoint is None:
        raise UsageError("the catalog has no endpoint 'local'")
    key = os.environ.get(key_env, "").strip()
    if not key:
        key = secrets.token_urlsafe(24)
        click.echo(f"a key for this time: {key}", err=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    serve(
        ensure_state(project) / "endpoint",
        key=key,
        offers=sizes_of(project, endpoint),
        host=host,
        port=port,
        hosts=hosts,
        ready=lambda url: click.echo(
            json.dumps({"version": 1, "url": url}) if form == "json" else f"{url}  (Ctrl-C stops it)"
        ),
    )
