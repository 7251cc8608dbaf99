"""Components that say one thing: a button, a tag, a notice, a way back."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.design.components.drawing import Text, attributes, class_names, draw

TAG_COLOURS = {"grey", "green", "blue", "yellow", "orange", "red", "purple", "teal"}
TONES = {
    "neutral": "grey",
    "active": "blue",
    "waiting": "yellow",
    "good": "green",
    "bad": "red",
    "late": "orange",
}


def button(
    text: Text,
    *,
    href: str = "",
    kind: str = "",
    type: str = "submit",  # HTML's name
    name: str | None = None,
    value: str | None = None,
    disabled: bool = False,
    once: bool = False,
    start: bool = False,
    id: str | None = None,  # HTML's name
    classes: str = "",
    **others: object,
) -> SafeString:
    """`kind`: secondary, warning, inverse. `once`: a second click does not send again."""
    shape = class_names(
        "govuk-button",
        f"govuk-button--{kind}" if kind else "",
        "govuk-button--start" if start else "",
        classes,
    )
    if href:
        own: dict[str, object] = {"href": href, "role": "button", "draggable": "false"}
    else:
        own = {"type": type, "name": name, "value": value}
        own |= {"disabled": True, "aria-disabled": "true"} if disabled else {}
        own |= {"data-prevent-double-click": "true"} if once else {}
    own |= {"class": shape, "id": id, "data-module": "govuk-button"}
    return draw(
        "button", text=text, element="a" if href else "button", start=start,
        attributes=attributes(own | others),
    )  # fmt: skip


def tag(text: Text, *, colour: str = "", classes: str = "", **others: object) -> SafeString:
    """A short state in colour; the words alone must say it too."""
    shade = f"govuk-tag--{colour}" if colour else ""
    shape = class_names("govuk-tag", shade, classes)
    return format_html('<strong class="{}"{}>{}</strong>', shape, attributes(others), text)


def status(text: Text, tone: str = "neutral", *, classes: str = "") -> SafeString:
    """A tag by meaning: neutral, active, waiting, good, bad, late."""
    return tag(text, colour=TONES.get(tone, "grey"), classes=class_names("mc-status", classes))


def back_link(
    href: str = "#", text: Text | None = None, *, classes: str = "", **others: object
) -> SafeString:
    own = {"href": href, "class": class_names("govuk-back-link", classes)}
    return format_html("<a{}>{}</a>", attributes(own | others), text or _("Quay lại"))


def skip_link(
    href: str = "#content", text: Text | None = None, *, classes: str = "", **others: object
) -> SafeString:
    own = {"href": href, "class": class_names("govuk-skip-link", classes)}
    own["data-module"] = "govuk-skip-link"
    return format_html(
        "<a{}>{}</a>", attributes(own | others), text or _("Chuyển đến nội dung chính")
    )


def details(
    content: Text,
    summary: Text,
    *,
    open: bool = False,  # HTML's name
    classes: str = "",
    **others: object,
) -> SafeString:
    own = {"class": class_names("govuk-details", classes), "open": open or None}
    return draw("details", content=content, summary=summary, attributes=attributes(own | others))


def inset_text(content: Text, *, classes: str = "", **others: object) -> SafeString:
    own = {"class": class_names("govuk-inset-text", classes)}
    return format_html("<div{}>{}</div>", attributes(own | others), content)


def warning_text(content: Text, *, classes: str = "", **others: object) -> SafeString:
    own = {"class": class_names("govuk-warning-text", classes)}
    return draw("warning_text", content=content, attributes=attributes(own | others))


def notification_banner(
    content: Text,
    title: Text = "",
    *,
    kind: str = "",
    role: str = "",
    title_id: str = "govuk-notification-banner-title",
    heading_level: int = 2,
    focus: bool = True,
    classes: str = "",
    **others: object,
) -> SafeString:
    """`kind="success"` announces itself and takes the focus, unless `focus=False`."""
    success = kind == "success"
    own = {
        "class": class_names(
            "govuk-notification-banner",
            "govuk-notification-banner--success" if success else "",
            "mc-notification-banner--error" if kind == "error" else "",
            classes,
        ),
        "role": role or ("alert" if kind in {"success", "error"} else "region"),
        "aria-labelledby": title_id,
        "data-module": "govuk-notification-banner",
        "data-disable-auto-focus": None if focus else "true",
    }
    titles = {"success": _("Thành công"), "error": _("Chưa thực hiện được")}
    return draw(
        "notification_banner", content=content, title=title or titles.get(kind, _("Lưu ý")),
        title_id=title_id, heading_level=heading_level, attributes=attributes(own | others),
    )  # fmt: skip


def panel(
    content: Text = "",
    title: Text = "",
    *,
    heading_level: int = 1,
    classes: str = "",
    **others: object,
) -> SafeString:
    """The large confirmation at the end of a service."""
    own = {"class": class_names("govuk-panel govuk-panel--confirmation", classes)}
    return draw(
        "panel", content=content, title=title, heading_level=heading_level,
        attributes=attributes(own | others),
    )  # fmt: skip
