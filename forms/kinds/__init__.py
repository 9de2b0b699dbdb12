"""The closed vocabulary of kinds: what a value is, how it is read, shown and put into a cell.

A value has three faces: what was typed or stood in a cell (`Raw`), the plain value (`Value`, a JSON scalar that tables,
workbooks and checks share), and the text shown. `parse(show(value)) == value` holds for every kind. Data name kinds,
this folder defines them; where a kind is a column, an editor or a drop-down is said in db, ui and export, never here.
"""

from forms.kinds.base import Kind, Raw, Value
from forms.kinds.choices import Choice, Choices, ClassNo, YesNo
from forms.kinds.dates import Date, Month
from forms.kinds.identity import BankCard, Division, IdCard, Phone, SchoolCode
from forms.kinds.numbers import Decimal, Integer, Money
from forms.kinds.reference import Reference
from forms.kinds.texts import Code, Name, Note, Text

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Text, Name, Note, Code, Choice, Choices, YesNo, Integer, Decimal, Money, Date, Month,
        IdCard, Phone, BankCard, Division, SchoolCode, ClassNo, Reference,
    )
}  # fmt: skip

__all__ = [
    "KINDS", "BankCard", "Choice", "Choices", "ClassNo", "Code", "Date", "Decimal", "Division", "IdCard", "Integer",
    "Kind", "Money", "Month", "Name", "Note", "Phone", "Raw", "Reference", "SchoolCode", "Text", "Value", "YesNo",
]  # fmt: skip
