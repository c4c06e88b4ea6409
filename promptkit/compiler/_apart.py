"""Rendering a stranger's template in a process of its own, which is ended where it takes too much."""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

from promptkit.templating.templates import Failure, Layout, Rendered

from ._worker import MAX_CPU, MAX_MEMORY, outcome_of

_PATIENCE = 60.0
"""Seconds on the wall, for Python to start and for one rendering; what ends a rendering is the processor's time."""
_STOPPED = f"the template was stopped: it takes more than {MAX_CPU} s or {MAX_MEMORY // 2**20} MB"


class _Apart:
    """The process, started when it is first needed and again after it was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._rest = b""

    def ask(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer to a job; ``None`` where the process had to be ended, or ended itself."""
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            try:
                process.stdin.write(json.dumps(job).encode() + b"\n")
                process.stdin.flush()
                line = self._line(process)
            except OSError:
                line = None
            if line is None:
                self._end()
                return None
            answer: dict[str, Any] = json.loads(line)
            return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._rest = b""
            # -P: what lies in the current folder is no module of ours.
            # Of the environment nothing is handed on: no keys.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "promptkit.compiler._worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path), "PYTHONUTF8": "1"},  # noqa: PTH100
            )
            self._line(self._process)
        return self._process

    def _line(self, process: subprocess.Popen[bytes]) -> bytes | None:
        assert process.stdout is not None
        ends = time.monotonic() + _PATIENCE
        while b"\n" not in self._rest:
            left = ends - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                return None
            piece = os.read(process.stdout.fileno(), 65_536)
            if not piece:
                return None
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()


_APART = _Apart()
atexit.register(_APART.close)


def rendered_apart(layout: Layout, values: Mapping[str, Any], base: int) -> Rendered | Failure:
    """As ``render``, in the process of its own."""
    own = [(str(folder.absolute()), str(root.absolute())) for folder, root in layout.folders.own]
    job = {
        "template": layout.template,
        "own": own,
        "shipped": str(layout.folders.shipped.absolute()),
        "values": values,
        "base": base,
    }
    answer = _APART.ask(job)
    return Failure("template-limit", _STOPPED, "make it simpler", None, 0) if answer is None else outcome_of(answer)
