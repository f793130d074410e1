"""Spell a formula as text: rules as tables, one table a style.

`CODE` is the language of formulas itself (it parses back), `TEXT` is for people at a terminal,
`LATEX` for papers. What a node means never depends on the style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from derive.formulas.polynomial import Generator, Monomial, Polynomial
from derive.formulas.written import (
    Call,
    Exact,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Summation,
    Written,
    multiply,
    number,
    power,
    sum_of,
)

SUM, PRODUCT, POWER, ATOM = range(4)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How numbers, names and the joins between them are spelled."""

    number: Callable[[int], str]
    name: Callable[[str], str]
    times: Callable[[str, str, Written, Written], str]
    power: Callable[[str, str], str]
    quotient: Callable[[str, str], str] | None
    floor: Callable[[str, str], str]
    call: Callable[[str, tuple[str, ...]], str]
    summation: Callable[[str, str, str, str], str]
    brackets: tuple[str, str] = ("(", ")")
    names: Mapping[str, str] = field(default_factory=dict)


def spell(tree: Written, style: Style | None = None) -> str:
    """Spell a formula in a style; the default is the language of formulas itself.

    >>> from derive.formulas.grammar import parse
    >>> tree = parse("L * 4*(d*d + d**2)")
    >>> spell(tree), spell(tree, TEXT), spell(tree, LATEX)
    ('L*4*(d*d + d**2)', 'L·4(d·d + d²)', 'L \\\\cdot 4 (d d + d^{2})')
    """
    return _spell(tree, style or CODE)[0]


def _spell(tree: Written, style: Style) -> tuple[str, int]:
    match tree:
        case Number(value):
            return style.number(value), ATOM
        case Name(name):
            return style.names.get(name) or style.name(name), ATOM
        case Sum():
            return _sum(tree, style), SUM
        case Product(factors):
            return _product(factors, style), PRODUCT
        case Quotient():
            return _quotient(tree, style)
        case Power(base, exponent):
            return style.power(_within(base, style, ATOM), _exponent(exponent, style)), POWER
        case Call(function, arguments):
            return style.call(function, tuple(_spell(a, style)[0] for a in arguments)), ATOM
        case Summation(body, index, first, last):
            ends = (_spell(Name(index), style)[0], _spell(first, style)[0], _spell(last, style)[0])
            inside = _spell(body, style)[0] if style is CODE else _within(body, style, PRODUCT)
            return style.summation(inside, *ends), ATOM if style is CODE else SUM


def _within(tree: Written, style: Style, level: int) -> str:
    text, own = _spell(tree, style)
    if own >= level:
        return text
    return f"{style.brackets[0]}{text}{style.brackets[1]}"


def _sum(tree: Sum, style: Style) -> str:
    text = ""
    for at, (sign, term) in enumerate(tree.terms):
        body = _within(term, style, PRODUCT)
        if at:
            text += f" {'+' if sign == 1 else '-'} {body}"
        else:
            text = body if sign == 1 else f"-{body}"
    return text


def _product(factors: tuple[Written, ...], style: Style) -> str:
    text = _within(factors[0], style, POWER if isinstance(factors[0], Product) else PRODUCT)
    for before, factor in zip(factors, factors[1:], strict=False):
        level = POWER if not isinstance(factor, Quotient) else ATOM
        text = style.times(text, _within(factor, style, level), before, factor)
    return text


def _quotient(tree: Quotient, style: Style) -> tuple[str, int]:
    if style.quotient and not tree.floor:
        return style.quotient(
            _spell(tree.numerator, style)[0], _spell(tree.denominator, style)[0]
        ), POWER
    if style.quotient:
        inside = style.quotient(
            _spell(tree.numerator, style)[0], _spell(tree.denominator, style)[0]
        )
        return style.floor(inside, ""), ATOM
    above = _within(tree.numerator, style, PRODUCT)
    below = _within(tree.denominator, style, POWER)
    if tree.floor:
        return style.floor(above, below), PRODUCT
    return f"{above}/{below}", PRODUCT


def _exponent(tree: Written, style: Style) -> str:
    return _within(tree, style, ATOM) if not style.quotient else _spell(tree, style)[0]


def _text_times(left: str, right: str, before: Written, after: Written) -> str:
    if isinstance(before, Number) and right.startswith("("):
        return f"{left}{right}"
    return f"{left}·{right}"


def _latex_times(left: str, right: str, before: Written, after: Written) -> str:
    digit_follows = isinstance(_first(after), Number) and not right.startswith("(")
    return f"{left} \\cdot {right}" if digit_follows else f"{left} {right}"


def _first(tree: Written) -> Written:
    match tree:
        case Product(factors):
            return _first(factors[0])
        case Power(base, _):
            return _first(base)
        case Quotient(numerator, _):
            return _first(numerator)
    return tree


def _text_power(base: str, exponent: str) -> str:
    return base + (exponent.translate(SUPERSCRIPTS) if exponent.isdecimal() else f"^{exponent}")


def latex_name(name: str) -> str:
    r"""Spell a symbol's name for LaTeX: one letter italic, subscripts of several letters upright.

    >>> latex_name("V_in"), latex_name("d"), latex_name("lambda"), latex_name("hidden_size")
    ('V_{\\mathrm{in}}', 'd', '\\lambda', '\\mathrm{hidden\\_size}')
    """
    head, _, tail = name.partition("_")
    if len(head) > 1 and head not in GREEK:
        match = re.fullmatch(r"([A-Za-z])(\d+)", head)
        if match is None or tail:
            return "\\mathrm{" + name.replace("_", "\\_") + "}"
        return f"{match[1]}_{{{match[2]}}}"
    spelled = "\\" + head if head in GREEK else head
    if not tail:
        return spelled
    inside = tail.replace("_", ",")
    upright = inside if len(inside) == 1 or inside.isdecimal() else f"\\mathrm{{{inside}}}"
    return f"{spelled}_{{{upright}}}"


def latex_number(value: int) -> str:
    """Spell a whole number for LaTeX with thousands grouped.

    >>> latex_number(384000000)
    '384{,}000{,}000'
    """
    return f"{value:,}".replace(",", "{,}")


def _latex_call(function: str, arguments: tuple[str, ...]) -> str:
    if function == "ceil_to":
        return f"\\left\\lceil {arguments[0]} \\right\\rceil_{{{arguments[1]}}}"
    return f"\\{function}({', '.join(arguments)})"


CODE = Style(
    number=str,
    name=str,
    times=lambda left, right, before, after: f"{left}*{right}",
    power=lambda base, exponent: f"{base}**{exponent}",
    quotient=None,
    floor=lambda above, below: f"{above}//{below}",
    call=lambda function, arguments: f"{function}({', '.join(arguments)})",
    summation=lambda body, index, first, last: f"sum({body}, {index}, {first}, {last})",
)
TEXT = Style(
    number=lambda value: f"{value:,}",
    name=str,
    times=_text_times,
    power=_text_power,
    quotient=None,
    floor=lambda above, below: f"{above} // {below}",
    call=lambda function, arguments: f"{function}({', '.join(arguments)})",
    summation=lambda body, index, first, last: f"sum of {body} for {index} = {first}..{last}",
)
LATEX = Style(
    number=latex_number,
    name=latex_name,
    times=_latex_times,
    power=lambda base, exponent: f"{base}^{{{exponent}}}",
    quotient=lambda above, below: f"\\frac{{{above}}}{{{below}}}",
    floor=lambda inside, _: f"\\left\\lfloor {inside} \\right\\rfloor",
    call=_latex_call,
    summation=lambda body, index, first, last: f"\\sum_{{{index}={first}}}^{{{last}}} {body}",
)


def written_from_polynomial(polynomial: Polynomial) -> Written:
    """Give the tree of a polynomial: its terms in the order in which they appeared.

    >>> from derive.formulas.exact import exact
    >>> from derive.formulas.grammar import parse
    >>> spell(written_from_polynomial(exact(parse("V*d + V*d - L*d*d"))))
    '2*V*d - L*d**2'
    """
    return sum_of(
        tuple(
            (1, _written_term(monomial, coefficient))
            if coefficient > 0
            else (-1, _written_term(monomial, -coefficient))
            for monomial, coefficient in polynomial.terms.items()
        )
    )


def _written_term(monomial: Monomial, coefficient: Exact) -> Written:
    above = [number(coefficient.numerator)]
    below = [number(coefficient.denominator)]
    for generator, exponent in monomial:
        side = above if exponent > 0 else below
        side.append(power(_written_generator(generator), Number(abs(exponent))))
    numerator, denominator = multiply(*above), multiply(*below)
    return numerator if denominator == Number(1) else Quotient(numerator, denominator)


def _written_generator(generator: Generator) -> Written:
    if isinstance(generator, str):
        return Name(generator)
    arguments = tuple(written_from_polynomial(argument) for argument in generator.arguments)
    match generator.function:
        case "//" | "/":
            return Quotient(arguments[0], arguments[1], generator.function == "//")
        case "**":
            return Power(arguments[0], arguments[1])
        case "sum":
            return Summation(arguments[0], generator.index, arguments[1], arguments[2])
    return Call(generator.function, arguments)
