"""What every component needs: its template, its attributes, its classes."""

from collections.abc import Iterable, Mapping, Sequence

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

Text = str | Promise


def draw(component: str, **values: object) -> SafeString:
    """The HTML of one component, without the white space around it."""
    html = render_to_string(f"design/components/{component}.html", values)
    return mark_safe(html.strip())  # noqa: S308  # a template of ours escaped it


def attributes(pairs: Mapping[str, object]) -> SafeString:
    """` data-x="1" disabled`: True stands bare; None and False are left out; `_` becomes `-`."""
    named = {name.replace("_", "-"): value for name, value in pairs.items()}
    return flatatt({name: value for name, value in named.items() if value is not None})


def class_names(*names: str) -> str:
    """The class names that are there, for a `class` attribute."""
    return " ".join(name for name in names if name)


def pairs(values: Sequence[object]) -> list[tuple[object, object]]:
    """`a, 1, b, 2` as `(a, 1), (b, 2)`; an odd last one gets no partner ("")."""
    return [
        (values[i], values[i + 1] if i + 1 < len(values) else "") for i in range(0, len(values), 2)
    ]


def described_by(*ids: str) -> str:
    return " ".join(name for name in ids if name)


def listed(values: object) -> list[object]:
    """A list of whatever a template handed over, also when it handed over nothing."""
    return list(values) if isinstance(values, Iterable) and not isinstance(values, str) else []
