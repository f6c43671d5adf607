"""``python -m benchmarks``: measure, and print the ratios beside the goals."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import sphinx

from benchmarks.goals import Ratio, growth, ratios
from benchmarks.measure import BrokenRunError, Workshop, measured

_OWN_PART_RUNS = 5


def main() -> int:
    """Run the command; 0 if all goals are met, 1 if not, 2 if a build failed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--scale", type=int, nargs="+", default=[1], help="1 is about 60 pages with 400 references")
    parser.add_argument("--pairs", type=int, default=5, help="how often each side runs; medians are compared")
    parser.add_argument("--no-growth", action="store_true", help="leave out how our own part grows")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there too")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the projects there, and measure nothing")
    arguments = parser.parse_args()
    if arguments.keep:
        for scale in arguments.scale:
            Workshop(arguments.keep / str(scale), scale)
        return 0
    print(f"Python {platform.python_version()}, Sphinx {sphinx.__version__}, {arguments.pairs} pairs, medians")
    result: dict[str, Any] = {"python": platform.python_version(), "sphinx": sphinx.__version__, "scales": {}}
    found: list[Ratio] = []
    try:
        for scale in arguments.scale:
            with tempfile.TemporaryDirectory() as directory:
                told, lines = _scale(Workshop(Path(directory), scale), scale, arguments.pairs)
            result["scales"][scale] = told
            found += lines
        if not arguments.no_growth:
            own, line = _growth()
            result["own part"] = own
            found.append(line)
    except BrokenRunError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return 0 if all(line.met for line in found) else 1


def _scale(workshop: Workshop, scale: float, pairs: int) -> tuple[dict[str, Any], list[Ratio]]:
    """Measure one scale, and print it."""
    found = measured(workshop.runs(), pairs, _tell)
    lines = list(ratios(found, scale))
    pdf = workshop.pdf().cpu
    seconds = {f"{name}, {side.value}": series for (name, side), series in found.items()}
    print(f"\nScale {scale}\n")
    for name, series in seconds.items():
        print(f"{name:52} {series.cpu:6.2f} s CPU  {series.wall:6.2f} s wall  {series.memory:5.0f} MiB")
    print(f"{'PDF, ours':52} {pdf:6.2f} s CPU\n")
    if shutil.which("xelatex") and shutil.which("latexmk"):
        lines.append(Ratio("PDF, ours / XeLaTeX", pdf / workshop.tex().cpu, 0.35))
    else:
        print("PDF, ours / XeLaTeX: left out, there is no xelatex or no latexmk here")
    print(*lines, sep="\n", flush=True)
    return {
        "cpu": {name: series.cpu for name, series in seconds.items()} | {"PDF, ours": pdf},
        "wall": {name: series.wall for name, series in seconds.items()},
        "memory": {name: series.memory for name, series in seconds.items()},
        "ratios": {line.name: {"value": line.value, "goal": line.goal, "met": line.met} for line in lines},
    }, lines


def _growth() -> tuple[dict[str, float], Ratio]:
    """Measure our own part at both scales in turn, and print its growth."""
    with tempfile.TemporaryDirectory() as directory:
        short, long = (Workshop(Path(directory, str(scale)), scale) for scale in (1, 10))
        taken = [(short.own_part(), long.own_part()) for _ in range(_OWN_PART_RUNS)]
    seconds = median(one for one, _ten in taken), median(ten for _one, ten in taken)
    line = growth(*seconds)
    print(f"\nOur own part of a cold HTML build: {seconds[0]:.2f} s at scale 1, {seconds[1]:.2f} s at 10\n{line}")
    return {"scale 1": seconds[0], "scale 10": seconds[1], "exponent": line.value}, line


def _tell(line: str) -> None:
    """Say how far it is, out of the way of the result."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
