"""``python -m benchmarks``: measure, and print the ratios beside the goals."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import sphinx

from benchmarks.goals import Ratio, growth, pdf_ratios, ratios
from benchmarks.markup import Side
from benchmarks.measure import BrokenRunError, Workshop, measured

_SCALE = "1 is about 60 pages with 400 references; below 1 the ratios are printed and not judged"


def main() -> int:
    """Run the command; 0 if all goals are met, 1 if not, 2 if a build failed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--scale", type=float, nargs="+", default=[1.0], help=_SCALE)
    parser.add_argument("--pairs", type=int, default=5, help="how often each side runs; medians are compared")
    parser.add_argument("--no-growth", action="store_true", help="leave out how our own part grows")
    parser.add_argument("--pdf", action="store_true", help="measure the PDF alone")
    parser.add_argument("--theme", metavar="NAME", help="measure what this HTML theme costs, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there too")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the projects there, and measure nothing")
    arguments = parser.parse_args()
    if arguments.keep:
        for scale in arguments.scale:
            Workshop(arguments.keep / f"{scale:g}", scale)
        return 0
    print(f"Python {platform.python_version()}, Sphinx {sphinx.__version__}, {arguments.pairs} pairs, medians")
    result: dict[str, Any] = {"python": platform.python_version(), "sphinx": sphinx.__version__, "scales": {}}
    found: list[Ratio] = []
    try:
        for scale in arguments.scale:
            with tempfile.TemporaryDirectory() as directory:
                workshop = Workshop(Path(directory), scale, arguments.theme)
                told, lines = _scale(workshop, scale, arguments.pairs, pdf_only=arguments.pdf)
            result["scales"][f"{scale:g}"] = told
            found += lines
        if not (arguments.no_growth or arguments.pdf):
            own, line = _growth(min(arguments.scale), arguments.pairs)
            result["own part"] = own
            found.append(line)
    except BrokenRunError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return 0 if all(line.met for line in found) else 1


def _scale(workshop: Workshop, scale: float, pairs: int, *, pdf_only: bool) -> tuple[dict[str, Any], list[Ratio]]:
    """Measure one scale, and print it."""
    runs = [run for run in workshop.runs() if run.name == "PDF" or not pdf_only]
    found = measured(runs, pairs, _tell)
    lines = list((pdf_ratios if pdf_only else ratios)(found, scale))
    seconds = {f"{name}, {side.value}": series for (name, side), series in found.items()}
    print(f"\nScale {scale:g}\n")
    for name, series in seconds.items():
        print(f"{name:66} {series.cpu:6.2f} s CPU  {series.wall:6.2f} s wall  {series.memory:5.0f} MiB")
    print()
    if ("PDF", Side.NUMREF) not in found:
        print("PDF, ours / three passes of XeLaTeX: left out, because xelatex is not installed")
    print(*lines, sep="\n", flush=True)
    return {
        "cpu": {name: series.cpu for name, series in seconds.items()},
        "wall": {name: series.wall for name, series in seconds.items()},
        "memory": {name: series.memory for name, series in seconds.items()},
        "ratios": {line.name: {"value": line.value, "goal": line.goal, "met": line.met} for line in lines},
    }, lines


def _growth(scale: float, runs: int) -> tuple[dict[str, float], Ratio]:
    """Measure our own part at a scale and at ten times that in turn, and print its growth."""
    with tempfile.TemporaryDirectory() as directory:
        short, long = (Workshop(Path(directory, name), size) for name, size in (("short", scale), ("long", 10 * scale)))
        taken = [(short.own_part(), long.own_part()) for _ in range(runs)]
    seconds = median(one for one, _ten in taken), median(ten for _one, ten in taken)
    line = growth(*seconds, scale)
    sizes = f"{seconds[0]:.2f} s at scale {scale:g}, {seconds[1]:.2f} s at {10 * scale:g}"
    print(f"\nOur own part of a cold HTML build: {sizes}\n{line}")
    return {f"scale {scale:g}": seconds[0], f"scale {10 * scale:g}": seconds[1], "exponent": line.value}, line


def _tell(line: str) -> None:
    """Report the progress on standard error, apart from the result."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
