"""Two people at the same moment: one is served, the other gets a clear answer."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from motcua.agencies import actions, queries
from motcua.agencies.models import AgencyKind
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], object]) -> list[object]:
    """The answers of two threads that act together; a refusal is an answer too."""
    together, answers = threading.Barrier(2), []

    def run() -> None:
        together.wait()
        try:
            answers.append(act())
        except Exception as problem:
            answers.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_a_code_asked_for_twice_at_once_is_given_once() -> None:
    parent = queries.agency("H26")
    answers = at_once(
        lambda: actions.establish(
            "H26.60", by=SYSTEM, name="Sở Tư pháp", kind=AgencyKind.DEPARTMENT, parent=parent
        )
    )
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [Invalid]
    assert queries.agency("H26.60").name == "Sở Tư pháp"


def test_a_desk_opened_twice_at_once_is_opened_once() -> None:
    agency = queries.agency("H26")
    answers = at_once(
        lambda: actions.open_desk(agency, by=SYSTEM, name="Một cửa", address="1 Lê Lai")
    )
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [Invalid]
    assert queries.desks_of(agency).count() == 1
