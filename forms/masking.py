"""Numbers that name a person, as a screen or a wall shows them: enough to recognise, too little to use.

Whether a field is masked is said by its form (`private`); showing the whole number is a deliberate, logged act.
"""

from forms.form import Field
from forms.kinds.identity import is_resident_id

HIDDEN = "*"
_KEPT = {"id_card": (6, 4), "phone": (3, 4), "bank_card": (4, 4)}
"""Kind → characters that stay at the beginning and at the end."""


def masked(field: Field, text: str) -> str:
    """The text as it may be seen: 990123********4527, 138****9916. A text that is no number of this kind, too."""
    if not field.private or not text:
        return text
    first, last = _KEPT.get(field.kind.name, (0, 4))
    if is_resident_id(text[-18:]):  # 学籍号: a letter and the ID number
        first, last = len(text) - 12, 4
    if len(text) <= first + last:
        first, last = 0, min(last, len(text) // 2)
    return text[:first] + HIDDEN * (len(text) - first - last) + text[len(text) - last :]
