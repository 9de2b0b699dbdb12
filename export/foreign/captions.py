"""Which field a caption means: by the form's words, its aliases, the national keys, and those of referred records."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.form import Field, Form
from forms.tidying import half_width, tidy

_UNIT = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_DECORATION = re.compile(r"[\s★☆＊*·:：、,，.。/\\\-—_\"“”'‘’]+")
_LARGE_UNITS = {"万元": 10_000, "千元": 1_000}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column's cells go: a field, or a field of the record that a reference points to."""

    field: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it is compared, and the unit that stood in brackets behind it."""

    word: str
    unit: str = ""

    @property
    def factor(self) -> int:
        """What amounts under this caption are to be multiplied with: 10 000 under 金额（万元）."""
        return _LARGE_UNITS.get(self.unit, 1)


def caption(text: object) -> Caption:
    """“★ 身份证 号码（18位）” is 身份证号码, unit 18位."""
    plain = tidy(str(text)) if text is not None else ""
    units = _UNIT.findall(plain)
    return Caption(folded(_UNIT.sub("", plain)) or folded(plain), half_width(units[-1]).strip() if units else "")


def folded(text: str) -> str:
    """A caption without blanks, stars and punctuation."""
    return _DECORATION.sub("", half_width(text)).casefold()


@dataclass
class Captions:
    """All captions that a form understands."""

    targets: dict[str, Target] = field(default_factory=dict[str, Target])

    @classmethod
    def of(cls, form: Form, forms: Mapping[str, Form]) -> "Captions":
        """The form's own fields first, then those of the records that its references show."""
        found = cls()
        for name, own in form.fields.items():
            if name not in form.references:
                for word in _words(own):
                    found.targets.setdefault(folded(word), Target(name))
        for name, reference in form.references.items():
            found._of_reference(form.fields[name], forms[reference.to], reference.by)
        return found

    def _of_reference(self, own: Field, other: Form, by: tuple[str, ...]) -> None:
        for theirs in by:
            for word in _words(other.fields[theirs]):
                self.targets.setdefault(folded(word), Target(own.name, theirs))
                self.targets.setdefault(folded(own.zh + word), Target(own.name, theirs))
        for word in (own.zh, *own.aliases):
            self.targets.setdefault(folded(word), Target(own.name, by[-1]))

    def target(self, word: str) -> Target | None:
        """The target of a folded caption."""
        return self.targets.get(word) if word else None


def _words(own: Field) -> Iterator[str]:
    yield own.zh
    yield own.en
    yield own.name
    yield from own.aliases
    if own.key:
        yield own.key
