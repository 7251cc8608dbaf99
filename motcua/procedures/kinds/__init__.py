"""The kinds of questions: a closed table; a new kind is a new class here."""

from typing import Annotated

from pydantic import Field

from motcua.procedures.kinds import choices, dates, files, numbers, places, words

AnyKind = (
    words.OneLine
    | words.LongText
    | words.PersonName
    | words.Email
    | numbers.Quantity
    | numbers.Money
    | numbers.CitizenNumber
    | numbers.TaxCode
    | numbers.InsuranceCard
    | numbers.Phone
    | numbers.Plate
    | numbers.DrivingLicenceNumber
    | dates.WholeDate
    | dates.PartialDate
    | choices.Choice
    | choices.Choices
    | choices.YesNo
    | choices.Country
    | choices.EthnicGroup
    | places.Province
    | places.Commune
    | places.Address
    | files.File
)
Question = Annotated[AnyKind, Field(discriminator="kind")]
