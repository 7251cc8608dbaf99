"""A past dossier run again inside a sandbox, by real actions, at the moments when it happened."""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

from motcua.agencies import queries as agencies
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, Problem, Refusal
from motcua.documents import actions as documents
from motcua.dossiers import actions, process, routing
from motcua.dossiers.models import Attachment, Channel, Dossier, Draft
from motcua.identity.models import User
from motcua.procedures import form
from motcua.procedures.models import Version
from motcua.trials import stage
from motcua.trials.replay.differences import Difference
from motcua.trials.replay.past import Past, paper_questions, questions
from motcua.trials.replay.walking import walked

log = logging.getLogger(__name__)
TOP = re.compile(r"[.\[]")
SPECIMEN = b"%PDF-1.4\n% stands for a file of the past dossier\n"
Found = list[Difference]


def replayed(past: Past, version: Version, citizen: User) -> Found:
    """What would have gone otherwise, had this version been in force. Runs inside a sandbox."""
    stage.require_inside()
    found: Found = []
    try:
        with clock.moved_to(past.submitted_at):
            found += _asked_otherwise(past, version)
            draft = _draft(past, version, citizen)
        found += _counted_otherwise(past, version, draft.answers)
        dossier = _filed(past, draft, citizen, found)
        if dossier is not None:
            walked(dossier, past, found)
    except Refusal:
        found.append(Difference("not_filed"))
    except Exception:  # one dossier must not end the report on the others
        log.exception("Dossier %s could not be run again", past.code)
        found.append(Difference("failed"))
    return found


def _asked_otherwise(past: Past, version: Version) -> Iterator[Difference]:
    """Questions and papers that went; papers that came. New questions show when it is filed."""
    asked, papers = questions(version, past.answers), paper_questions(version, past.answers)
    for id, label in past.papers.items():
        if id not in papers:
            yield Difference("paper_gone", label)
    for id, label in papers.items():
        if id not in past.papers:
            yield Difference("paper_new", label)
    for id in past.answers:
        if id not in asked and id not in past.papers:
            yield Difference("question_gone", past.asked.get(id, id))


def _draft(past: Past, version: Version, citizen: User) -> Draft:
    """The form as it was filled in, with as many files as there were."""
    draft = actions.start(version, by=citizen)
    known = form.schema(version)["properties"]
    papers = paper_questions(version, past.answers)
    answers = {id: answer for id, answer in past.answers.items() if id in known}
    for id in set(past.papers) | set(papers):
        answers.pop(id, None)
    for id, count in past.files.items():
        if id in papers:
            answers[id] = [_file(draft, id, citizen) for _one in range(count)]
    draft.answers = answers  # as it stood when it was filed: a replay types nothing anew
    draft.save(update_fields=["answers"])
    return draft


def _file(draft: Draft, question: str, citizen: User) -> str:
    file = documents.keep(
        SPECIMEN, by=SYSTEM, name="tep.pdf", purpose=f"draft:{draft.pk}", owner=citizen
    )
    Attachment.objects.create(draft=draft, question=question, file=file)
    return str(file.pk)


def _counted_otherwise(past: Past, version: Version, answers: dict[str, Any]) -> Found:
    """Fee, agency and due date, whether or not it could be filed."""
    found: Found = []
    with clock.moved_to(past.submitted_at):
        fee = process.fee(version, past.channel, form.relevant(version, answers))
        agency = _try(lambda: routing.competent_agency(version, answers))
    if fee != past.fee:
        found.append(Difference("fee", before=str(past.fee), after=str(fee)))
    if agency is None:
        return [*found, Difference("no_agency", before=past.agency_name)]
    if agency.code != past.agency:
        found.append(Difference("agency", before=past.agency_name, after=agency.name))
    same = agencies.agency(past.agency)  # the calendar of the same place: only the limit counts
    copy = Dossier(version=version, channel=past.channel, received_at=past.received_at)
    due_at = process.due(copy, routing.calendar_of(same)).due_at
    if due_at != past.due_at:
        found.append(Difference("due", before=past.due_at.isoformat(), after=due_at.isoformat()))
    return found


def _filed(past: Past, draft: Draft, citizen: User, found: Found) -> Dossier | None:
    try:
        with clock.moved_to(past.submitted_at):
            return actions.submit(draft, by=citizen, declared=True, channel=Channel(past.channel))
    except Invalid as refusal:
        found += _refused(past, draft, refusal)
    except Refusal:
        pass
    found.append(Difference("not_filed"))
    actions.discard(draft, by=citizen)
    return None


def _refused(past: Past, draft: Draft, refusal: Refusal) -> list[Difference]:
    """Which questions stood in the way; their words only, for messages may repeat answers."""
    with clock.moved_to(past.submitted_at):
        asked = questions(draft.version, draft.answers)
    found = [_obstacle(past, draft, asked, problem) for problem in refusal.problems]
    return list(dict.fromkeys(found))


def _obstacle(past: Past, draft: Draft, asked: dict[str, str], problem: Problem) -> Difference:
    id = TOP.split(problem.place)[0]
    label = asked.get(id, id)
    if id in draft.answers:
        return Difference("answer_refused", label)
    return Difference("question_required" if id in past.asked else "question_new", label)


def _try(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Refusal:
        return None
