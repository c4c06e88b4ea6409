"""Money: whole micro-USD inside the ledger, ``Decimal`` USD outside."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

_MICRO = Decimal(1_000_000)


def to_micro(usd: Decimal) -> int:
    """USD in whole micro-USD, rounded up: a budget is rather too early than too late.

    :raises ValueError: a negative or infinite amount.
    """
    if not usd.is_finite() or usd < 0:
        raise ValueError(f"no amount of money: {usd}")
    return int((usd * _MICRO).to_integral_value(rounding=ROUND_CEILING))


def from_micro(micro: int) -> Decimal:
    """Micro-USD as USD, without trailing zeros."""
    usd = Decimal(micro) / _MICRO
    return usd.quantize(Decimal(1)) if usd == usd.to_integral_value() else usd.normalize()
