"""How a component is written: a template of the language of formulas, filled in and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache, wraps
from inspect import signature
from itertools import chain, repeat
from typing import ParamSpec

from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike, formula, tree_of
from derive.formulas.grammar import parse
from derive.formulas.tree import Exact, Written, add, substitute

Arguments = ParamSpec("Arguments")

# Arguments that say how a layer is built: whole numbers of 1 or more, some of them bounded.
STRUCTURE: dict[str, int | None] = {
    "active": None,
    "children": None,
    "depth": None,
    "directions": 2,
    "experts": None,
    "factor": None,
    "gates": None,
    "groups": None,
    "head_width": None,
    "heads": None,
    "kernel": None,
    "kernel_width": None,
    "key_value_heads": None,
    "layers": None,
    "multiplier": None,
    "patch": None,
    "pieces": None,
    "projection": None,
}

# Arguments that say whether a part is there: 0 or 1.
SWITCHES = {
    "affine",
    "coupled",
    "first_projection",
    "gated",
    "norms",
    "output_gate",
    "router",
    "scale",
    "shared",
    "shortcut",
    "tied",
}

# Arguments of the first wave that are asked for otherwise: what was wrong with them, what to write.
MOVED = {
    ("mixture_of_experts", "active"): (
        "mixture_of_experts counts all experts, and active ones are another number",
        "give two components: mixture_of_experts(d, f, experts=E) for the total, "
        "active_experts(d, f, experts=E, active=k) for what a token meets",
    ),
    ("mixture_of_experts", "matrices"): (
        "mixture_of_experts is not told the number of matrices",
        "write gated=1 for three matrices, gated=0 for two",
    ),
}


# Arguments that say the same as others, and stand alone.
INSTEAD = {
    ("gru", "biases"): frozenset({"bias", "candidate_bias"}),
    ("layer_norm", "per_channel"): frozenset({"bias", "scale"}),
}


def write(template: str, **arguments: FormulaLike) -> Formula:
    """Fill a template and drop what became a 0 or a factor 1; order and brackets stay.

    >>> write("n*m + bias*n", n="d", m=512, bias=0)
    d*512
    """
    trees = {name: tree_of(value) for name, value in arguments.items()}
    return Formula(substitute(_parsed(template), trees))


def tally(template: str, **arguments: FormulaLike) -> Formula:
    """Fill a template, and give the number where nothing but whole numbers is left.

    >>> tally("4 - coupled", coupled=1), tally("4 - coupled", coupled="c")
    (3, 4 - c)
    """
    written = write(template, **arguments)
    number = _number(written)
    return formula(number) if isinstance(number, int) else written


def joined(parts: Iterable[Formula]) -> Formula:
    """Give the sum of the parts, each in brackets of its own where it is a sum.

    >>> joined([formula("a*d + d"), formula("b*d")])
    (a*d + d) + b*d
    """
    return Formula(add(*(part.written for part in parts)))


@cache
def _parsed(template: str) -> Written:
    return parse(template)


def component(function: Callable[Arguments, Formula]) -> Callable[Arguments, Formula]:
    """Check the arguments that are numbers before a component is written from them.

    >>> @component
    ... def stack(width, layers=1):
    ...     return write("layers*width", layers=layers, width=width)
    >>> stack("d", layers="L")
    L*d
    >>> stack("d", layers=0)
    Traceback (most recent call last):
    derive.errors.FormulaError: stack has layers = 0; give a whole number of 1 or more
    """
    parameters = signature(function).parameters.values()
    names = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]

    @wraps(function)
    def checked(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> Formula:
        places = zip(chain(names, repeat(names[-1])), arguments, strict=False)
        _refuse_contraries(function.__name__, keywords)
        for name, value in chain(places, keywords.items()):
            if value is not None:
                _check(function.__name__, name, value)
        return function(*arguments, **keywords)

    return checked


def _refuse_contraries(function: str, keywords: Iterable[str]) -> None:
    """Refuse what is asked for otherwise, and two arguments that say one thing."""
    for name in keywords:
        if moved := MOVED.get((function, name)):
            raise FormulaError(moved[0], advice=moved[1])
        for other in sorted(INSTEAD.get((function, name), frozenset()).intersection(keywords)):
            raise FormulaError(
                f"{function} has both {name} and {other}",
                advice=f"keep one: {name} stands instead of {other}",
            )


def _check(function: str, name: str, value: FormulaLike) -> None:
    number = _number(formula(value))
    if number is None:
        return
    if name in STRUCTURE:
        most = STRUCTURE[name]
        fits = number >= 1 and number == int(number) and (most is None or number <= most)
        advice = f"1 to {most}" if most else "a whole number of 1 or more"
    elif name in SWITCHES:
        fits, advice = number in (0, 1), "0 or 1"
    else:
        fits, advice = number >= 0, "0 or more"
    if not fits:
        raise FormulaError(f"{function} has {name} = {number}", advice=f"give {advice}")


def check_divides(parts: FormulaLike, whole: FormulaLike, what: str, of: str) -> None:
    """Refuse two numbers of which the first does not divide the second.

    >>> check_divides("h", 512, "heads", "numbers"), check_divides(8, 512, "heads", "numbers")
    (None, None)
    >>> check_divides(3, 512, "heads", "numbers")
    Traceback (most recent call last):
    derive.errors.FormulaError: 3 heads do not divide 512 numbers; use a divisor of 512
    """
    divisor, number = _number(formula(parts)), _number(formula(whole))
    if divisor is None or number is None or Fraction(number) % divisor == 0:
        return
    raise FormulaError(
        f"{divisor} {what} do not divide {number} {of}", advice=f"use a divisor of {number}"
    )


def _number(value: Formula) -> Exact | None:
    return None if value.names else value.value({})
