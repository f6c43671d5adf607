"""Twelve views of the example as small pictures: ``make screenshots``. Needs Chromium; ImageMagick makes them smaller.

Those that README and manual show are in ``docs/_static/views``; all are written to the directory that is given.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class View(NamedTuple):
    """A view: the picture's name, the site and page, the size of the window in pixels, and whether it is dark."""

    name: str
    site: str
    page: str
    size: tuple[int, int] = (1240, 760)
    dark: bool = False


VIEWS = (
    View("first-page", "final", "index.html"),
    View("clause-light", "final", "05-layers.html#clause-5.2"),
    View("clause-dark", "final", "05-layers.html#clause-5.2", dark=True),
    View("addresses", "final", "06-addressing.html#tab-saps"),
    View("apdu", "final", "annex-a.html#table-A.3"),
    View("class", "final", "annex-b.html#class-180"),
    View("search", "final", "search.html?q=6.3"),
    View("phone", "final", "06-addressing.html#clause-6.3", (390, 760)),
    View("draft", "draft", "05-layers.html"),
    View("findings", "draft", "findings.html"),
    View("former-numbers", "draft", "former-numbers.html"),
    View("conformance", "review", "conformance-report.html"),
)


def main() -> None:
    """Build the example three times, and look at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="where the pictures are written")
    directory = parser.parse_args().directory
    chromium = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if chromium is None:
        sys.exit("Chromium is needed, and not installed")
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        sites = _sites(Path(made))
        for view in VIEWS:
            path = directory / f"{view.name}.png"
            _look(chromium, sites / view.site, view, path, Path(made, "browser"))
            _make_smaller(path)
            print(path)  # noqa: T201


def _sites(made: Path) -> Path:
    """The published example, a changed draft of it, and its review build."""
    _build(ROOT / "example_profile", made / "final")
    draft = made / "draft-source"
    shutil.copytree(ROOT / "example_profile", draft)
    shutil.copy(made / "final" / "profile.json", draft / "last.json")
    clause = draft / "05-layers.rst"
    text = clause.read_text("utf-8").replace("The lower layers are those", "The lower layers must be those")
    clause.write_text(text.replace("it neither extends nor modifies them", "it does not extend them"), "utf-8")
    _build(draft, made / "draft", "dlms_stage=draft", "dlms_previous_edition=last.json")
    _build(ROOT / "example_profile", made / "review", "dlms_review=1")
    return made


def _build(source: Path, site: Path, *options: str) -> None:
    given = [part for option in options for part in ("-D", option)]
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", *given, "-d", f"{site}-doctrees", source, site]
    subprocess.run(command, check=False)  # noqa: S603


def _look(chromium: str, site: Path, view: View, path: Path, profile: Path) -> None:
    width, height = view.size
    page, mark, rest = view.page.partition("#" if "#" in view.page else "?")
    dark = ["--blink-settings=preferredColorScheme=0"] if view.dark else []
    # Of a page that was scrolled, Chromium takes an empty picture: so it is scrolled within another one.
    frame = site / "frame.html"
    address = f"{(site / page).as_uri()}{mark}{rest}"
    style = f"border: 0; position: fixed; inset: 0; width: {width}px; height: {height}px"
    frame.write_text(f'<!doctype html><iframe src="{address}" style="{style}"></iframe>', "utf-8")
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *dark,
        f"--user-data-dir={profile}-{view.dark}", "--virtual-time-budget=5000", f"--window-size={width},{height}",
        f"--screenshot={path.resolve()}", frame.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _make_smaller(path: Path) -> None:
    if magick := shutil.which("magick") or shutil.which("convert"):
        subprocess.run([magick, path, "-strip", "+dither", "-colors", "48", f"PNG8:{path}"], check=False)  # noqa: S603


if __name__ == "__main__":
    main()
