"""The annex of the decision that approves an internal process, from the rows that are executed."""

from pathlib import Path

from django.utils import translation

from motcua.documents import printing
from motcua.procedures.bpmn import wording
from motcua.procedures.bpmn.graph import lane_of
from motcua.procedures.package import Package
from motcua.procedures.package.process import ENDS, Process, Step
from motcua.procedures.texts import vietnamese

TEMPLATE = Path(__file__).parent / "annex.typ"


def annex_pdf(package: Package) -> bytes:
    """Bảng quy trình nội bộ: order, step, who, how long, with what result. In Vietnamese."""
    with translation.override("vi"):
        name = vietnamese(package.name)
        data = {
            "procedure": name,
            "code": package.code,
            "rows": rows(package.process),
            "total": str((package.channel("online") or package.channels[0]).term),
        }
        return printing.pdf(TEMPLATE, data, title=f"Quy trình nội bộ: {name}")


def rows(process: Process) -> list[dict[str, str]]:
    """One line for each step, in the order of the package."""
    numbers = {step.id: str(number) for number, step in enumerate(process.steps, start=1)}
    return [
        {
            "number": numbers[step.id],
            "step": vietnamese(step.name),
            "who": wording.lane(lane_of(step)),
            "time": wording.time(step),
            "results": results(step, numbers),
        }
        for step in process.steps
    ]


def results(step: Step, numbers: dict[str, str]) -> str:
    """The outcomes of a step with the steps to which they lead; then the papers that it issues."""
    told = []
    if step.join:
        told.append("Thực hiện khi các nhánh gặp nhau.")
    for outcome in step.outcomes:
        leads = [
            wording.end(id) if id in ENDS else f"bước {numbers[id]}" for id in step.leads(outcome)
        ]
        together = " đồng thời " if len(leads) > 1 else " "
        told.append(f"{vietnamese(outcome.name)}:{together}{', '.join(leads)}.")
    told += [f"Văn bản: {vietnamese(one.name)}." for one in step.outputs]
    return "\n".join(told)
