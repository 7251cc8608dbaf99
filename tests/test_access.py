"""Who may open what: each route of the URLconf has its cell, and a new route without one fails."""

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from motcua.agencies import queries as areas
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.dossiers import actions
from motcua.dossiers.forms import ACTS
from motcua.dossiers.models import Dossier, Draft
from motcua.identity.models import Citizen, User
from motcua.notices.queries import notices_of
from motcua.procedures import actions as procedures
from motcua.procedures.package import reading
from motcua.procedures.tests.conftest import TEXT
from motcua.services import actions as services
from motcua.services.models import Downtime, Launch, RemovalProposal
from motcua.trials import actions as trials
from motcua.trials.models import TestRound
from motcua.workshop import actions as workshop
from motcua.workshop.models import Manuscript
from tests.reading import whole
from tests.routes import Route, every_route

WHO = ("visitor", "owner", "other_citizen", "other_agency", "own_agency")
Cell = tuple[int, int, int, int, int]

EVERYBODY: Cell = (200, 200, 200, 200, 200)
NOWHERE: Cell = (404, 404, 404, 404, 404)
NOT_SO: Cell = (405, 405, 405, 405, 405)
PEOPLE: Cell = (302, 200, 200, 200, 200)
NOT_AGAIN: Cell = (200, 302, 302, 302, 302)  # who is signed in goes home
ELSEWHERE: Cell = (302, 302, 302, 302, 302)
OWNER: Cell = (302, 200, 404, 404, 404)
OWNER_AND_AGENCY: Cell = (302, 200, 404, 404, 200)
OWNER_ALONE: Cell = (302, 200, 404, 404, 403)  # the agency sees the dossier, and may not do this
OFFICIALS: Cell = (302, 403, 403, 200, 200)
WORKSHOP: Cell = (302, 403, 403, 200, 403)  # a province's signer, and no ward
NO_WRITER: Cell = (302, 403, 403, 403, 403)
ANOTHERS_MANUSCRIPT: Cell = (302, 403, 403, 404, 403)
AFTER_PASSWORD: Cell = (302, 403, 403, 302, 302)  # officials, once they gave it again
NOTHING_SET_UP: Cell = (302, 403, 403, 404, 404)
CLOSED = (
    "account_signup", "account_email", "account_email_verification_sent", "account_set_password",
    "account_reset_password", "account_reset_password_done", "socialaccount_signup",
    "socialaccount_connections", "socialaccount_login_error", "usersessions_list", "api:api-root",
)  # fmt: skip
PUBLIC = (
    "portal:home", "portal:help", "portal:about", "portal:privacy", "portal:accessibility",
    "procedures:open_data", "procedures:open_json", "procedures:open_csv",
    "procedures:open_changes", "procedures:open_schema", "api:list_national_records",
    "procedures:finder", "guidance:events", "guidance:event",
    "procedures:list", "procedures:procedure", "procedures:json", "procedures:yaml",
    "procedures:history", "procedures:changes", "procedures:form", "procedures:picture",
    "procedures:bpmn", "procedures:annex", "api:get_national_record",
    "services:numbers", "services:csv", "services:months", "services:downtimes",
    "account_inactive", "core:healthz", "core:readyz",
    "api:search_procedures", "api:get_procedure", "api:get_form_schema",
)  # fmt: skip
ONLY_SHOW = (
    "api:openapi-json", "api:openapi-view", "design:gallery", "design:desk",
    "socialaccount_login_cancelled",
)  # fmt: skip
OF_A_MANUSCRIPT = (
    "workshop:overview", "workshop:section", "workshop:part", "workshop:raw", "workshop:pick",
    "workshop:history", "workshop:clashes", "workshop:try", "workshop:try_page", "workshop:bpmn",
    "workshop:findings", "workshop:comparison", "workshop:submit",
)  # fmt: skip
SERVICES_LISTED = (
    "services:launches", "services:launch", "services:services", "services:service",
    "services:removals",
)  # fmt: skip
SERVICES_ASKED = ("services:propose", "services:removal", "services:stops")
SERVICES_DONE = ("services:act", "services:run", "services:cancel")
SECOND_FACTOR = (
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
)  # fmt: skip
ROUND = (
    "trials:round", "trials:replay", "trials:add_version", "trials:invite", "trials:play",
    "trials:record", "trials:replays",
)  # fmt: skip
ROUND_POST = ("trials:open", "trials:close", "trials:leave")

GET: dict[str, Cell] = {
    **dict.fromkeys((*PUBLIC, *ONLY_SHOW, "dossiers:track", "design:form"), EVERYBODY),
    **dict.fromkeys(CLOSED, NOWHERE),
    **dict.fromkeys(SECOND_FACTOR, AFTER_PASSWORD),
    **dict.fromkeys(("identity:sign_in", "account_login"), NOT_AGAIN),
    **dict.fromkeys(("mfa_authenticate", "mfa_login_webauthn", "set_language"), ELSEWHERE),
    "openid_connect_login": ELSEWHERE,
    "openid_connect_callback": (401, 401, 401, 401, 401),
    **dict.fromkeys(("dossiers:mine", "notices:list", "identity:profile"), PEOPLE),
    **dict.fromkeys(("identity:sessions", "identity:sign_out", "account_logout"), PEOPLE),
    **dict.fromkeys(("dossiers:start", "identity:contact"), (302, 200, 200, 403, 403)),
    **dict.fromkeys(("dossiers:draft", "dossiers:review", "dossiers:page"), OWNER),
    **dict.fromkeys(
        ("dossiers:submitted", "dossiers:receipt", "dossiers:file", "dossiers:form"),
        OWNER_AND_AGENCY,
    ),
    **dict.fromkeys(("dossiers:supplement", "dossiers:withdraw"), OWNER_ALONE),
    "dossiers:dossier": (302, 200, 404, 404, 302),
    "dossiers:bring_over": (302, 302, 404, 404, 404),  # nothing to bring over: back to the draft
    "dossiers:begin_again": (302, 405, 405, 405, 405),
    "trials:rounds": PEOPLE,
    "trials:plan": (302, 403, 403, 403, 403),
    **dict.fromkeys(ROUND, (302, 404, 404, 404, 404)),
    **dict.fromkeys(ROUND_POST, NOT_SO),
    **dict.fromkeys(("dossiers:discard", "dossiers:rate"), (302, 405, 405, 405, 405)),
    **dict.fromkeys(("dossiers:desk:inbox", "dossiers:desk:list"), OFFICIALS),
    "dossiers:desk:dossier": (302, 403, 403, 404, 200),
    "dossiers:desk:act": (302, 403, 403, 405, 405),
    **dict.fromkeys((*SERVICES_LISTED, *SERVICES_ASKED), OFFICIALS),
    **dict.fromkeys(SERVICES_DONE, (302, 403, 403, 405, 405)),
    **dict.fromkeys(("notices:read_all", "notices:open"), NOT_SO),
    **dict.fromkeys(("identity:end_other_sessions", "identity:end_session"), NOT_SO),
    **dict.fromkeys(("account_reauthenticate", "account_change_password"), OFFICIALS),
    **dict.fromkeys(("mfa_index", "mfa_list_webauthn"), OFFICIALS),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_view_recovery_codes"), NOTHING_SET_UP),
    "mfa_download_recovery_codes": NOTHING_SET_UP,
    "workshop:list": WORKSHOP,
    **dict.fromkeys(("workshop:begin", "workshop:amend"), NO_WRITER),
    **dict.fromkeys(("workshop:renew", "workshop:act"), (302, 403, 403, 405, 405)),
    "workshop:version": (302, 403, 403, 200, 403),
    "workshop:live": ANOTHERS_MANUSCRIPT,
    **dict.fromkeys(OF_A_MANUSCRIPT, ANOTHERS_MANUSCRIPT),
    **dict.fromkeys(("workshop:undo", "workshop:settle"), ANOTHERS_MANUSCRIPT),
    **dict.fromkeys(("workshop:put_away", "workshop:keep", "workshop:walk"), ANOTHERS_MANUSCRIPT),
    "api:list_dossiers": (401, 200, 200, 200, 200),
    "api:get_dossier": (401, 200, 404, 404, 200),
    "api:check_package": NOT_SO,
    **dict.fromkeys(("api:accept_dossier", "api:refuse_dossier", "api:complete_step"), NOT_SO),
}

POST: dict[str, Cell] = {
    **dict.fromkeys(PUBLIC, NOT_SO),
    **dict.fromkeys(ONLY_SHOW, NOT_SO),
    **dict.fromkeys(CLOSED, NOWHERE),
    **dict.fromkeys(SECOND_FACTOR, AFTER_PASSWORD),
    "dossiers:track": EVERYBODY,
    "design:form": (422, 422, 422, 422, 422),
    "dossiers:start": (302, 302, 302, 403, 403),
    **dict.fromkeys(("dossiers:review", "dossiers:page"), (302, 422, 404, 404, 404)),
    "dossiers:discard": (302, 302, 404, 404, 404),
    "dossiers:supplement": (302, 409, 404, 404, 403),
    "dossiers:bring_over": (302, 302, 404, 404, 404),
    "dossiers:begin_again": (302, 409, 404, 404, 403),
    "dossiers:withdraw": (302, 302, 404, 404, 403),
    "dossiers:rate": (302, 422, 404, 404, 422),
    **dict.fromkeys(
        ("dossiers:mine", "dossiers:draft", "dossiers:submitted", "dossiers:dossier"),
        (302, 405, 405, 405, 405),
    ),
    **dict.fromkeys(
        ("dossiers:receipt", "dossiers:file", "dossiers:form"), (302, 405, 405, 405, 405)
    ),
    **dict.fromkeys(
        ("dossiers:desk:inbox", "dossiers:desk:list", "dossiers:desk:dossier"),
        (302, 403, 403, 405, 405),
    ),
    "dossiers:desk:act": (302, 403, 403, 404, 409),
    **dict.fromkeys(SERVICES_LISTED, (302, 403, 403, 405, 405)),
    **dict.fromkeys(SERVICES_ASKED, (302, 403, 403, 422, 422)),
    **dict.fromkeys(("services:act", "services:run"), (302, 403, 403, 404, 404)),
    "services:cancel": (302, 403, 403, 403, 403),  # not theirs to cancel
    **dict.fromkeys(("notices:list", "identity:profile", "identity:sign_in"), NOT_SO),
    **dict.fromkeys(
        ("identity:sessions", "trials:rounds", "trials:round", "trials:replay"), NOT_SO
    ),
    "trials:plan": (302, 403, 403, 403, 403),
    **dict.fromkeys((*ROUND[2:], *ROUND_POST), (302, 404, 404, 404, 404)),
    "notices:read_all": ELSEWHERE,
    "notices:open": (302, 302, 404, 404, 404),
    **dict.fromkeys(("identity:sign_out", "account_logout", "set_language"), ELSEWHERE),
    **dict.fromkeys(("identity:end_other_sessions", "mfa_authenticate"), ELSEWHERE),
    "mfa_login_webauthn": ELSEWHERE,
    "identity:end_session": (302, 404, 404, 404, 404),
    "identity:contact": (302, 200, 200, 403, 403),
    "account_login": NOT_AGAIN,
    **dict.fromkeys(("account_reauthenticate", "account_change_password"), OFFICIALS),
    **dict.fromkeys(("openid_connect_login", "openid_connect_callback"), (401,) * 5),
    **dict.fromkeys(("mfa_index", "mfa_list_webauthn"), (302, 403, 403, 405, 405)),
    "mfa_view_recovery_codes": (302, 403, 403, 405, 405),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_download_recovery_codes"), NOTHING_SET_UP),
    "workshop:list": (302, 403, 403, 405, 405),
    **dict.fromkeys(("workshop:begin", "workshop:renew"), NO_WRITER),
    **dict.fromkeys(("workshop:amend", "workshop:version"), (302, 403, 403, 405, 405)),
    "workshop:act": (302, 403, 403, 404, 403),
    "workshop:live": ANOTHERS_MANUSCRIPT,
    **dict.fromkeys(("workshop:put_away", "workshop:undo"), ANOTHERS_MANUSCRIPT),
    **dict.fromkeys(("workshop:keep", "workshop:walk"), ANOTHERS_MANUSCRIPT),
    **dict.fromkeys(("workshop:settle", *OF_A_MANUSCRIPT), ANOTHERS_MANUSCRIPT),
    **dict.fromkeys(("api:list_dossiers", "api:get_dossier"), NOT_SO),
    "api:check_package": (401, 403, 403, 403, 403),
    **dict.fromkeys(("api:accept_dossier", "api:refuse_dossier"), (401, 403, 404, 404, 409)),
    "api:complete_step": (401, 403, 404, 404, 403),  # of another post in the same agency
}


@pytest.fixture
def statuses(
    at: Callable[[User], Client], accepted: Dossier, hung: Citizen, stranger: User, lan: User
) -> Callable[..., Cell]:
    """`statuses("get", address)`: what each of WHO is answered; nothing that they did remains."""
    people = (accepted.submitter, hung.user, stranger, lan)
    browsers = [Client(), *(at(person) for person in people)]
    cookies = [browser.cookies.output(header="", sep=";") for browser in browsers]

    def ask(method: str, address: str, body: Any = None) -> Cell:
        options = {"data": body, "content_type": "application/json"} if body else {}
        found = []
        for browser, kept in zip(browsers, cookies, strict=True):
            browser.cookies = SimpleCookie(kept)
            with transaction.atomic():
                answer = getattr(browser, method)(address, **options)
                whole(answer)
                found.append(answer.status_code)
                transaction.set_rollback(True)
        return (found[0], found[1], found[2], found[3], found[4])

    return ask


BODIES = {
    "api:accept_dossier": {"revision": None},
    "api:refuse_dossier": {"reason": "Thiếu giấy", "legal_basis": "Điều 16"},
    "api:complete_step": {"outcome": "assigned", "revision": 1},
}


@pytest.fixture
def given(accepted: Dossier, mai: Citizen) -> dict[str, Any]:
    """What addresses want: Mai's draft, dossier, file, notice, session."""
    tell_untold()
    notice = notices_of(mai.user).first()
    assert notice
    return {
        "code": accepted.version.procedure.code,
        "slug": "sinh-con",
        "dossier_id": accepted.pk,
        "draft_id": actions.start(accepted.version, by=mai.user).pk,
        "file_id": accepted.papers.get().file_id,
        "notice_id": notice.pk,
        "page_id": "declarant",
        "name": "accept",
        "round_id": a_round().pk,
        "launch_id": a_launch().pk,
        "proposal_id": a_removal().pk,
        "downtime_id": a_downtime().pk,
        "tested_id": accepted.pk,
        "replay_id": trials.ask_replay(accepted.version, by=SYSTEM).pk,
        "session_id": 1,
        "pk": 1,
        "provider_id": "dinh-danh",
        "old": 1,
        "new": 1,
        "id": manuscript().pk,
        "version_id": accepted.version_id,
        "section_id": "chung",
        "place": "form.pages.0",
        "revision": 1,
        "clash_id": notice.pk,
        "verb": "accept",
        "number": 1,
    }


def a_round() -> TestRound:
    """A test round, planned by the platform, in which nobody of these takes part."""
    commune, day = areas.commune("00070"), clock.today()
    return trials.plan_round("Đợt thử", by=SYSTEM, commune=commune, opens_on=day, closes_on=day)


def manuscript() -> Manuscript:
    """Of a province in which nobody of WHO serves."""
    owner = areas.agency_of_area(areas.province("48"))
    assert owner
    return workshop.begin(owner, by=SYSTEM, name="Cấp giấy phép thả diều")


def a_launch() -> Launch:
    """Proposed by the platform, for a ministry in which nobody of these serves."""
    package = reading.read(TEXT).data | {"publisher": "G09"}
    return services.propose(procedures.import_package(package, by=SYSTEM), by=SYSTEM)


def a_removal() -> RemovalProposal:
    """Of a service that nobody used for half a year and more."""
    with clock.moved_to(clock.now() + timedelta(days=200)):
        services.propose_removals()
    return RemovalProposal.objects.get()


def a_downtime() -> Downtime:
    """Of the whole portal, in a month."""
    begins = clock.now() + timedelta(days=30)
    stop = services.Stop(begins, begins + timedelta(hours=2), "Bảo trì")
    return services.announce(stop, by=SYSTEM)


def address(route: Route, given: dict[str, Any]) -> str:
    if route.name == "dossiers:desk:list":
        given = {**given, "name": "reception"}
    return route.address(given)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_route_opens_to_whom_its_cell_says(
    method: str, statuses: Callable[..., Cell], given: dict[str, Any]
) -> None:
    cells = GET if method == "get" else POST
    wrong = {}
    for route in every_route():
        body = BODIES.get(route.name) if method == "post" else None
        found = statuses(method, address(route, given), body)
        if found != cells.get(route.name):
            wrong[route.name] = f"{found}, not {cells.get(route.name, 'known to this test')}"
    assert wrong == {}, f"of {WHO}"


def test_no_cell_is_of_a_route_that_is_gone() -> None:
    names = {route.name for route in every_route()}
    assert {*GET, *POST} == names


def test_a_strangers_act_changes_nothing(
    at: Callable[[User], Client], accepted: Dossier, hung: Citizen, stranger: User, given: Any
) -> None:
    """Complete, well-formed acts by the wrong people, one after another."""
    said = {"reason": "x", "legal_basis": "y", "outcome": "assigned", "stars": "5", "how": "z"}
    said |= {"declared": "on", "note": "w", "revision": str(accepted.revision)}
    before = Dossier.objects.values().get(pk=accepted.pk)
    for route in every_route():
        if {"dossier_id", "draft_id"} & set(route.wants):
            for name in (*ACTS, "declarant"):
                for person in (hung.user, stranger):
                    at(person).post(address(route, {**given, "name": name}), said)
    assert Dossier.objects.values().get(pk=accepted.pk) == before
    assert Draft.objects.filter(pk=given["draft_id"]).exists()


def test_an_official_neither_withdraws_nor_supplies_nor_rates_for_a_citizen(
    at: Callable[[User], Client], accepted: Dossier, lan: User
) -> None:
    for name in ("withdraw", "supplement", "rate"):
        there = reverse(f"dossiers:{name}", args=[accepted.pk])
        answer = at(lan).post(there, {"stars": "1", "note": "x", "reason": "y"})
        assert answer.status_code == 403
