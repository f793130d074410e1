"""What a paper leaves open: a question and its named options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from derive.components import LIBRARY
from derive.errors import ModelError
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.formulas.names import check_name

Options: TypeAlias = "Mapping[str, FormulaLike | Mapping[str, FormulaLike]] | Iterable[str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer: the formulas it gives to symbols (none for a word), and the reason for it."""

    name: str
    sets: Mapping[str, Formula] = field(default_factory=dict)
    reason: str = ""

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A symbol for something the paper leaves open, with its named options.

    Options are written as a mapping from name to number, formula or table of formulas, or as a
    list of words; left out they are `no = 0` and `yes = 1`. `usual` is the option a reader would
    assume first, by default the first. `per_configuration` asks anew in each row of a table.

    >>> bias = Assumption(name="gate_bias", options={"none": 0, "one": 1}, usual="one")
    >>> [option.name for option in bias.options], bias.symbols
    (['none', 'one'], ('gate_bias',))
    >>> Assumption(name="reads", options={"top": "d", "all": "L*d"})["all"].sets["reads"]
    L*d
    """

    name: str
    options: tuple[Option, ...] = ()
    asks: str = ""
    usual: str = ""
    source: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    per_configuration: bool = False
    convention: str = ""

    def __init__(
        self,
        *,
        name: str,
        options: Options | tuple[Option, ...] = (),
        asks: str = "",
        usual: str = "",
        source: str = "",
        reasons: Mapping[str, str] | None = None,
        per_configuration: bool = False,
        convention: str = "",
    ) -> None:
        check_name(name)
        given = _options(name, options or {"no": 0, "yes": 1}, reasons or {})
        for key, value in {
            "name": name,
            "options": given,
            "asks": asks,
            "usual": usual or given[0].name,
            "source": source,
            "reasons": MappingProxyType(dict(reasons or {})),
            "per_configuration": per_configuration,
            "convention": convention,
        }.items():
            object.__setattr__(self, key, value)
        _check(self)

    def __hash__(self) -> int:
        return hash((self.name, self.options))

    @property
    def symbols(self) -> tuple[str, ...]:
        """Give the symbols that the options set, in order of appearance."""
        return tuple(dict.fromkeys(symbol for option in self.options for symbol in option.sets))

    @property
    def is_words(self) -> bool:
        """Say whether the options are words, without values."""
        return not self.symbols

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the options."""
        return tuple(option.name for option in self.options)

    def __getitem__(self, option: str) -> Option:
        return self.options[self.index(option)]

    def index(self, option: str) -> int:
        """Give the place of an option by its name, or say which was meant.

        >>> Assumption(name="tied").index("yse")
        Traceback (most recent call last):
        derive.errors.ModelError: tied has no option 'yse'; did you mean yes? (no, yes)
        """
        if option in self.names:
            return self.names.index(option)
        from difflib import get_close_matches

        near = get_close_matches(option, self.names, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise ModelError(
            f"{self.name} has no option {option!r}", advice=f"{meant}({', '.join(self.names)})"
        )


def _options(
    name: str, options: Options | tuple[Option, ...], reasons: Mapping[str, str]
) -> tuple[Option, ...]:
    if isinstance(options, Mapping):
        return tuple(
            Option(name=key, sets=_sets(name, key, value), reason=reasons.get(key, ""))
            for key, value in options.items()
        )
    return tuple(
        one if isinstance(one, Option) else Option(name=one, reason=reasons.get(one, ""))
        for one in options
    )


def _sets(name: str, option: str, value: object) -> Mapping[str, Formula]:
    table = value if isinstance(value, Mapping) else {name: value}
    try:
        return MappingProxyType({k: formula(v, LIBRARY) for k, v in table.items()})
    except ModelError as fault:
        raise fault.within(option) from None


def _check(assumption: Assumption) -> None:
    if len(set(assumption.names)) != len(assumption.names):
        raise ModelError(f"{assumption.name} has two options of one name")
    for option in assumption.options:
        if set(option.sets) != set(assumption.symbols):
            missing = sorted(set(assumption.symbols) - set(option.sets))
            raise ModelError(
                f"option {option.name} of {assumption.name} does not set {', '.join(missing)}",
                advice="every option sets the same symbols; write 0 for nothing",
            )
    for word in (assumption.usual, *assumption.reasons):
        assumption.index(word)
