"""What testers found."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, Problem, WrongState
from motcua.core.text import clean
from motcua.dossiers.models import Dossier
from motcua.identity.models import User
from motcua.trials import queries, sandbox
from motcua.trials.actions.rounds import held
from motcua.trials.events import ResultRecorded
from motcua.trials.models import State, TestedVersion, TestResult

LONGEST_NOTE = 4000


@transaction.atomic
def record_result(
    tested: TestedVersion, *, by: User, passed: bool, note: str = "", dossier_code: str = ""
) -> TestResult:
    """Write down whether a version did what it should; the latest word of each tester counts.

    A failure says why. A dossier code must be one of the sandbox.
    """
    round = held(tested.round)
    tester = queries.tester(round, by=by)
    if tester is None:
        raise NotAllowed(_("Chỉ người có tên trong đợt kiểm thử mới ghi kết quả."))
    if round.state != State.OPEN:
        raise WrongState(_("Chỉ ghi kết quả khi đợt kiểm thử đang mở."))
    said, code = clean(note).strip(), dossier_code.strip()
    problems = []
    if not passed and not said:
        problems.append(Problem("note", _("Ghi rõ điều chưa đạt để người soạn sửa.")))
    if len(said) > LONGEST_NOTE:
        problems.append(Problem("note", _("Nhận xét dài quá 4.000 ký tự.")))
    if code and not _is_known(round.sandbox, tested, code):
        unknown = _("Không có hồ sơ thử nào của thủ tục này mang mã ấy trong đợt kiểm thử.")
        problems.append(Problem("dossier_code", unknown))
    if problems:
        raise Invalid(_("Chưa ghi được kết quả."), problems)
    result = TestResult.objects.create(
        tested=tested, tester=tester, passed=passed, note=said, dossier_code=code
    )
    emit(
        ResultRecorded(
            round=round.pk,
            version=tested.version_id,
            code=tested.version.procedure.code,
            passed=passed,
        ),
        by=by,
    )
    return result


def _is_known(name: str, tested: TestedVersion, code: str) -> bool:
    sha256 = tested.version.sha256
    if len(code) > 60 or not code.isprintable():
        return False
    with sandbox.entered(name):
        return Dossier.objects.filter(code=code, version__sha256=sha256).exists()
