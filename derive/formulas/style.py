"""How a formula is spelled: one walk over the tree, and a table of rules for each style.

What a node means, and where it needs brackets, is decided here; a `Style` only says how numbers,
names and joins look. Places where a line may be broken are marked in the spelled text with
private characters, weakest first: a plus outside brackets, a plus inside, a visible times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from derive.formulas.tree import (
    Call,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Summation,
    Written,
)

SUM, PRODUCT, POWER, ATOM = range(4)

# A mark is one private character: its place in the range says how deep in brackets it stands.
DEPTHS = 0x100
PLUS, TIMES = 0xE000, 0xE000 + DEPTHS
MARKS = re.compile(f"[{chr(PLUS)}-{chr(TIMES + DEPTHS - 1)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Two neighbours in a product: their trees and texts, and whether the right has brackets."""

    before: Written
    after: Written
    left: str
    right: str
    bracketed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How numbers, names and the joins between them are spelled.

    With `drawn` a formula has two dimensions: a fraction's line and a raised exponent bracket by
    themselves. `breakable` are the joints of a product after which a line may end; `rewrite`
    gives calls another shape before they are spelled.
    """

    number: Callable[[int], str]
    name: Callable[[str], str]
    times: Callable[[Joint], str]
    power: Callable[[str, str], str]
    quotient: Callable[[str, str], str]
    floor: Callable[[str, str], str]
    call: Callable[[str, tuple[str, ...]], str]
    summation: Callable[[str, str, str, str], str]
    signs: tuple[str, str, str] = (" + ", " - ", "-")
    brackets: tuple[str, str] = ("(", ")")
    breakable: tuple[str, ...] = ()
    drawn: bool = False
    closed_sums: bool = False
    apart: bool = False
    rewrite: Mapping[str, Callable[..., Written]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def marked(tree: Written, style: Style) -> str:
    """Spell a formula, with marks where a line may be broken.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import TEXT
    >>> marked(parse("a + 4*(b + c)"), TEXT).replace(chr(PLUS), "|").replace(chr(PLUS + 1), "!")
    'a| + 4(b! + c)'
    """
    return _spell(tree, style)[0]


def unmarked(text: str) -> str:
    """Take the marks out of a spelled formula.

    >>> unmarked("a" + chr(PLUS) + " + b")
    'a + b'
    """
    return MARKS.sub("", text)


def _deeper(text: str) -> str:
    return MARKS.sub(lambda mark: chr(_one_deeper(ord(mark[0]))), text)


def _one_deeper(mark: int) -> int:
    return mark if (mark + 1 - PLUS) % DEPTHS == 0 else mark + 1


def _spell(tree: Written, style: Style) -> tuple[str, int]:
    match tree:
        case Number(value):
            return style.number(value), ATOM
        case Name(name):
            return style.names.get(name) or style.name(name), ATOM
        case Sum():
            return _sum(tree, style), SUM
        case Product():
            return _product(tree, style), PRODUCT
        case Quotient():
            return _quotient(tree, style)
        case Power(base, exponent):
            return _power(base, exponent, style), POWER
        case Call(function, arguments):
            if function in style.rewrite:
                return _spell(style.rewrite[function](*arguments), style)
            return style.call(function, tuple(_plain(one, style) for one in arguments)), ATOM
        case Summation():
            return _summation(tree, style)


def _plain(tree: Written, style: Style) -> str:
    """Spell what stands in a place of its own, where no line is broken."""
    return unmarked(_spell(tree, style)[0])


def _within(tree: Written, style: Style, level: int) -> str:
    return _bracketed(tree, style, level)[0]


def _bracketed(tree: Written, style: Style, level: int) -> tuple[str, bool]:
    """Spell a tree, in brackets (and so it says) where it does not bind as closely as `level`."""
    text, own = _spell(tree, style)
    if own >= level:
        return text, False
    return f"{style.brackets[0]}{_deeper(text)}{style.brackets[1]}", True


def _sum(tree: Sum, style: Style) -> str:
    plus, minus, negative = style.signs
    text = ""
    for at, (sign, term) in enumerate(tree.terms):
        if isinstance(term, Sum) and len(term.terms) == 1:  # no `+ -`
            sign, term = sign * term.terms[0][0], term.terms[0][1]
        # -a//b would be read as (-a)//b.
        apart = not at and sign == -1 and not style.drawn and _begins_with_floor(term)
        body = _within(term, style, ATOM if apart else PRODUCT)
        if at:
            text += f"{chr(PLUS)}{plus if sign == 1 else minus}{body}"
        else:
            text = body if sign == 1 else f"{negative}{body}"
    return text


def _begins_with_floor(tree: Written) -> bool:
    while isinstance(tree, Product):
        tree = tree.factors[0]
    return isinstance(tree, Quotient) and (tree.floor or _begins_with_floor(tree.numerator))


def _product(tree: Product, style: Style) -> str:
    factors = _factors(tree, style)
    text = left = _within(factors[0], style, _first_level(factors[0], style))
    for before, factor in pairwise(factors):
        flat = isinstance(factor, Quotient) and not style.drawn
        right, bracketed = _bracketed(factor, style, ATOM if flat else POWER)
        joint = style.times(
            Joint(before=before, after=factor, left=left, right=right, bracketed=bracketed)
        )
        text += f"{_mark_of(joint, style)}{joint}{right}"
        left = right
    return text


def _first_level(factor: Written, style: Style) -> int:
    """Say how closely the first factor must bind: a/b*c is (a/b)*c, which few read so."""
    if style.apart and isinstance(factor, Quotient):
        return ATOM
    return POWER if isinstance(factor, Product) else PRODUCT


def _mark_of(joint: str, style: Style) -> str:
    return chr(TIMES) if joint.strip() in style.breakable else ""


def _factors(tree: Product, style: Style) -> tuple[Written, ...]:
    """Give the factors, those of a rewritten call among them."""
    found: list[Written] = []
    for factor in tree.factors:
        if isinstance(factor, Call) and factor.function in style.rewrite:
            factor = style.rewrite[factor.function](*factor.arguments)
            found.extend(factor.factors if isinstance(factor, Product) else (factor,))
        else:
            found.append(factor)
    return tuple(found)


def _power(base: Written, exponent: Written, style: Style) -> str:
    below = _within(base, style, ATOM)
    if not style.drawn:
        return style.power(below, unmarked(_within(exponent, style, ATOM)))
    return style.power(unmarked(below), _plain(exponent, style))  # no break inside its braces


def _quotient(tree: Quotient, style: Style) -> tuple[str, int]:
    if style.drawn:
        both = (_plain(tree.numerator, style), _plain(tree.denominator, style))
        return (style.floor(*both), ATOM) if tree.floor else (style.quotient(*both), POWER)
    twice = style.apart and isinstance(tree.numerator, Quotient)
    above = _within(tree.numerator, style, ATOM if twice else PRODUCT)
    below = _within(tree.denominator, style, POWER)
    return (style.floor if tree.floor else style.quotient)(above, below), PRODUCT


def _summation(tree: Summation, style: Style) -> tuple[str, int]:
    ends = (_plain(Name(tree.index), style), _plain(tree.first, style), _plain(tree.last, style))
    if style.closed_sums:
        return style.summation(_plain(tree.body, style), *ends), ATOM
    return style.summation(_within(tree.body, style, PRODUCT), *ends), SUM
