"""``python -m benchmarks.provisions``: what a provision costs beyond the plain paragraph, published and in review.

Each number is a difference of two builds with the same paragraphs. In one they are provisions, in the other they say
the same as statements. The measure of the review build is sphinx-needs by itself, with a need for each paragraph.
Where a test bench gives its results, two of three provisions have a test case, in a JUnit file.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.goals import Ratio
from benchmarks.measure import run

COUNTS = (300, 3_000, 15_000)
_IN_A_DOCUMENT = 150
_PUBLISHED_GOAL = 0.5
_REVIEW_GOAL = 1.5
_FEWEST_TO_COMPARE = 1_000
_LINEAR = 1.15
_LEAST_TOLD = 0.15
"""Builds differ by this many milliseconds a paragraph without any reason."""
_TESTED = 2 / 3
_OURS = 'extensions = ["sphinx_dlmsprofile"]\nhtml_theme = "basic"\ndlms_select = ["provision-id-duplicate"]\n'
_NEEDS = 'extensions = ["sphinx_needs"]\nhtml_theme = "basic"\n'
_REVIEW = f"{_OURS}dlms_review = True\n"
_WITH_TESTS = f'{_REVIEW}dlms_test_results = ["bench.xml"]\n'
_SENTENCE = "Station {number} {form} the frame of the access point before it sends its own answer to the client."
_LABEL = ":prov:`station-{number}` "
_FORMS = {"provisions": "shall read", "tested": "shall read", "statements": "reads", "needs": "reads"}


def write_project(directory: Path, count: int, kind: str, conf: str) -> None:
    """Write a project of ``count`` paragraphs: ``provisions``, ``statements``, or ``needs`` of sphinx-needs.

    If ``kind`` is ``tested``, they are provisions with identifiers, which test cases verify.
    """
    directory.mkdir(parents=True)
    (directory / "conf.py").write_text(conf, "utf-8")
    names = []
    for first in range(0, count, _IN_A_DOCUMENT):
        names.append(f"part{first}")
        blocks = [f"Part {first}\n{'=' * 20}"]
        for number in range(first, min(first + _IN_A_DOCUMENT, count)):
            text = _SENTENCE.format(number=number, form=_FORMS[kind])
            if kind == "tested":
                text = _LABEL.format(number=number) + text
            blocks.append(f".. req:: Station {number}\n   :id: R_{number:05}\n\n   {text}" if kind == "needs" else text)
        (directory / f"{names[-1]}.rst").write_text("\n\n".join(blocks) + "\n", "utf-8")
    listing = "\n".join(f"   {name}" for name in names)
    (directory / "index.rst").write_text(f"All\n===\n\n.. toctree::\n\n{listing}\n", "utf-8")


def write_results(file: Path, count: int) -> None:
    """Write what a test bench says of ``count`` test cases, one for each of the first provisions."""
    cases = "\n".join(
        f'<testcase name="case {number}" time="0.{number % 10}"><properties>'
        f'<property name="verifies" value="station-{number}"/></properties></testcase>'
        for number in range(count)
    )
    suite = f'<testsuite name="bench" timestamp="2026-01-01T00:00:00" tests="{count}">'
    file.write_text(f"<testsuites>{suite}\n{cases}\n</testsuite></testsuites>\n", "utf-8")


class Bench:
    """Measures one count."""

    def __init__(self, directory: Path, count: int, repeats: int) -> None:
        """Write the projects."""
        self._directory = directory
        self._count = count
        self._repeats = repeats
        for kind, conf in (("provisions", _OURS), ("statements", _OURS), ("needs", _NEEDS)):
            write_project(directory / kind, count, kind, conf)
        write_project(directory / "reviewed", count, "provisions", _REVIEW)
        write_project(directory / "tested", count, "tested", _WITH_TESTS)
        write_results(directory / "tested" / "bench.xml", round(count * _TESTED))
        write_project(directory / "unreviewed", count, "statements", _REVIEW)
        write_project(directory / "plain", count, "statements", _NEEDS)

    def cost(self, more: str, less: str) -> float:
        """What each paragraph costs in one project and not in the other: milliseconds of CPU."""
        differences = [self._build(more) - self._build(less) for _ in range(self._repeats)]
        return 1000 * median(differences) / self._count

    def again(self) -> float:
        """The seconds of CPU of a review build in which nothing has changed."""
        self._build("reviewed")
        return median(self._build("reviewed", again=True) for _ in range(self._repeats))

    def _build(self, name: str, *, again: bool = False) -> float:
        output = self._directory / "html"
        if not again:
            shutil.rmtree(output, ignore_errors=True)
        return run("sphinx", "-q", "-b", "html", str(self._directory / name), str(output), silent=False).cpu


def _growth(name: str, less: int, cheap: float, more: int, dear: float) -> Ratio:
    """The exponent by which the cost of all provisions together grows."""
    known = [max(cost, _LEAST_TOLD) for cost in (cheap, dear)]
    exponent = math.log((known[1] * more) / (known[0] * less)) / math.log(more / less)
    return Ratio(f"growth from {less} to {more} {name}, exponent", exponent, _LINEAR)


def main() -> int:
    """Run the command; 0 if all goals are met."""
    parser = argparse.ArgumentParser(prog="benchmarks.provisions", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS, help="how many provisions")
    parser.add_argument("--scale", type=float, default=1.0, help="times this; below 1 nothing is judged")
    parser.add_argument("--repeats", type=int, default=3, help="how often each build runs; medians are compared")
    arguments = parser.parse_args()
    judged = arguments.scale >= 1
    lines: list[Ratio] = []
    before: tuple[int, float, float] | None = None
    for count in sorted(round(count * arguments.scale) for count in arguments.counts):
        with tempfile.TemporaryDirectory() as directory:
            # Short builds differ by more than what is to be measured.
            repeats = arguments.repeats * (1 if count >= _FEWEST_TO_COMPARE or not judged else 3)
            bench = Bench(Path(directory), count, repeats)
            published = bench.cost("provisions", "statements")
            review = bench.cost("reviewed", "unreviewed")
            tested = bench.cost("tested", "unreviewed")
            own = bench.cost("needs", "plain")
            again = bench.again()
        print(
            f"{count:6} provisions, ms each: {published:.2f} published, {review:.2f} in review,"
            f" {tested:.2f} with tests, {own:.2f} as needs"
        )
        lines.append(Ratio(f"{count} published, ms a provision", published, _PUBLISHED_GOAL))
        lines.append(Ratio(f"{count} in review, ms a provision", review, min(own, _REVIEW_GOAL)))
        lines.append(Ratio(f"{count} in review, {round(count * _TESTED)} tests, ms a provision", tested, _REVIEW_GOAL))
        lines.append(Ratio(f"{count} in review, without a change, ms a provision", 1000 * again / count, None))
        if before:
            lines.append(_growth("published", before[0], before[1], count, published))
            lines.append(_growth("in review", before[0], before[2], count, review))
        # What a few provisions cost is lost in what each build varies by.
        before = (count, published, review) if count >= _FEWEST_TO_COMPARE or not judged else None
    lines = lines if judged else [replace(line, goal=None) for line in lines]
    print(*lines, sep="\n")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
