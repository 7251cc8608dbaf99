"""Nothing without law: papers, requirements, fees, refusals; and refusals with their sentence."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package import Package
from motcua.procedures.package.record import Channel, Charge
from motcua.procedures.texts import say


def findings(subject: Subject) -> Iterator[Finding]:
    """What names no legal text, and refusals that leave the official to find the words."""
    package = subject.package
    for number, case in enumerate(package.cases):
        for index, paper in enumerate(case.papers):
            if not paper.basis:
                said = _("Giấy tờ “%(name)s” không nêu căn cứ pháp lý: không được yêu cầu.")
                place = f"cases[{number}].papers[{index}].basis"
                yield found("paper-without-basis", place, said % {"name": say(paper.name)})
    if package.requirements and not package.requirements_basis:
        said = _("Yêu cầu, điều kiện không nêu căn cứ pháp lý.")
        yield found("requirement-without-basis", "requirements_basis", said)
    for number, channel in enumerate(package.channels):
        yield from _fees(channel, f"channels[{number}]")
    yield from _refusals(package)


def _fees(channel: Channel, place: str) -> Iterator[Finding]:
    fee = channel.fee
    if (fee.amount or fee.table) and not fee.tariff:
        said = _("Có thu tiền nhưng không có dòng biểu phí nào nêu căn cứ.")
        yield found("fee-without-basis", f"{place}.fee.tariff", said)
    tariffs = [(f"{place}.fee", fee.tariff)]
    tariffs += [(f"{place}.others[{n}]", other.tariff) for n, other in enumerate(channel.others)]
    for where, tariff in tariffs:
        for index, charge in enumerate(tariff):
            if _is_charged(charge) and not charge.basis:
                said = _("Khoản thu “%(name)s” không nêu căn cứ pháp lý.")
                told = said % {"name": say(charge.name)}
                yield found("fee-without-basis", f"{where}.tariff[{index}].basis", told)


def _is_charged(charge: Charge) -> bool:
    """Set at nothing, it asks nothing of anybody."""
    return charge.amount != 0


def _refusals(package: Package) -> Iterator[Finding]:
    for number, step in enumerate(package.process.steps):
        for index, outcome in enumerate(step.outcomes):
            if outcome.next != "refused":
                continue
            place = f"process.steps[{number}].outcomes[{index}]"
            told = {"name": say(outcome.name)}
            if outcome.reason is None:
                said = _("Kết quả từ chối “%(name)s” không có câu lý do mẫu.")
                yield found("refusal-without-template", f"{place}.reason", said % told)
            if not outcome.basis:
                said = _("Kết quả từ chối “%(name)s” không nêu căn cứ pháp lý.")
                yield found("refusal-without-basis", f"{place}.basis", said % told)
