"""The parts of a package as the pages have them: what stands where, and where a place is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.workshop.boxes.layout import own_page
from motcua.workshop.shapes import Listed, OneOf, Part, Shape, Text, package_shape
from motcua.workshop.source.places import NOTHING, Path, Source, address_of, at


@dataclass(frozen=True)
class Section:
    """A page of the record: some members of the package, or one that is a part itself."""

    id: str
    title: str | Promise
    what: str | Promise
    members: tuple[str, ...]
    alone: bool = False
    """The only member is a part, whose members the page shows."""

    @property
    def path(self) -> Path:
        """The place that the page edits."""
        return (self.members[0],) if self.alone else ()

    @property
    def only(self) -> tuple[str, ...]:
        """Which members of that place are on the page; () for all."""
        return () if self.alone else self.members

    def is_blank(self, source: Source) -> bool:
        """Nothing of it is written yet."""
        return not any(at(source, (one,)) not in (NOTHING, [], {}) for one in self.members)


NAMED = (
    Section(
        "chung", _("Thông tin chung"), _("Mã, tên, lĩnh vực, ai được làm"),
        (
            "code", "name", "summary", "keywords", "field", "levels", "subjects", "online",
            "online_reason", "unfinished", "code_certainty", "kind", "description",
            "other_fields", "subjects_note", "publisher", "decision", "national", "related",
            "linked",
        ),
    ),
    Section("can-cu", _("Căn cứ pháp lý"), _("Các văn bản quy định"), ("legal_basis",)),
    Section("co-quan", _("Cơ quan"), _("Thực hiện, có thẩm quyền, phối hợp"), ("agencies",), True),
    Section("cach-nop", _("Cách nộp, thời hạn, phí"), _("Từng cách nộp"), ("channels",)),
    Section("giay-to", _("Trường hợp và giấy tờ"), _("Giấy tờ của từng trường hợp"), ("cases",)),
    Section(
        "huong-dan", _("Lời hướng dẫn"), _("Các bước, điều kiện, địa chỉ"),
        ("guide", "requirements", "requirements_basis", "addresses", "guides"),
    ),
    Section("to-khai", _("Tờ khai"), _("Các trang và câu hỏi"), ("form",), True),
    Section(
        "tim-truong-hop", _("Tìm trường hợp"), _("Câu hỏi để biết mình thuộc trường hợp nào"),
        ("finder",), True,
    ),
    Section("tiep-nhan", _("Nơi tiếp nhận"), _("Hồ sơ gửi tới đâu"), ("reception",), True),
    Section("quy-trinh", _("Quy trình giải quyết"), _("Các bước và sơ đồ"), ("process",), True),
    Section("bang", _("Bảng quyết định"), _("Phí, nơi giải quyết theo câu trả lời"), ("tables",)),
    Section("ket-qua", _("Kết quả"), _("Người dân nhận được gì"), ("results",)),
    Section("vi-du", _("Ví dụ kiểm thử"), _("Câu trả lời mẫu và kết quả phải có"), ("examples",)),
)  # fmt: skip
GROUPS = (
    (
        _("Hồ sơ thủ tục"),
        ("chung", "can-cu", "co-quan", "cach-nop", "giay-to", "huong-dan", "ket-qua"),
    ),
    (
        _("Tờ khai và quy trình"),
        ("to-khai", "tim-truong-hop", "tiep-nhan", "quy-trinh", "bang", "khac"),
    ),
    (_("Kiểm chứng"), ("vi-du",)),
)


def sections() -> list[Section]:
    """All, in order; what the format has besides gets a page by itself."""
    named = {member for one in NAMED for member in one.members}
    others = tuple(one.name for one in package_shape().fields if one.name not in {*named, "format"})
    rest = [Section("khac", _("Phần khác"), _("Những mục còn lại"), others)] if others else []
    return [*NAMED, *rest]


def section(id: str) -> Section | None:
    """One by its address."""
    return next((one for one in sections() if one.id == id), None)


def section_of(path: Path) -> Section:
    """Where a place of the package is written; what is nowhere is told with the general facts."""
    member = path[0] if path else ""
    found = (one for one in sections() if member in one.members)
    return next(found, NAMED[0])


@dataclass(frozen=True)
class Spot:
    """What one page edits: a section, or an item that has a page of its own."""

    path: Path
    only: tuple[str, ...] = ()
    section: Section = NAMED[0]

    def address(self, manuscript: Any) -> str:
        """The page."""
        if self.path and self.path != self.section.path:
            return reverse("workshop:part", args=[manuscript.pk, address_of(self.path)])
        return reverse("workshop:section", args=[manuscript.pk, self.section.id])

    def holds(self, path: Path) -> bool:
        """Whether a place is mended on this page, or on one below it."""
        if path[: len(self.path)] != self.path:
            return False
        return not self.only or (bool(path) and path[0] in self.only)


def spot_of(path: Path, source: Source) -> Spot:
    """The page on which a place is mended."""
    here = section_of(path)
    found = Spot(here.path, here.only, here)
    for length, _shape in _own_pages(path, source):
        found = Spot(path[:length], (), here)
    return found


def mending(manuscript: Any, path: Path) -> str:
    """The address of the box in which a place is mended."""
    spot = spot_of(path, manuscript.source)
    return f"{spot.address(manuscript)}#{box_name(path[len(spot.path) :], spot, manuscript.source)}"


def box_name(rest: Path, spot: Spot, source: Source) -> str:
    """The identifier of the box of a place on its page; of the nearest box around it."""
    shape = _shape_of(spot, source)
    value = at(source, spot.path) if spot.path else source
    name = "p"
    for one in rest:
        inside = _step(shape, one, value)
        if inside is None:
            break
        name, shape, value = f"{name}-{one}", inside, at(value, (one,))
    if isinstance(shape, Text) and name != "p":
        return f"{name}-vi"
    return name if name != "p" else "content"


def _shape_of(spot: Spot, source: Source) -> Shape:
    shape: Shape = package_shape()
    value: Any = source
    for one in spot.path:
        shape, value = _step(shape, one, value) or shape, at(value, (one,))
    return shape


def _own_pages(path: Path, source: Source) -> Iterator[tuple[int, Shape]]:
    """How far along a path items have pages of their own."""
    shape: Shape = package_shape()
    value: Any = source
    for number, one in enumerate(path):
        inside = _step(shape, one, value)
        value = at(value, (one,))
        if inside is None or value is NOTHING:
            return
        shape = inside
        if isinstance(one, int) and own_page(shape):
            yield number + 1, shape


def _step(shape: Shape, key: str | int, value: Any) -> Shape | None:
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        shape = branch.shape if branch else shape
    if isinstance(shape, Part) and isinstance(key, str):
        member = shape.field(key)
        return member.shape if member else None
    return shape.item if isinstance(shape, Listed) and isinstance(key, int) else None
