"""One editor for each kind, the same in the card and in the cell."""

from PySide6.QtWidgets import QWidget

from forms.entry import is_partly_carried
from forms.form import Field
from ui.editors.choice import ChoiceEditor, ChoicesEditor, YesNoEditor
from ui.editors.figures import AmountEditor, ClassEditor, DateEditor, MonthEditor
from ui.editors.line import Candidate, Editor, LineEditor, Records, Setting
from ui.editors.place import PlaceEditor
from ui.editors.reference import ReferenceEditor
from ui.editors.words import DigitEditor, DivisionEditor, IdCardEditor, NoteEditor, PhoneEditor, WordEditor

EDITORS: dict[str, type[LineEditor] | type[NoteEditor]] = {
    "text": WordEditor,
    "name": WordEditor,
    "note": NoteEditor,
    "code": DigitEditor,
    "choice": ChoiceEditor,
    "choices": ChoicesEditor,
    "yes_no": YesNoEditor,
    "integer": AmountEditor,
    "decimal": AmountEditor,
    "money": AmountEditor,
    "date": DateEditor,
    "month": MonthEditor,
    "class_no": ClassEditor,
    "id_card": IdCardEditor,
    "phone": PhoneEditor,
    "bank_card": DigitEditor,
    "division": DivisionEditor,
    "school_code": DigitEditor,
    "reference": ReferenceEditor,
}
"""Kind → its editor."""


def editor_for(of: Field, setting: Setting, parent: QWidget | None = None) -> LineEditor | NoteEditor:
    """The editor of a field."""
    if is_partly_carried(of):
        return PlaceEditor(of, setting, parent)
    return EDITORS[of.kind.name](of, setting, parent)


__all__ = ["EDITORS", "Candidate", "Editor", "LineEditor", "NoteEditor", "Records", "Setting", "editor_for"]
