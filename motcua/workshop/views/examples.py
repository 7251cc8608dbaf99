"""Worked examples: kept from what was tried, their outcomes chosen by walking the process."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.core import clock
from motcua.core.refusals import Invalid, NotFound, WrongState
from motcua.core.text import clean
from motcua.identity.doors import UserRequest
from motcua.procedures import form
from motcua.workshop import actions
from motcua.workshop.models import Manuscript
from motcua.workshop.source.naming import follow
from motcua.workshop.source.places import Source, at, put
from motcua.workshop.trying import tried
from motcua.workshop.views.beside import answers_of
from motcua.workshop.views.frame import of_manuscript, seen
from motcua.workshop.walking import walked


@of_manuscript
@require_POST
def keep(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Keep what was tried as an example, with what is wrong in it."""
    in_work, answers = tried(manuscript.source), answers_of(request, manuscript)
    if in_work is None or not answers:
        raise WrongState(_("Chưa có câu trả lời nào để giữ. Hãy khai thử trước."))
    name = " ".join(clean(request.POST.get("name", "")).split())[:300]
    if not name:
        raise Invalid(_("Hãy đặt tên cho ví dụ."))
    example: dict[str, Any] = {
        "name": name,
        "on": clock.today().isoformat(),
        "answers": form.relevant(in_work.version, answers),
    }
    if wrong := sorted({one.place for one in form.check(in_work.version, answers)}):
        example["wrong"] = wrong
    revision, base = seen(request, manuscript)
    examples = _examples(base)
    mine = put(base, ("examples",), [*examples, example])
    saved = actions.save(manuscript, by=request.user, seen=revision, source=mine)
    place = follow(("examples", len(examples)), mine, saved.manuscript.source)
    messages.success(request, _("Đã giữ làm ví dụ. Bây giờ hãy chọn kết quả từng bước xử lý."))
    return redirect("workshop:part", manuscript.pk, f"examples.{place[1] if place else 0}")


@of_manuscript
@require_POST
def walk(request: UserRequest, manuscript: Manuscript, number: int) -> HttpResponse:
    """One outcome more, or the last one taken back; an end that is reached is written down."""
    revision, base = seen(request, manuscript)
    in_work, examples = tried(base), _examples(base)
    example = examples[number] if number < len(examples) else None
    if in_work is None or not isinstance(example, dict):
        raise NotFound(_("Không có ví dụ này."))
    before = example.get("outcomes")
    outcomes = [str(one) for one in before] if isinstance(before, list) else []
    if "back" in request.POST:
        outcomes = outcomes[:-1]
    elif chosen := request.POST.get("outcome", ""):
        outcomes.append(chosen[:40])
    reached = walked(in_work.works.package.process, outcomes)
    if reached.stuck and "back" not in request.POST:
        raise Invalid(_("Bước đang mở không có kết quả này."))
    changed = {key: value for key, value in example.items() if key not in {"outcomes", "end"}}
    changed |= {"outcomes": outcomes} if outcomes else {}
    changed |= {"end": reached.end} if reached.end else {}
    mine = put(base, ("examples", number), changed)
    saved = actions.save(manuscript, by=request.user, seen=revision, source=mine)
    if saved.clashes:
        return redirect("workshop:clashes", manuscript.pk)
    return redirect(f"{_address(manuscript, mine, saved.manuscript.source, number)}#live")


def _address(manuscript: Manuscript, mine: Source, now: Source, number: int) -> str:
    place = follow(("examples", number), mine, now)
    return reverse("workshop:part", args=[manuscript.pk, f"examples.{place[1] if place else 0}"])


def _examples(source: Source) -> list[Any]:
    found = at(source, ("examples",))
    return list(found) if isinstance(found, list) else []
