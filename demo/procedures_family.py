"""The packages of the demo country: files as they stand, and families of variants."""

from pathlib import Path
from typing import Any

from motcua.procedures.families import packages_in

FOLDER = Path(__file__).parent / "procedures"


def packages(folder: Path = FOLDER) -> dict[str, Any]:
    """Every package of the folder by name: files as they stand, then the families."""
    found: dict[str, Any] = {}
    for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("families/*.yaml"))):
        for name, package in packages_in(path).items():
            if (name or path.stem) in found:
                raise ValueError(f"two packages are called {name or path.stem}")
            found[name or path.stem] = package
    return found
