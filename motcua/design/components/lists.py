"""Components that show many things: summaries, tables, tasks, pages, figures, history."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.safestring import SafeString

from motcua.design.components.drawing import Text, attributes, class_names, draw, listed, pairs

Row = Mapping[str, object]


def breadcrumbs(*trail: object, classes: str = "", **others: object) -> SafeString:
    """Text and address in turn: `"Trang chủ", "/", "Hồ sơ của tôi"`; the last may have none."""
    items = [{"text": text, "href": href} for text, href in pairs(trail)]
    own = {"class": class_names("govuk-breadcrumbs", classes)}
    return draw("breadcrumbs", items=items, attributes=attributes(own | others))


def summary_list(
    rows: Iterable[Row | Sequence[object]],
    *,
    title: Text = "",
    heading_level: int = 2,
    classes: str = "",
    **others: object,
) -> SafeString:
    """Rows: `(key, value)` or `{key, value, actions: [{href, text, hidden}]}`; `title`: a card."""
    told = [_summary_row(row) for row in listed(rows)]
    own = {"class": class_names("govuk-summary-list", classes)}
    return draw(
        "summary_list", rows=told, title=title, heading_level=heading_level,
        any_actions=any(row["actions"] for row in told), attributes=attributes(own | others),
    )  # fmt: skip


def _summary_row(row: object) -> dict[str, object]:
    if isinstance(row, Mapping):
        return {"actions": [], "classes": "", **row}
    key, value, *_rest = [*listed(row), "", ""]
    return {"key": key, "value": value, "actions": [], "classes": ""}


def table(
    rows: Iterable[Iterable[object]],
    *,
    head: Iterable[object] = (),
    caption: Text = "",
    caption_size: str = "",
    first_cell_is_header: bool = False,
    classes: str = "",
    **others: object,
) -> SafeString:
    """Cells, heads: texts or `{text, numeric, colspan, classes}`; on phones rows become cards."""
    heads = [_cell(cell) for cell in listed(head)]
    body = [_labelled([_cell(cell) for cell in listed(row)], heads) for row in listed(rows)]
    cards = "mc-table--cards" if heads else ""
    own = {"class": class_names("govuk-table", cards, classes)}
    return draw(
        "table", head=heads, rows=body, caption=caption, caption_size=caption_size,
        first_cell_is_header=first_cell_is_header, attributes=attributes(own | others),
    )  # fmt: skip


def _cell(cell: object) -> dict[str, object]:
    return {"text": "", **cell} if isinstance(cell, Mapping) else {"text": cell}


def _labelled(
    cells: list[dict[str, object]], heads: list[dict[str, object]]
) -> list[dict[str, object]]:
    """Each cell knows its column's name, which a phone shows beside it."""
    labels = [head["text"] for head in heads] + [""] * len(cells)
    return [{"label": label, **cell} for cell, label in zip(cells, labels, strict=False)]


def task_list(
    items: Iterable[Row], *, id_prefix: str = "task-list", classes: str = "", **others: object
) -> SafeString:
    """Items: `{title, href, hint, status, colour, cannot_start}`; `colour` makes status a tag."""
    own = {"class": class_names("govuk-task-list", classes)}
    return draw(
        "task_list", items=listed(items), id_prefix=id_prefix, attributes=attributes(own | others)
    )


def timeline(items: Iterable[Row], *, classes: str = "", **others: object) -> SafeString:
    """What happened, newest first: `{title, when, by, text, tone}` (done, now, ahead, late)."""
    own = {"class": class_names("mc-timeline", classes)}
    return draw("timeline", items=listed(items), attributes=attributes(own | others))


def key_figures(items: Iterable[Row], *, classes: str = "", **others: object) -> SafeString:
    """A row of large numbers: `{value, text, href, tone, note}`; tone: good, late, bad."""
    own = {"class": class_names("mc-figures", classes)}
    return draw("key_figures", items=listed(items), attributes=attributes(own | others))
