"""What an experiment of a thousand variants costs: ``python -m benchmarks.variants``.

One shot of forty lines with three axes of ten levels each is read, expanded, resolved, linted and compiled, every
prompt with its source map and fingerprint. CPU seconds, and the peak of memory above what the imports hold, each in a
process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .compile import seconds
from .floor import floor
from .shots import texts

_LEVELS = 10
_WORDS = ("calm", "tense", "playful", "solemn", "eerie", "tender", "proud", "weary", "hopeful", "restless")
_LIGHTS = ("dawn", "noon", "dusk", "night", "blue hour", "golden hour", "morning", "sunset", "midnight", "afternoon")


def experiment() -> str:
    """A shot and the experiment on it, in one file."""
    axes = {
        "light": [f"{{lighting: {{time_of_day: {light}}}}}" for light in _LIGHTS],
        "push": [f"{{camera: {{edit: {{push: {{for: {1 + at / 10}}}}}}}}}" for at in range(_LEVELS)],
        "mood": [f"{{mood: {word}}}" for word in _WORDS],
    }
    vary = "".join(
        f"  {name}: {{{', '.join(f'l{at}: {level}' for at, level in enumerate(levels))}}}\n"
        for name, levels in axes.items()
    )
    return f'{texts(1)[0]}---\nexperiment: many\nbase: "#reel-0"\nvary:\n{vary}'


def measured() -> dict[str, float]:
    """Seconds and MB of one expansion in this process, which has done nothing before."""
    from promptkit.api import Options, Reader, check_inputs

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.yaml"
        path.write_text(experiment())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        report = check_inputs(Reader().read([f"{path}#many"]), Options())
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fingerprints = {each.compiled.fingerprint for each in report.shots if each.compiled is not None}
    if len(fingerprints) != _LEVELS**3:
        raise SystemExit("\n".join({finding.message for finding in report.findings}) or f"{len(fingerprints)} variants")
    return {"seconds": spent, "megabytes": (peak - before) / 1024}


def main(times: int) -> None:
    """Print the best of several runs, and what the floor needs for as many documents."""
    runs = []
    for _ in range(times):
        done = subprocess.run([sys.executable, "-m", "benchmarks.variants", "--one"], capture_output=True, check=True)
        runs.append(json.loads(done.stdout))
    step, shots = floor(), texts(_LEVELS**3)
    step(shots[0])
    base = seconds(step, shots)
    best, memory = min(each["seconds"] for each in runs), max(each["megabytes"] for each in runs)
    print(f"1,000 variants: {best:.2f} s ({best / base:.2f} times the floor), {memory:.0f} MB above the imports")
    print("all runs: " + ", ".join(f"{each['seconds']:.2f} s" for each in runs))


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(measured()))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
