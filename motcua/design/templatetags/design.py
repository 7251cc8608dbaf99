"""The components as template tags, in every template without `{% load %}`."""

from collections.abc import Callable
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString

from motcua.core.refusals import Refusal
from motcua.design.components import content, fields, lists, pages, questions
from motcua.design.components.drawing import attributes, class_names, draw

register = template.Library()

for component in (
    content.button,
    content.tag,
    content.status,
    content.back_link,
    content.skip_link,
    content.panel,
    lists.breadcrumbs,
    lists.summary_list,
    lists.table,
    lists.task_list,
    lists.timeline,
    lists.key_figures,
    pages.pagination,
    questions.error_message,
    fields.field,
    fields.fields,
):
    register.simple_tag(component)

# These stand around what they say: {% details "Vì sao?" %} ... {% enddetails %}
for block in (
    content.details,
    content.inset_text,
    content.warning_text,
    content.notification_banner,
    questions.fieldset,
):
    register.simple_block_tag(block)


def _question(draw_question: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """A question drawn without a Django form, its parameters all given by name."""

    def question(name: str, label: str, **options: Any) -> SafeString:
        keys = questions.Question.__annotations__
        asked = {key: options.pop(key) for key in keys if key in options}
        return draw_question(name, label, asked, **options)

    return question


for control in (
    questions.input,
    questions.textarea,
    questions.select,
    questions.radios,
    questions.checkboxes,
    questions.date_input,
    questions.file_upload,
):
    register.simple_tag(_question(control), name=control.__name__)


@register.simple_tag
def error_summary(
    wrong: BaseForm | Refusal | list[dict[str, str]] | None, **options: Any
) -> SafeString:
    """What is wrong with a form, by links to its fields; nothing when nothing is."""
    if isinstance(wrong, BaseForm):
        errors = fields.errors_of(wrong)
    elif isinstance(wrong, Refusal):
        told = [problem.message for problem in wrong.problems] or [wrong.message]
        errors = [{"text": message, "href": ""} for message in told]
    else:
        errors = wrong or []
    return questions.error_summary(errors, **options) if errors else SafeString("")


@register.simple_tag(name="pages", takes_context=True)
def page_links(context: template.Context, page: Page[Any], parameter: str = "page") -> SafeString:
    """The pagination of a Django page, keeping the filters of the address."""
    request = context.get("request")
    query = request.GET if request is not None else QueryDict()
    return pages.pages(page, query, parameter=parameter)


@register.simple_tag
def message_banner(message: Message, place: int = 1) -> SafeString:
    """A message of Django's as a banner; the first success or error takes the focus."""
    kind = {"success": "success", "error": "error"}.get(message.level_tag, "")
    return content.notification_banner(
        message.message, kind=kind, title_id=f"message-{place}", focus=place == 1
    )


@register.simple_block_tag
def summary(content: str, *, classes: str = "", **others: object) -> SafeString:
    """A summary list written out in the template: {% entry "Họ và tên" %} ... {% endentry %}"""
    own = {"class": class_names("govuk-summary-list", classes)}
    return format_html("<dl{}>{}</dl>", attributes(own | others), content)


@register.simple_block_tag
def entry(content: str, key: str, *, href: str = "", action: str = "") -> SafeString:
    """One row of a summary; `href` and `action` add a link to change it."""
    return draw("entry", key=key, content=content, href=href, action=action)


@register.simple_block_tag
def data_table(
    content: str,
    *head: str,
    caption: str = "",
    caption_size: str = "m",
    classes: str = "",
    **others: object,
) -> SafeString:
    """A table whose rows the template writes, as <tr class="govuk-table__row"> and {% cell %}."""
    own = {"class": class_names("govuk-table mc-table--cards", classes)}
    return draw(
        "data_table", content=content, head=head, caption=caption, caption_size=caption_size,
        attributes=attributes(own | others),
    )  # fmt: skip


@register.simple_block_tag
def cell(
    content: str, label: str = "", *, numeric: bool = False, header: bool = False
) -> SafeString:
    """One cell; `label` is its column's name, which phones show beside it."""
    if header:
        return format_html(
            '<th scope="row" class="govuk-table__header" data-label="{}"><div>{}</div></th>',
            label,
            content,
        )
    shape = class_names("govuk-table__cell", "govuk-table__cell--numeric" if numeric else "")
    drawn = '<td class="{}" data-label="{}"><div>{}</div></td>'
    return format_html(drawn, shape, label, content)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a built file; its plain one if the build is missing: no page may die of it."""
    try:
        return static(path)
    except ValueError:
        return f"/static/{path}"


@register.filter
def is_html(value: object) -> bool:
    return isinstance(value, SafeData)


@register.simple_tag
def lotus() -> SafeString:
    """The mark: a lotus whose middle petal is an open door."""
    return draw("lotus")
