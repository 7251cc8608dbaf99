"""What the resolutions say is read only where it is certain."""

import pytest

from motcua.agencies.mergers import Reading, Unit, mentions, read

TAN_LAP_A = Unit("00001", "Xã Tân Lập", "Huyện A", "Tỉnh Bắc")
TAN_LAP_B = Unit("00002", "Xã Tân Lập", "Huyện B", "Tỉnh Nam")
HOA_AN = Unit("00003", "Xã Hoà An", "Huyện A", "Tỉnh Bắc")
EA_MDROH = Unit("00004", "Xã Ea MDroh", "Huyện A", "Tỉnh Bắc")
UNITS = [TAN_LAP_A, TAN_LAP_B, HOA_AN, EA_MDROH]


def only(text: str, code: str = "90000") -> Reading:
    (reading,) = read({code: text}, UNITS)
    return reading


def test_a_name_that_is_alone_is_read_however_its_tone_is_placed() -> None:
    assert only("Xã Hòa An").old == HOA_AN


def test_a_name_is_read_through_another_spelling_if_nothing_else_is_so_called() -> None:
    assert only("Xã Ea M’Droh").old == EA_MDROH


def test_a_name_of_two_units_is_not_guessed() -> None:
    reading = only("Xã Tân Lập")
    assert (reading.old, reading.text) == (None, "Xã Tân Lập")


@pytest.mark.parametrize("place", ["huyện B", "huyện B, tỉnh Nam"])
def test_a_place_in_brackets_decides_between_two(place: str) -> None:
    assert only(f"Xã Tân Lập ({place})").old == TAN_LAP_B


def test_a_place_in_brackets_that_fits_none_leaves_it_unread() -> None:
    assert only("Xã Tân Lập (huyện C)").old is None


def test_the_code_that_the_new_unit_kept_decides_between_two() -> None:
    assert only("Xã Tân Lập", code="00002").old == TAN_LAP_B


def test_a_unit_gone_whole_elsewhere_leaves_the_other() -> None:
    readings = read({"90001": "Xã Tân Lập (huyện A)", "90002": "Xã Tân Lập"}, UNITS)
    assert [r.old for r in readings] == [TAN_LAP_A, TAN_LAP_B]


def test_a_unit_gone_in_part_elsewhere_does_not_leave_the_other() -> None:
    texts = {"90001": "một phần diện tích TN của Xã Tân Lập (huyện A)", "90002": "Xã Tân Lập"}
    assert [r.old for r in read(texts, UNITS)] == [TAN_LAP_A, None]


def test_an_unchanged_unit_is_its_own_predecessor() -> None:
    assert only("giữ nguyên", code="00003").old == HOA_AN


def test_a_unit_named_for_two_new_ones_went_into_each_in_part() -> None:
    readings = read({"90001": "Xã Hòa An", "90002": "Xã Hòa An"}, UNITS)
    assert [r.is_part for r in readings] == [True, True]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xã A, Phường B và Thị trấn C", ["Xã A", "Phường B", "Thị trấn C"]),
        ("một phần diện tích TN, quy mô dân số của các phường X, Y", ["phường X", "phường Y"]),
        ("Phường Phường Hoàng Liệt, Phường B", ["Phường Hoàng Liệt", "Phường B"]),
        ("phần còn lại của xã D sau khi sắp xếp", ["xã D"]),
        ("Xã E (phần còn lại sau khi sáp nhập vào xã F, xã G)", ["Xã E"]),
        ("Phường\u00a014, Phường 15 (Quận 8)", ["Phường 14", "Phường 15"]),
        ("", []),
    ],
)
def test_the_units_named_in_a_text_are_found(text: str, names: list[str]) -> None:
    assert [mention.full_name for mention in mentions(text)] == names


def test_a_part_is_told_from_a_whole() -> None:
    text = "Xã A, một phần diện tích TN, quy mô dân số của Xã B, Xã C (phần còn lại)"
    assert [mention.is_part for mention in mentions(text)] == [False, True, True]
