"""What is wrong, by place; told once, beside the box where it is mended."""

from collections import defaultdict
from collections.abc import Iterable

from motcua.workshop.source.places import Path, path_of, place_of


class Problems:
    """Messages by place. Those told at a box are not told again above."""

    def __init__(self, found: Iterable[tuple[str, str]] = (), missing: Iterable[str] = ()) -> None:
        self._missing = {path_of(place) for place in missing}
        self._by_path: dict[Path, list[str]] = defaultdict(list)
        for place, message in found:
            self._by_path[path_of(place)].append(message)
        self._told: set[Path] = set()

    def misses(self, path: Path) -> bool:
        """Something has to be written here, and is not yet: said quietly."""
        return path in self._missing

    def told_at(self, path: Path) -> str:
        """What is wrong exactly here; from now on it is told."""
        messages = self._by_path.get(path, [])
        if messages:
            self._told.add(path)
        return " ".join(dict.fromkeys(messages))

    def within(self, path: Path) -> list[str]:
        """What is wrong here or anywhere inside."""
        return [
            message
            for place, messages in self._by_path.items()
            if place[: len(path)] == path
            for message in messages
        ]

    def count(self, path: Path) -> int:
        """How many things are wrong here or inside; from now on they are told by their number."""
        inside = [place for place in self._by_path if place[: len(path)] == path]
        self._told.update(inside)
        missing = sum(place[: len(path)] == path for place in self._missing)
        return missing + sum(len(self._by_path[place]) for place in inside)

    def untold(self, path: Path) -> list[tuple[str, str]]:
        """What is wrong in a part, for which there was no box: place and message."""
        return [
            (place_of(place), message)
            for place, messages in self._by_path.items()
            if place[: len(path)] == path and place not in self._told
            for message in dict.fromkeys(messages)
        ]
