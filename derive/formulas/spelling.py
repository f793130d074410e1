"""Spell a formula as text in a style.

`CODE` is the language of formulas itself (it parses back), `TEXT` is for people at a terminal,
`LATEX` for papers. What a node means never depends on the style.
"""

from __future__ import annotations

from derive.formulas.latex import LATEX
from derive.formulas.polynomial import Generator, Monomial, Polynomial
from derive.formulas.style import Joint, Style, marked, unmarked
from derive.formulas.symbol_latex import latex_name
from derive.formulas.tree import (
    Call,
    Exact,
    Name,
    Number,
    Power,
    Quotient,
    Summation,
    Written,
    multiply,
    number,
    power,
    sum_of,
)

__all__ = ["CODE", "LATEX", "TEXT", "latex_name", "spell", "written_from_polynomial"]

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def spell(tree: Written, style: Style | None = None) -> str:
    """Spell a formula in a style; the default is the language of formulas itself.

    >>> from derive.formulas.grammar import parse
    >>> tree = parse("L * 4*(d*d + d**2)")
    >>> spell(tree), spell(tree, TEXT), spell(tree, LATEX)
    ('L*4*(d*d + d**2)', 'L·4(d·d + d²)', 'L \\\\cdot 4 (d d + d^{2})')
    """
    return unmarked(marked(tree, style or CODE))


def _text_times(joint: Joint) -> str:
    return "" if joint.bracketed and isinstance(joint.before, Number) else "·"


def _text_power(base: str, exponent: str) -> str:
    return base + (exponent.translate(SUPERSCRIPTS) if exponent.isdecimal() else f"^{exponent}")


CODE = Style(
    number=str,
    name=str,
    times=lambda joint: "*",
    power=lambda base, exponent: f"{base}**{exponent}",
    quotient=lambda above, below: f"{above}/{below}",
    floor=lambda above, below: f"{above}//{below}",
    call=lambda function, arguments: f"{function}({', '.join(arguments)})",
    summation=lambda body, index, first, last: f"sum({body}, {index}, {first}, {last})",
    breakable=("*",),
    closed_sums=True,
)
TEXT = Style(
    number=lambda value: f"{value:,}",
    name=str,
    times=_text_times,
    power=_text_power,
    quotient=lambda above, below: f"{above}/{below}",
    floor=lambda above, below: f"{above} // {below}",
    call=lambda function, arguments: f"{function}({', '.join(arguments)})",
    summation=lambda body, index, first, last: f"sum of {body} for {index} = {first}..{last}",
    breakable=("·",),
    apart=True,
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
