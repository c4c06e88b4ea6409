"""What an expression can see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promptkit.source import Plain


@dataclass(frozen=True, slots=True)
class Scope:
    """The parameters of one layer.

    :param layer: the layer's name, which ``Scalar.params`` gives beside each parameter that was read.
    :param values: the parameters; ``None`` is one that has no value.
    """

    layer: str
    values: Mapping[str, Plain]
