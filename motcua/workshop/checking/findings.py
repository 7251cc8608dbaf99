"""What stands against a source, in the gate's own words; kept while the source is the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import Problem
from motcua.procedures import gate
from motcua.procedures.gate import Finding, Ground
from motcua.procedures.package import flow
from motcua.procedures.package import form as forms
from motcua.workshop.checking.salvage import Salvage, is_of_shape, salvaged
from motcua.workshop.source.places import Source, path_of, place_of

MOST_KEPT = 64
SECONDS = 60
_kept: dict[str, tuple[float, "Checked"]] = {}


@dataclass(frozen=True)
class Checked:
    """All findings, and whether the package could be read, so that all of the gate was asked."""

    findings: tuple[Finding, ...]
    is_whole: bool

    @property
    def places(self) -> list[tuple[str, str]]:
        """Place and what to say there."""
        return [(one.place, one.message) for one in self.findings]


def checked(source: Source, *, ground: Ground | None = None) -> Checked:
    """What the gate says here today; of a source that is not whole, what can be said already.

    The answer is kept for a minute: who serves where may change.
    """
    key, now = _key(source), clock.now().timestamp()
    known = _kept.get(key)
    if known and 0 <= now - known[0] < SECONDS:
        return known[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    found = _checked(source, ground or gate.here())
    _kept[key] = (now, found)
    return found


def _key(source: Source) -> str:
    plain = json.dumps(source, ensure_ascii=False, sort_keys=True, default=str)
    asked = f"{clock.today()} {get_language()} {plain}"
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(source: Source, ground: Ground) -> Checked:
    found = gate.examine_source(source, ground)
    broken = [one for one in found if is_of_shape(one.problem)]
    if not broken:
        return Checked(tuple(found), is_whole=True)
    works = salvaged(source)
    more = list(_of_what_works(works)) if works else []
    known = {one.place for one in found}
    more = [one for one in more if one.place not in known]
    return Checked((*_shortened(found), *more), is_whole=False)


def _of_what_works(works: Salvage) -> Iterator[Finding]:
    """Form and process judged by themselves; nothing that only lacks what was left out."""
    judged = [*forms.findings(works.package.form), *flow.findings(works.package.process)]
    placed = [
        Problem(place_of(works.source_path(path_of(one.place))), one.message, one.code)
        for one in judged
    ]
    for one in gate.findings_of([*works.told, *placed]):
        if not any(f"“{name}”" in one.message for name in works.names):
            yield one


def _shortened(found: list[Finding]) -> list[Finding]:
    """An empty place is told once, as what it is: not written yet."""
    said = _("Chưa viết.")
    return [
        Finding(one.code, one.place, said, "") if one.code == "format-missing" else one
        for one in found
    ]
