"""The kinds of questions: a closed table; a new kind is a new class here."""

from typing import Annotated

from pydantic import Field

from motcua.procedures.kinds import (
    choices,
    composed,
    computed,
    dates,
    files,
    numbers,
    places,
    words,
)

AnyKind = (
    words.OneLine
    | words.LongText
    | words.PersonName
    | words.Email
    | words.Organisation
    | words.Occupation
    | words.WebAddress
    | numbers.Quantity
    | numbers.Money
    | numbers.Percent
    | numbers.Surface
    | numbers.CitizenNumber
    | numbers.TaxCode
    | numbers.InsuranceCard
    | numbers.Phone
    | numbers.Plate
    | numbers.DrivingLicenceNumber
    | numbers.PassportNumber
    | numbers.OldIdNumber
    | numbers.ChassisNumber
    | numbers.EngineNumber
    | dates.WholeDate
    | dates.PartialDate
    | dates.Year
    | dates.Time
    | dates.DateTime
    | choices.Choice
    | choices.Choices
    | choices.YesNo
    | choices.Country
    | choices.EthnicGroup
    | choices.Relation
    | places.Province
    | places.Commune
    | places.Address
    | composed.Business
    | composed.BankAccount
    | composed.LandParcel
    | composed.Signature
    | computed.Computed
    | files.File
)
Question = Annotated[AnyKind, Field(discriminator="kind")]
