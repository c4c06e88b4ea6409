"""Shots, endpoints and a probe for the tests of runs; also for the processes that they start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from promptkit.catalog import Endpoint
from promptkit.compiler import CompiledShot, Price, Request
from promptkit.runs import Limits

SIZE = "160x90"
KEY = "sk-secret-1234567890"
QUICK = Limits(
    slots=4,
    create=3.0,
    look=3.0,
    deadline=20.0,
    troubles=3,
    fetches=3,
    settle=(0.0, 0.05),
    grace=2.0,
    clip_bytes=1 << 20,
)


def endpoint(**changes: Any) -> Endpoint:
    fields: dict[str, Any] = {
        "name": "studio",
        "base_url": "http://127.0.0.1/v1",
        "key_env": "STUDIO_KEY",
        "extras": {},
        "replays_key": False,
        "lists_prompts": True,
        "status_map": {},
        "poll_seconds": 0.02,
        "offers": {},
        "source": "a test",
        "as_of": date(2026, 11, 23),
    }
    return Endpoint(**{**fields, **changes})


def shot(name: str = "steaming-cup", *, takes: int = 1, usd: str | None = "0.80", **request: Any) -> CompiledShot:
    fields = {"model": "sora-2", "prompt": f"A {name} – wide.", "seconds": "4", "size": SIZE, **request}
    asked = Request(**fields)
    return CompiledShot(
        name=name,
        file=f"shots/{name}.yaml",
        model=asked.model,
        endpoint="studio",
        dialect="prose",
        prompt=asked.prompt,
        request=asked,
        timeline=(),
        source_map=(),
        price=None if usd is None else Price(Decimal(usd), "a test", "2026-11-23"),
        takes=takes,
    )


def quick(**changes: Any) -> Limits:
    return replace(QUICK, **changes)
