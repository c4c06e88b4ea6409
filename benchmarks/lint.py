"""What linting costs, in one run: ``python -m benchmarks.lint [SHOTS]``.

Each shot of forty lines is linted by all rules, those too that tell no mistake, and compiled with its source map. It is
held against the floor and against yamllint in its default configuration, on the same texts, taking turns; then one
file cold, each time in a process of its own, against the import of four libraries (:mod:`.cold`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from yamllint import linter
from yamllint.config import YamlLintConfig

from . import cold
from .compile import interleaved, ours
from .floor import floor
from .shots import texts


def yamllint() -> Callable[[str], str]:
    """What yamllint, which looks at the form of YAML alone, finds in a document."""
    config = YamlLintConfig("extends: default")
    return lambda text: "\n".join(str(problem) for problem in linter.run(text, config))


def main(count: int) -> None:
    """Print what one shot costs, and the ratios."""
    spent = interleaved({"floor": floor(), "yamllint": yamllint(), "lint": ours(pedantic=True)}, texts(count))
    for name, total in spent.items():
        print(f"{name:8} {total / count * 1e6:7.0f} us a shot, {total / spent['floor']:5.2f} times the floor")
    print(f"lint is {spent['yamllint'] / spent['lint']:.1f} times faster than yamllint")
    cold.main(cold.TIMES)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
