"""What a paper leaves open: a question and its named options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from derive.components import LIBRARY
from derive.errors import ModelError, UsageError, did_you_mean
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.formulas.names import check_name
from derive.frozen import Frozen
from derive.model.amounts import number
from derive.model.fields import Takes, frozen, keep, unless

Options: TypeAlias = (
    "Mapping[str, FormulaLike | Mapping[str, FormulaLike]] | Iterable[str] | tuple[Option, ...]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer: the formulas it gives to symbols (none for a word), the reason for it, in words.

    `says` is a sentence without its full stop, as a person would say it.
    """

    name: str
    sets: Mapping[str, Formula] = field(default_factory=dict)
    reason: str = ""
    says: str = ""

    def __hash__(self) -> int:
        return hash(self.name)

    def is_number(self, text: str) -> bool:
        """Say whether the option is the number that a text writes: 8192, 8Ki, a fraction.

        >>> Option(name="half", sets={"a": formula("1/2")}).is_number("2/4")
        True
        >>> Option(name="long", sets={"tokens": formula(8192)}).is_number("8Ki")
        True
        """
        if len(self.sets) != 1 or not any(letter.isdecimal() for letter in text):
            return False
        (value,) = self.sets.values()
        try:
            return value.exact.value == number(text)
        except UsageError:
            return False


@frozen
class Assumption:
    """A symbol for something the paper leaves open, with its named options.

    Options are written as a mapping from name to number, formula or table of formulas, or as a
    list of words; left out they are `no = 0` and `yes = 1`. `usual` is the option a reader would
    assume first, by default the first. `per_configuration` asks anew in each row of a table. `says`
    tells an option in a sentence, such as "gates have no bias".

    >>> bias = Assumption(name="gate_bias", options={"none": 0, "one": 1}, usual="one")
    >>> [option.name for option in bias.options], bias.symbols
    (['none', 'one'], ('gate_bias',))
    >>> Assumption(name="reads", options={"top": "d", "all": "L*d"})["all"].sets["reads"]
    L*d
    """

    name: str
    options: Takes[Options, tuple[Option, ...]] = unless(())
    asks: str = ""
    usual: str = ""
    source: str = ""
    reasons: Takes[Mapping[str, str] | None, Mapping[str, str]] = unless(None)
    says: Takes[Mapping[str, str] | None, Mapping[str, str]] = unless(None)
    per_configuration: bool = False
    convention: str = ""
    places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_name(self.name)
        reasons, says = Frozen(self.reasons or {}), Frozen(self.says or {})
        options = _options(self.name, self.options or {"no": 0, "yes": 1}, reasons, says)
        places = Frozen({one.name: at for at, one in enumerate(options)})
        keep(self, options=options, reasons=reasons, says=says, places=places)
        keep(self, usual=self.usual or options[0].name)
        _check(self)

    def __hash__(self) -> int:
        return hash((self.name, self.options))

    @property
    def symbols(self) -> tuple[str, ...]:
        """Give the symbols that the options set, in order of appearance."""
        return tuple(dict.fromkeys(symbol for option in self.options for symbol in option.sets))

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the options."""
        return tuple(self.places)

    def __getitem__(self, option: str) -> Option:
        return self.options[self.index(option)]

    def index(self, option: str) -> int:
        """Give the place of an option by its name, or say which was meant.

        >>> Assumption(name="tied").index("yse")
        Traceback (most recent call last):
        derive.errors.ModelError: tied has no option 'yse'; did you mean yes? (no, yes)
        """
        if option in self.places:
            return self.places[option]
        known = f"({', '.join(self.names)})"
        advice = f"{did_you_mean(option, self.names)} {known}".lstrip()
        raise ModelError(f"{self.name} has no option {option!r}", advice=advice)

    def meant(self, option: str | int) -> str:
        """Name the option that somebody means by its name or, where none is called so, its number.

        Raises ModelError for a number that two options have, or none.

        >>> bias = Assumption(name="bias", options={"none": 0, "one": 1, "single": 1})
        >>> bias.meant("one"), bias.meant(0)
        ('one', 'none')
        >>> bias.meant("1")
        Traceback (most recent call last):
        derive.errors.ModelError: bias has two options that are 1; say one or single
        """
        word = str(option)
        same = [] if word in self.places else [o.name for o in self.options if o.is_number(word)]
        if len(same) > 1:
            many = "two" if len(same) == 2 else str(len(same))
            raise ModelError(
                f"{self.name} has {many} options that are {word}",
                advice=f"say {', '.join(same[:-1])} or {same[-1]}",
            )
        return same[0] if same else self.names[self.index(word)]


def _options(
    name: str, options: Options, reasons: Mapping[str, str], says: Mapping[str, str]
) -> tuple[Option, ...]:
    def option(key: str, sets: Mapping[str, Formula]) -> Option:
        return Option(name=key, sets=sets, reason=reasons.get(key, ""), says=says.get(key, ""))

    if isinstance(options, Mapping):
        return tuple(option(key, _sets(name, key, value)) for key, value in options.items())
    return tuple(one if isinstance(one, Option) else option(one, Frozen({})) for one in options)


def _sets(name: str, option: str, value: object) -> Mapping[str, Formula]:
    table = value if isinstance(value, Mapping) else {name: value}
    try:
        return Frozen({k: formula(v, LIBRARY) for k, v in table.items()})
    except ModelError as fault:
        raise fault.within(option) from None


def _check(assumption: Assumption) -> None:
    if len(assumption.places) != len(assumption.options):
        raise ModelError(f"{assumption.name} has two options of one name")
    symbols = set(assumption.symbols)
    for option in assumption.options:
        if set(option.sets) != symbols:
            missing = sorted(symbols - set(option.sets))
            raise ModelError(
                f"option {option.name} of {assumption.name} does not set {', '.join(missing)}",
                advice="every option sets the same symbols; write 0 for nothing",
            )
    for word in (assumption.usual, *assumption.reasons, *assumption.says):
        assumption.index(word)
