"""The provider's pages: plain HTML in Vietnamese or English, each marked as a demonstration."""

import functools
from html import escape
from pathlib import Path
from string import Template

from demo.identity_provider.citizens import Citizen, everyone
from demo.identity_provider.grants import Ask
from demo.identity_provider.languages import in_spoken, spoken

LOOK = Path(__file__).resolve().parent / "look"
_SHARED = {
    "profile": ("Họ và tên", "Số định danh cá nhân", "Ngày sinh", "Giới tính"),
    "address": ("Địa chỉ cư trú", "Xã, phường cư trú"),
    "email": ("Địa chỉ thư điện tử",),
    "phone": ("Số điện thoại",),
}


def home(issuer: str) -> str:
    return _page("Giới thiệu", _part("home", issuer=issuer, people=_people(link="")))


def sign_in(key: str, site: str, *, number: str = "", pin: str = "", problem: str = "") -> str:
    error = f'<p class="problem" role="alert">{escape(in_spoken(problem))}</p>' if problem else ""
    people = _people(link=f"/login?key={escape(key)}&amp;as=")
    content = _part(
        "sign_in", key=key, site=site, number=number, pin=pin, problem=Html(error), people=people
    )
    return _page("Lỗi: Đăng nhập" if problem else "Đăng nhập", content)


def consent(key: str, ask: Ask, site: str, citizen: Citizen) -> str:
    asked = [name for scope, names in _SHARED.items() if scope in ask.scopes for name in names]
    shared = [*map(in_spoken, asked), in_spoken("Mức định danh (mức %d)") % citizen.level]
    rows = Html("".join(f"<li>{escape(name)}</li>" for name in shared))
    content = _part("consent", key=key, site=site, name=citizen.full_name, shared=rows)
    return _page("Đồng ý chia sẻ", content)


def refusal(title: str, text: str) -> str:
    return _page(title, _part("refusal", title=in_spoken(title), text=in_spoken(text)))


def style() -> str:
    return _file("style.css")


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def _people(*, link: str) -> Html:
    rows = (
        _part(
            "person",
            name=Html(f'<a href="{link}{one.number}">{escape(one.full_name)}</a>')
            if link
            else one.full_name,
            number=one.number,
            pin=one.pin,
            level=str(one.level),
        )
        for one in everyone().values()
    )
    return _part("people", rows=Html("".join(rows)))


def _page(title: str, content: Html) -> str:
    return _part("layout", title=in_spoken(title), content=content)


def _part(name: str, /, **words: str) -> Html:
    safe = {key: word if isinstance(word, Html) else escape(word) for key, word in words.items()}
    return Html(Template(_file(f"{name}.html", spoken())).substitute(safe))


@functools.cache
def _file(name: str, language: str = "vi") -> str:
    """In Vietnamese, or as it is in `look/en` where it has words."""
    own = LOOK / language / name
    return (own if own.exists() else LOOK / name).read_text(encoding="utf-8")
