"""What a reason does to a return that is no longer being filled: an approved one refuses it, an exported one reopens.

Records do the same in the store itself; a reason travels in the workbook as they do, so it must not do less.
"""

from collections.abc import Sequence

from db.returns import LOCKED, State
from db.store import Store
from forms.library import Library
from forms.periods import Period
from forms.problems import Refusal

NOTE = "导出后修改说明，审核作废"


def reopen(store: Store, library: Library, period: Period, keys: Sequence[str], user: str) -> None:
    """Make way for reasons by the keys of their problems. Refusal where a form is locked, and nothing is changed."""
    returns = store.returns(period.code)
    touched = [returns[form] for form in dict.fromkeys(key.split("|")[1] for key in keys)]
    for one in touched:
        if one.state in LOCKED:
            texts = {"zh": period.zh, "en": period.en}
            raise Refusal("return_locked", form=library.forms[one.form].title, period=texts)
    for one in touched:
        if one.state == State.EXPORTED:
            store.set_return_state(one.form, period.code, State.FILLING, user, NOTE)
