"""Read form definitions strictly: an unknown key, a missing list, a check on no field are faults, and all are named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from forms.checks import CHECKS, fields_of
from forms.codelists import CodeList, list_from
from forms.form import Field, Form, Rule, Section
from forms.kinds import KINDS, Choice, Kind, Reference
from forms.toml import read_toml

Data = Mapping[str, Any]
FORM_KEYS = {
    "name", "version", "title", "cycle", "key", "also_key", "label", "about", "single",
    "sections", "fields", "check", "renamed", "lists",
}  # fmt: skip
FIELD_KEYS = {
    "kind", "zh", "en", "required", "default", "hint", "aliases", "key", "unit", "private", "carry", "width",
    "carry_by", "blank_as",
}  # fmt: skip
CYCLES = ("standing", "year", "term", "month")


class FormFaults(ValueError):
    """A definition that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


def read_form(path: Path, lists: Mapping[str, CodeList]) -> Form:
    """The form of a TOML file; raises FormFaults with every fault found."""
    try:
        data = read_toml(path)
    except ValueError as broken:
        raise FormFaults([f"{path.name}: not TOML: {broken}"]) from broken
    return form_from(data, lists)


def form_from(data: Data, lists: Mapping[str, CodeList] | None = None, *, foreign: bool = False) -> Form:
    """A form from its data, with the code lists that it carries or those given.

    A `foreign` form comes out of a workbook, perhaps of a newer program: checks that this program does not know are
    passed over there, whereas in our own definitions they are faults.
    """
    own = {codes.name: codes for codes in map(list_from, cast("Sequence[Data]", data.get("lists", ())))}
    return _Loader(data, {**(lists or {}), **own}, foreign).form()


class _Loader:
    """Collects all faults of one definition before it gives up."""

    def __init__(self, data: Data, lists: Mapping[str, CodeList], foreign: bool) -> None:
        self._data = data
        self._lists = lists
        self._foreign = foreign
        self._name = str(data.get("name", "?"))
        self._faults: list[str] = []

    def form(self) -> Form:
        data = self._data
        for key in set(data) - FORM_KEYS:
            self._fault(f"unknown key {key!r}")
        if data.get("cycle", "standing") not in CYCLES:
            self._fault(f"cycle must be one of {', '.join(CYCLES)}")
        title = self._texts(data.get("title"), "title")
        fields = self._fields()
        sections = tuple(Section(name, s["zh"], s["en"], s["from"]) for name, s in data.get("sections", {}).items())
        form = Form(
            name=self._name, title=title, cycle=data.get("cycle", "standing"),
            fields=self._sectioned(fields, sections), sections=sections,
            key=tuple(data.get("key", ())), also_key=tuple(tuple(key) for key in data.get("also_key", ())),
            label=tuple(data.get("label", ())), checks=self._rules(fields), renamed=data.get("renamed", {}),
            about=data.get("about", {}), single=bool(data.get("single")), version=int(data.get("version", 1)),
            source={key: value for key, value in data.items() if key != "lists"},
        )  # fmt: skip
        self._named(form)
        if self._faults:
            raise FormFaults([f"{self._name}: {fault}" for fault in self._faults])
        return form

    def _fault(self, text: str) -> None:
        self._faults.append(text)

    def _texts(self, texts: object, where: str) -> dict[str, str]:
        if isinstance(texts, Mapping) and set(cast("Data", texts)) == {"zh", "en"}:
            return dict(cast("Mapping[str, str]", texts))
        self._fault(f"{where} needs zh and en, and nothing else")
        return {"zh": "", "en": ""}

    def _fields(self) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for name, data in self._data.get("fields", {}).items():
            if not name.isidentifier() or name.startswith("_"):
                self._fault(f"{name}: a field's name is a plain word")
            kind = self._kind(name, data)
            if kind is not None:
                found[name] = self._field(name, data, kind)
        if not found:
            self._fault("a form needs fields")
        return found

    def _kind(self, name: str, data: Data) -> Kind | None:
        kind = KINDS.get(str(data.get("kind")))
        if kind is None:
            self._fault(f"{name}: no kind {data.get('kind')!r}; there are {', '.join(KINDS)}")
            return None
        if issubclass(kind, Choice):
            return self._choice(name, kind, data)
        known = {option.name for option in dataclass_fields(kind)}
        options = {key: _frozen(value) for key, value in data.items() if key in known}
        for key in set(data) - known - FIELD_KEYS:
            self._fault(f"{name}: unknown key {key!r}")
        if kind is Reference and not (options.get("to") and options.get("by")):
            self._fault(f"{name}: a reference says `to` which form it points and `by` which fields it is shown")
        return cast("Callable[..., Kind]", kind)(**options)

    def _choice(self, name: str, kind: type[Choice], data: Data) -> Kind | None:
        for key in set(data) - FIELD_KEYS - {"choices"}:
            self._fault(f"{name}: unknown key {key!r}")
        codes = self._lists.get(str(data.get("choices")))
        if codes is None:
            self._fault(f"{name}: there is no code list {data.get('choices')!r}")
            return None
        return kind(codes)

    def _field(self, name: str, data: Data, kind: Kind) -> Field:
        if not (data.get("zh") and data.get("en")):
            self._fault(f"{name}: needs zh and en")
        if "hint" in data:
            self._texts(data["hint"], f"{name}: hint")
        default = _frozen(data.get("default"))
        if default is not None and kind.parse(kind.show(default)) != default:
            self._fault(f"{name}: its default {default!r} is none of its values")
        return Field(
            name=name, kind=kind, zh=str(data.get("zh")), en=str(data.get("en")), required=bool(data.get("required")),
            default=default, hint=data.get("hint"), aliases=tuple(data.get("aliases", ())), key=data.get("key"),
            unit=str(data.get("unit", "")), private=bool(data.get("private")), carry=_frozen(data.get("carry", False)),
            width=int(data.get("width", 0)), carry_by=str(data.get("carry_by", "")),
            blank_as=str(data.get("blank_as", "")),
        )  # fmt: skip

    def _sectioned(self, fields: Mapping[str, Field], sections: Sequence[Section]) -> dict[str, Field]:
        starts = {section.first: section.name for section in sections}
        for first in set(starts) - set(fields):
            self._fault(f"section {starts[first]} begins at {first!r}, which is no field")
        current, found = "", dict[str, Field]()
        for name, field in fields.items():
            current = starts.get(name, current)
            found[name] = replace(field, section=current)
        return found

    def _rules(self, fields: Mapping[str, Field]) -> tuple[Rule, ...]:
        return tuple(filter(None, (self._rule(data, fields) for data in self._data.get("check", ()))))

    def _rule(self, data: Data, fields: Mapping[str, Field]) -> Rule | None:
        name = str(data.get("name"))
        if name not in CHECKS:
            if not self._foreign:
                self._fault(f"there is no check {name!r}; there are {', '.join(CHECKS)}")
            return None
        if data.get("level") not in ("error", "reminder"):
            self._fault(f"check {name}: level is error or reminder")
        params = {key: value for key, value in data.items() if key not in ("name", "level", "say", "code")}
        for unknown in [field for field in fields_of(name, params) if field not in fields]:
            self._fault(f"check {name}: {unknown!r} is no field")
        say = self._texts(data["say"], f"check {name}: say") if "say" in data else None
        return Rule(name, data.get("level", "error"), params, str(data.get("code", name)), say)

    def _named(self, form: Form) -> None:
        groups = (("key", form.key), ("label", form.label), *(("also_key", key) for key in form.also_key))
        for what, names in groups:
            for name in set(names) - set(form.fields):
                self._fault(f"{what}: {name!r} is no field")
        for field in form.fields.values():
            self._same(field, form.fields)
        for old, new in form.renamed.items():
            if new not in form.fields or old in form.fields:
                self._fault(f"renamed: {old!r} must be gone and {new!r} must be a field")
        self._captions(form)

    def _same(self, field: Field, fields: Mapping[str, Field]) -> None:
        """The fields that a field names, so that a new record takes its text from them."""
        by, source, chain = fields.get(field.carry_by), fields.get(field.blank_as), [field.name]
        if field.carry_by and not (by and isinstance(by.carry, tuple)):
            self._fault(f"{field.name}: carry_by {field.carry_by!r} is no field that is carried in part")
        if field.blank_as and not (source and source.kind.name == field.kind.name):
            self._fault(f"{field.name}: blank_as {field.blank_as!r} is no field of its kind")
        while source and source.name not in chain:
            chain.append(source.name)
            source = fields.get(source.blank_as)
        if source:
            self._fault(f"{field.name}: blank_as comes back to itself")

    def _captions(self, form: Form) -> None:
        owners: dict[str, str] = {}
        for field in form.fields.values():
            for caption in {field.zh, *field.aliases}:
                if owners.setdefault(caption, field.name) != field.name:
                    self._fault(f"{caption!r} names both {owners[caption]} and {field.name}")


def _frozen(value: Any) -> Any:  # noqa: ANN401  # TOML holds anything
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value
