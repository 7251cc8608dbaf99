"""Forms: what a person typed is never lost, and what is wrong is said at its place."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from motcua.design.forms import GalleryForm
from motcua.design.widgets import (
    Checkboxes,
    DateInput,
    FilesField,
    Radios,
    Select,
    Textarea,
    TextInput,
)

PART = st.text(max_size=6) | st.integers(-5, 3000).map(str)


class Birth(forms.Form):
    born_on = forms.DateField(label="Ngày sinh", widget=DateInput())


def drawn(source: str, **values: object) -> Tag:
    return BeautifulSoup(Template(source).render(Context(values)), "html.parser")


def one(soup: Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} in {soup}"
    return found[0]


def boxes(form: forms.Form) -> list[str]:
    soup = drawn("{% field form.born_on %}", form=form)
    return [str(box.get("value", "")) for box in soup.select("input")]


def told(**parts: str) -> dict[str, str]:
    return {f"born_on-{part}": value for part, value in parts.items()}


def test_three_boxes_make_one_date() -> None:
    form = Birth(told(day="2", month="9", year="1990"))
    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1990, 9, 2)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "2", "2026"),
        ("12", "13", "2026"),
        ("1", "2", "26"),
        ("", "9", "1990"),
        ("hai", "", ""),
    ],
)
def test_what_is_no_date_is_refused_and_stays_as_typed(day: str, month: str, year: str) -> None:
    form = Birth(told(day=day, month=month, year=year))
    assert not form.is_valid()
    assert boxes(form) == [day, month, year]


@given(PART, PART, PART)
def test_no_date_that_anyone_can_send_breaks_the_form(day: str, month: str, year: str) -> None:
    form = Birth(told(day=day, month=month, year=year))
    if form.is_valid():
        assert form.cleaned_data["born_on"].year == int(year)
        assert form.cleaned_data["born_on"].day == int(day)
    assert len(boxes(form)) == 3


def test_a_date_may_also_come_as_one_value() -> None:
    assert Birth({"born_on": "1990-09-02"}).is_valid()
    assert boxes(Birth(initial={"born_on": date(1990, 9, 2)})) == ["2", "9", "1990"]


def test_the_summary_leads_to_the_first_box_of_the_field() -> None:
    form = GalleryForm(QueryDict("full_name="))
    soup = drawn("{% error_summary form %}{% fields form %}", form=form)
    links = [str(link["href"]) for link in soup.select(".govuk-error-summary__list a")]
    assert "#id_born_on-day" in links
    assert "#id_sex" in links
    for link in links:
        one(soup, f"[id='{link[1:]}']")


def test_the_summary_of_a_form_without_errors_is_nothing() -> None:
    assert drawn("{% error_summary form %}", form=GalleryForm()).get_text() == ""


def test_an_empty_answer_is_named_in_the_summary() -> None:
    soup = drawn("{% error_summary form %}", form=Birth({}))
    assert "Ngày sinh: hãy điền thông tin này" in soup.get_text()


def test_a_rule_of_the_form_itself_is_told_in_its_own_words() -> None:
    class Strict(Birth):
        def clean_born_on(self) -> date:
            raise forms.ValidationError("Ngày sinh phải trước hôm nay.")

    soup = drawn("{% field form.born_on %}", form=Strict({"born_on": "2026-01-01"}))
    assert one(soup, ".govuk-error-message").get_text(strip=True).endswith("trước hôm nay.")
    described = str(one(soup, "fieldset")["aria-describedby"])
    assert described == one(soup, ".govuk-error-message")["id"]


def test_a_revealed_question_stands_under_its_answer_only() -> None:
    soup = drawn("{% fields form %}", form=GalleryForm())
    address = one(soup, "#id_address")
    conditional = address.find_parent(class_="govuk-radios__conditional")
    assert isinstance(conditional, Tag)
    assert one(soup, f"[data-aria-controls='{conditional['id']}']")["value"] == "post"


def test_the_chosen_answers_stay_chosen() -> None:
    form = GalleryForm(QueryDict("sex=f&papers=birth&papers=none&province=48&true=on"))
    soup = drawn("{% fields form %}", form=form)
    assert {str(box["value"]) for box in soup.select("input[checked]")} == {
        "f",
        "birth",
        "none",
        "on",
    }
    assert one(soup, "option[selected]")["value"] == "48"


def test_the_browser_neither_cuts_nor_stops_what_is_typed() -> None:
    soup = drawn("{% fields form %}", form=GalleryForm())
    assert not soup.select("[required], [maxlength], [minlength], [min], [max]")


def test_every_control_has_a_label() -> None:
    soup = drawn("{% fields form %}", form=GalleryForm())
    for control in soup.select("input, select, textarea"):
        assert one(soup, f"label[for='{control['id']}']").get_text(strip=True)


def test_a_question_that_may_be_left_out_says_so() -> None:
    soup = drawn("{% field form.reason %}", form=GalleryForm())
    assert "(không bắt buộc)" in one(soup, "label").get_text()


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "\x00", "‮đảo", "<b>x</b>", "{{ 7 }}"]
)
def test_hostile_text_comes_back_as_text(text: str) -> None:
    data = QueryDict(mutable=True)
    for name in (
        "full_name",
        "number",
        "reason",
        "sex",
        "papers",
        "province",
        "fee",
        "born_on-day",
    ):
        data[name] = text
    form = GalleryForm(data)
    assert not form.is_valid()
    soup = drawn("{% error_summary form %}{% fields form %}", form=form)
    assert not soup.select("script, b")
    assert one(soup, "#id_full_name")["value"] == text


def test_widgets_of_django_itself_are_drawn_too() -> None:
    class Plain(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput)
        remember = forms.BooleanField(required=False)
        token = forms.CharField(widget=forms.HiddenInput)
        number = forms.IntegerField()
        kind = forms.ChoiceField(choices=[("a", "A")])
        many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
        text = forms.CharField(widget=forms.Textarea)

    soup = drawn("{% fields form %}", form=Plain({"password": "secret", "many": ["a"]}))
    assert "secret" not in str(soup)
    assert one(soup, "[name=token]")["type"] == "hidden"
    assert len(soup.select(".govuk-form-group")) == 6
    one(soup, "select[multiple]")


def test_several_files_are_taken_and_an_empty_one_is_refused() -> None:
    class Papers(forms.Form):
        scans = FilesField()

    def sent_in(*contents: bytes) -> Papers:
        sent: list[Any] = [SimpleUploadedFile("a.pdf", content) for content in contents]
        return Papers({}, MultiValueDict({"scans": sent}))

    form = sent_in(b"1", b"22")
    assert form.is_valid()
    assert [file.size for file in form.cleaned_data["scans"]] == [1, 2]
    assert not sent_in(b"1", b"").is_valid()
    assert not sent_in().is_valid()


@pytest.mark.parametrize(
    ("widget", "options"),
    [
        (TextInput, {}), (Textarea, {}), (DateInput, {}),
        (Radios, {"choices": [("a", "A")]}), (Checkboxes, {"choices": [("a", "A")]}),
        (Select, {"choices": [("a", "A")]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "value", [None, "", "a", [], ["a", "b"], {"a": 1}, 7, 1.5, True, date(2026, 1, 2), object()]
)
def test_a_widget_draws_any_value(widget: Any, options: dict[str, Any], value: object) -> None:
    class Asked(forms.Form):
        x = forms.Field(label="X", widget=widget(**options), initial=value, required=False)

    assert drawn("{% field form.x %}", form=Asked()).select("input, select, textarea")
    assert str(Asked()["x"])
