"""Answers and conditions in words."""

import re
from typing import Any

from django.utils.translation import gettext as _

from motcua.procedures.form.compiled import Compiled
from motcua.procedures.form.walking import Shown
from motcua.procedures.kinds.choices import Choice, Choices
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.places import DETAIL
from motcua.procedures.kinds.question import Question, is_blank
from motcua.procedures.package.form import Group
from motcua.procedures.texts import say


def in_words(shown: Shown) -> str:
    """The answer as a person reads it; what could not be understood, as it was typed."""
    if isinstance(shown.question, Computed) and shown.answer is None:
        return _("Chưa tính được")
    if shown.answer is None:
        return _("Chưa trả lời") if shown.question.required else _("Không có")
    if not shown.problem:
        return shown.question.show(shown.answer)
    if isinstance(shown.answer, dict):
        parts = [shown.answer[DETAIL]] if DETAIL in shown.answer else shown.answer.values()
        return "; ".join(str(part) for part in parts if not is_blank(part))
    return str(shown.answer)


_NAME = r"([a-z][a-z0-9_]*)"
_YES = re.compile(rf"{_NAME}(?:\s*==\s*true)?")
_NO = re.compile(rf"!\s*{_NAME}|{_NAME}\s*==\s*false")
_IS = re.compile(rf"""{_NAME}\s*==\s*["']([^"']*)["']""")
_HAS = re.compile(rf"""["']([^"']*)["']\s+in\s+{_NAME}""")
_IS_NOT = re.compile(rf"""{_NAME}\s*!=\s*["']([^"']*)["']""")
_AMONG = re.compile(rf"{_NAME}\s+in\s+\[([^\]]*)\]")
_COMPARED = re.compile(rf"{_NAME}\s*(<=|>=|<|>|==)\s*(-?[0-9.]+)")
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def said_condition(ready: Compiled, condition: str | None) -> str:
    """`Chỉ khai nếu ...`, for a reader of paper; empty for what is always asked."""
    if condition is None:
        return ""
    asked = _questions(ready)
    joined = _("và") if "&&" in condition else _("hoặc")
    atoms = [_atom(asked, one.strip()) for one in re.split(r"&&|\|\|", condition)]
    mixed = "&&" in condition and "||" in condition
    if not mixed and all(atoms):
        return _("Chỉ khai nếu %(condition)s") % {"condition": f" {joined} ".join(atoms)}
    used = list(dict.fromkeys(one for one in _WORD.findall(condition) if one in asked))
    names = ", ".join(f"“{say(asked[one].label)}”" for one in used)
    return _("Chỉ khai nếu thuộc trường hợp phải khai, tùy theo %(names)s") % {"names": names}


def questions_in(ready: Compiled, text: str) -> list[Any]:
    """The questions that an expression looks at, in its order."""
    asked = _questions(ready)
    return [asked[one] for one in dict.fromkeys(_WORD.findall(text)) if one in asked]


def value_named(asked: list[Any], code: str) -> str:
    """A code as the questions that an expression looks at call it."""
    for question in asked:
        if isinstance(question, Choice | Choices):
            known = {option.code: say(option.name) for option in question.options}
            if code in known:
                return known[code]
        elif isinstance(question, Question) and not question.problem(code):
            return question.show(code)
    return code


def _questions(ready: Compiled) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in ready.package.form.pages:
        for asked in page.questions:
            found[asked.id] = asked
            if isinstance(asked, Group):
                found |= {one.id: one for one in asked.questions}
    return found


def _atom(asked: dict[str, Any], text: str) -> str:
    """One comparison in words; empty when it is none of the plain ones."""
    if found := _YES.fullmatch(text):
        return _said(asked, found[1], _("“%(label)s” là Có"))
    if found := _NO.fullmatch(text):
        return _said(asked, found[1] or found[2], _("“%(label)s” là Không"))
    if found := _IS.fullmatch(text):
        return _said(asked, found[1], _("“%(label)s” là %(value)s"), [found[2]])
    if found := _HAS.fullmatch(text):
        return _said(asked, found[2], _("“%(label)s” có %(value)s"), [found[1]])
    if found := _IS_NOT.fullmatch(text):
        return _said(asked, found[1], _("“%(label)s” không phải %(value)s"), [found[2]])
    if found := _AMONG.fullmatch(text):
        values = _QUOTED.findall(found[2])
        return _said(asked, found[1], _("“%(label)s” là %(value)s"), values) if values else ""
    if found := _COMPARED.fullmatch(text):
        sign = {"<": "dưới", "<=": "không quá", ">": "trên", ">=": "từ", "==": "là"}[found[2]]
        told = {"sign": sign, "value": found[3].replace(".", ",")}
        return _said(asked, found[1], "“%(label)s” {sign} {value}".format(**told))
    return ""


def _said(asked: dict[str, Any], id: str, sentence: str, codes: list[str] | None = None) -> str:
    if id not in asked:
        return ""
    question = asked[id]
    names = [_named(question, code) for code in codes or ()]
    return sentence % {"label": say(question.label), "value": _(" hoặc ").join(names)}


def _named(question: Any, code: str) -> str:
    if isinstance(question, Choice | Choices):
        known = {option.code: say(option.name) for option in question.options}
        return f"“{known.get(code, code)}”"
    return f"“{code}”"
