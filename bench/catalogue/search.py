"""How long it takes to find: the query, what was meant, and the page, beside the bare SQL query.

The limit is what PostgreSQL needs to answer the same question when it is written by hand: the
index, `ts_rank`, the best twenty. For a mistyped question it is the rightly typed one.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client, override_settings

from bench.catalogue import SIZE, made
from motcua.core.search import prefix_query
from motcua.procedures import queries
from motcua.procedures.models import Procedure

TARGET_RATIO, TARGET_MS = 3.0, 30.0
ROUNDS = 5
BARE = """
SELECT id, code, name, summary, field_name, ts_rank(headed, to_tsquery('simple', %s)) AS rank
FROM procedures_procedure
WHERE current_id IS NOT NULL AND searched @@ to_tsquery('simple', %s)
ORDER BY rank DESC LIMIT 20
"""
SAID = (
    "giấy phép", "đăng ký", "khai sinh", "lý lịch tư pháp", "bằng lái xe", "thẻ bảo hiểm y tế",
    "quyền sử dụng đất", "hộ kinh doanh", "tạm trú", "nhãn hiệu", "giấy khám sức khỏe", "cấp xã",
)  # fmt: skip
TALKED = (
    "tôi muốn làm giấy khai sinh cho con", "xin cấp lại giấy phép lái xe bị mất ở đâu",
    "thủ tục đăng ký kết hôn với người nước ngoài cần gì", "làm sao để được trợ cấp thất nghiệp",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is typed, and what should have been."""

    kind: str
    typed: str
    meant: str


def questions() -> list[Question]:
    """A mix: of titles, whole and begun, with and without accents, mistyped, and talked."""
    luck = random.Random(99)  # the same each time is the point
    found = [Question("said", said, said) for said in SAID]
    found += [Question("talked", said, "") for said in TALKED]
    for number, (_field, title) in enumerate(luck.sample(made.titles(SIZE), 240)):
        words = title.lower().replace(",", "").split()
        part = " ".join(words[: luck.randint(2, 5)])
        plain = made_plain(part)
        if number % 6 == 0:
            found.append(Question("title", title, title))
        elif number % 6 == 1:
            found.append(Question("begun", plain[:-1], plain[:-1]))
        elif number % 6 in (2, 3):
            found.append(Question("words", part if number % 2 else plain, part))
        else:
            found.append(Question("mistyped", mistyped(plain, luck), part))
    return found


def made_plain(text: str) -> str:
    """Without diacritics, as many type."""
    from motcua.core.search import fold

    return fold(text)


def mistyped(text: str, luck: random.Random) -> str:
    """One error: a letter lost, doubled, changed, swapped, or a space lost."""
    at = luck.randrange(1, len(text) - 1)
    return luck.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + luck.choice("aeiounhgt") + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text.replace(" ", "", 1),
        )
    )


def run() -> None:
    """Fill, warm, measure in turns, print."""
    started = time.perf_counter()
    made.fill(SIZE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE procedures_procedure")
        cursor.execute("VACUUM ANALYZE procedures_word")
    print(f"catalogue: {Procedure.objects.count():,} procedures, {_seconds(started):.0f} s to make")
    asked = questions()
    with override_settings(ALLOWED_HOSTS=["*"]):
        measured = _measured(asked, Client())
    _tell(asked, measured)
    _tell_understanding(asked)


def _measured(asked: Sequence[Question], browser: Client) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by way and kind. Each question by all ways in turn: the machine is shared."""
    ways: dict[str, Callable[[Question], Any]] = {
        "bare SQL": _bare,
        "query": lambda one: queries.search(one.typed),
        "page": lambda one: browser.get("/thu-tuc/", {"q": one.typed}),
    }
    found: dict[str, dict[str, list[float]]] = {way: {} for way in ways}
    for turn in range(ROUNDS + 1):
        for question in asked:
            for way, ask in ways.items():
                began = time.perf_counter()
                ask(question)
                if turn:  # the first round warms
                    took = 1_000 * (time.perf_counter() - began)
                    found[way].setdefault(question.kind, []).append(took)
    return found


def _bare(one: Question) -> list[Any]:
    words = prefix_query(one.meant or one.typed)
    with connection.cursor() as cursor:
        cursor.execute(BARE, [words, words])
        return list(cursor.fetchall())


def _tell(asked: Sequence[Question], measured: dict[str, dict[str, list[float]]]) -> None:
    print(f"search: {len(asked)} questions, {ROUNDS} rounds, milliseconds")
    print(f"  {'':10}{'':10}{'p50':>8}{'p95':>8}{'p99':>8}{'p95 / bare SQL':>17}")
    limits = {kind: _at(times, 95) for kind, times in measured["bare SQL"].items()}
    limits["all"] = _at(_together(measured["bare SQL"]), 95)
    for way, kinds in measured.items():
        for kind, times in {"all": _together(kinds), **kinds}.items():
            if kind != "all" and way == "bare SQL":
                continue
            p50, p95, p99 = (_at(times, share) for share in (50, 95, 99))
            ratio = f"{p95 / limits[kind]:.2f}"
            print(f"  {way:10}{kind:10}{p50:8.2f}{p95:8.2f}{p99:8.2f}{ratio:>17}")
    p95 = _at(_together(measured["query"]), 95)
    print(
        f"  limit: query p95 <= {TARGET_RATIO:.0f} x bare SQL and <= {TARGET_MS:.0f} ms;"
        f" measured {p95 / limits['all']:.2f} x and {p95:.1f} ms"
    )


def _tell_understanding(asked: Sequence[Question]) -> None:
    """How often the procedure that was meant is among the first twenty, though mistyped."""
    wrong = [one for one in asked if one.kind == "mistyped"]
    right = sum(
        bool(
            {row.pk for row in queries.matches(one.meant)[:20]}
            & {row.pk for row in queries.search(one.typed).procedures}
        )
        for one in wrong
    )
    print(f"  understood: {right} of {len(wrong)} mistyped questions")


def _together(kinds: dict[str, list[float]]) -> list[float]:
    return [one for times in kinds.values() for one in times]


def _at(times: Sequence[float], share: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def _seconds(started: float) -> float:
    return time.perf_counter() - started
