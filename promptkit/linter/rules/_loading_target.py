"""A model or endpoint that nobody knows, and a prompt that does not fit."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_LONG = "a boat, " * 4_001

RULES = (
    Rule(
        name="unknown-model",
        family="target",
        severity=Severity.ERROR,
        summary="a model that the catalog does not know",
        why="Its sizes, lengths and price are not known, so nothing could be checked before it is paid for.",
        valid=("shot: a\nmodel: sora-2\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nmodel: sora-22\nduration: 4\nscene: A harbour.\n", 2, 8),),
    ),
    Rule(
        name="unknown-endpoint",
        family="target",
        severity=Severity.ERROR,
        summary="an endpoint that neither the catalog nor the project knows",
        why="There is no address to send the request to.",
        valid=("shot: a\nendpoint: local\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nendpoint: locl\nduration: 4\nscene: A harbour.\n", 2, 11),),
    ),
    Rule(
        name="prompt-too-long",
        family="target",
        severity=Severity.ERROR,
        summary="the prompt has more characters than the model takes",
        why="The endpoint refuses the request, or cuts the end off.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example(f"shot: a\nduration: 4\nscene: A harbour, {_LONG}\n", 1, 1),),
        source="openai/openai-openapi @ f85dbe2: CreateVideoBody",
    ),
)
