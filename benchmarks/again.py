"""``python -m benchmarks.again SOURCEDIR OUTPUT``: what it takes to judge again after one file changed.

One process, as that of an editor, reads and judges the whole project, and then again and again after
``07-services.rst`` alone was edited. It reports the medians of these later builds, and the peak memory of the process.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from benchmarks.measure import TOUCHED, edit

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_TIMES = 3


class Resident:
    """A project that is kept in this process."""

    def __init__(self, source: Path, output: Path) -> None:
        """Read and judge all of it; within ``patch_docutils`` and ``docutils_namespace``."""
        self._source = source
        self._read: list[str] = []
        self._judged = 0
        doctrees = output / ".doctrees"
        self._app = Sphinx(source, source, output, doctrees, "dlmscheck", status=None, warning=sys.stderr)
        self._app.connect("env-before-read-docs", self._note_read)
        self._app.connect("dlms-judged", self._note_judged)
        self._app.build()

    def again(self) -> tuple[float, float]:
        """Judge again after one file was edited: seconds of CPU, and of wall time."""
        edit(self._source / TOUCHED)
        self._judged = 0
        # What the builds before have left is not this one's.
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        self._app.build()
        taken = time.process_time() - cpu, time.perf_counter() - wall
        if self._read != [Path(TOUCHED).stem] or self._judged != 1:
            message = f"not one file was read and judged, but {self._read}, judged {self._judged} times"
            raise RuntimeError(message)
        return taken

    def _note_read(self, _app: Sphinx, _env: BuildEnvironment, names: list[str]) -> None:
        self._read = list(names)

    def _note_judged(self, *_judged: object) -> None:
        self._judged += 1


def main(source: Path, output: Path) -> int:
    """Print the costs as JSON."""
    with patch_docutils(source), docutils_namespace():
        resident = Resident(source, output)
        taken = [resident.again() for _ in range(_TIMES)]
    cpu, wall = (median(seconds) for seconds in zip(*taken, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": memory}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
