"""A BPMN file is read back as it was written; anything else is refused, with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.refusals import Invalid
from motcua.procedures import bpmn
from motcua.procedures.tests.process.made import sound

FILE = bpmn.xml(bpmn.drawn(sound(3)), "Thủ tục").decode()


@given(st.integers(0, 10**9))
def test_what_is_written_is_read_back_equal(seed: int) -> None:
    process = sound(seed)
    assert bpmn.read(bpmn.xml(bpmn.drawn(process), "Thủ tục")) == process


def refused(text: str) -> Invalid:
    with pytest.raises(Invalid) as found:
        bpmn.read(text.encode())
    return found.value


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</bpmn:process>", '<bpmn:scriptTask id="x"/></bpmn:process>', "scriptTask"),
        ("</bpmn:process>", '<bpmn:userTask id="x"/></bpmn:process>', "motcua:step"),
        ('targetRef="node_sign"', 'targetRef="node_receive"', "không khớp"),
        ('"kind": "receive"', '"kind": "cook"', "không đúng định dạng"),
        ('"next": "approved"', '"next": "nowhere"', "không có trong tệp"),
        ("<bpmn:definitions", '<!DOCTYPE a [<!ENTITY b "c">]><bpmn:definitions', "DOCTYPE"),
        ("</bpmn:definitions>", "", "cú pháp"),
    ],
)
def test_what_is_not_of_the_subset_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert old in FILE
    refusal = refused(FILE.replace(old, new, 1))
    told = refusal.message + "".join(one.message for one in refusal.problems)
    assert said in told
    assert any("dòng" in one.place for one in refusal.problems)


def test_a_file_cannot_exhaust_the_reader() -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    assert "quá sâu" in refused(deep).message
    assert "2 MB" in refused(" " * 2_000_001).message
    with pytest.raises(Invalid):
        bpmn.read(b'<?xml version="1.0" encoding="nothing"?><a/>')
