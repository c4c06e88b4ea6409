"""What one file costs cold: ``python -m benchmarks.cold [TIMES]``.

``promptkit lint`` on one shot of forty lines, against a process that imports click, PyYAML, pydantic and Jinja2 and
nothing else. CPU seconds of whole processes; the two take turns, and the median of many counts. Bytecode is compiled
before, as an installation does.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from .shots import texts

TIMES = 40
_IMPORTS = "import click, yaml, pydantic, jinja2"
_LINT = "import sys; from promptkit.cli import main; main(sys.argv[1:])"


def _cpu_seconds(command: Sequence[str], folder: Path, bytecode: Path) -> float:
    """What a process takes, user and system together."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here = str(Path(__file__).resolve().parent.parent)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        cwd=folder,
        env={**env, "PYTHONPATH": here, "PYTHONPYCACHEPREFIX": str(bytecode)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(times: int) -> Mapping[str, float]:
    """The median CPU seconds of the imports alone, and of linting one file."""
    spent: dict[str, list[float]] = {"imports": [], "lint": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "promptkit.yaml").write_text("")
        (folder / "one.yaml").write_text(texts(1)[0])
        commands = {
            "imports": (sys.executable, "-c", _IMPORTS),
            "lint": (sys.executable, "-c", _LINT, "lint", "one.yaml"),
        }
        for turn in range(times + 1):
            for each, command in commands.items():
                took = _cpu_seconds(command, folder, folder / "bytecode")
                if turn:  # the first one compiles the bytecode
                    spent[each].append(took)
    return {each: median(found) for each, found in spent.items()}


def main(times: int) -> None:
    """Print both, and the ratio."""
    spent = measured(times)
    for name, took in spent.items():
        print(f"{name:8} {took * 1000:7.0f} ms cold, {took / spent['imports']:5.2f} times the imports alone")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
