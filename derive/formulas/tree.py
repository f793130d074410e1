"""A formula as its author wrote it: a small tree that keeps order and brackets.

The exact polynomial (`exact.py`) is the truth; this tree is what is shown.

    rebuild    :: Written, (part -> part)  -> Written     the same node over other parts
    substitute :: Written, {name: Written} -> Written     put in, and drop what became 0 or 1
    evaluate   :: Written, {name: number}  -> number
    names_in   :: Written -> names, in order of appearance
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction

from derive import limits
from derive.allowance import asking
from derive.errors import DivisorError, FormulaError
from derive.formulas.work import charge

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of 0 or more."""

    value: int


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each with its sign (+1 or -1)."""

    terms: tuple[tuple[int, Written], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors in the order written."""

    factors: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A division; with `floor` the whole part of it (`//`)."""

    numerator: Written
    denominator: Written
    floor: bool = False


@dataclass(frozen=True, slots=True)
class Power:
    """A base to an exponent."""

    base: Written
    exponent: Written


@dataclass(frozen=True, slots=True)
class Call:
    """`ceil_to(x, m)`, `min(...)` or `max(...)`; a call of the library is never kept."""

    function: str
    arguments: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Summation:
    """The sum of `body` for `index` from `first` to `last`, both included."""

    body: Written
    index: str
    first: Written
    last: Written


Written = Number | Name | Sum | Product | Quotient | Power | Call | Summation

ZERO, ONE = Number(0), Number(1)


def number(value: Exact) -> Written:
    """Give the tree of a number of either sign.

    >>> number(-3)
    Sum(terms=((-1, Number(value=3)),))
    """
    if value < 0:
        return Sum(((-1, number(-value)),))
    if isinstance(value, Fraction) and value.denominator != 1:
        return Quotient(Number(value.numerator), Number(value.denominator))
    return Number(int(value))


def add(*terms: Written) -> Written:
    """Give the sum of the terms, without zeros, brackets kept.

    >>> add(Name("a"), ZERO)
    Name(name='a')
    """
    return sum_of(tuple((1, term) for term in terms))


def sum_of(terms: tuple[tuple[int, Written], ...]) -> Written:
    """Give the sum of signed terms without zeros; a lone minus inside joins the sign.

    >>> sum_of(((1, Name("a")), (-1, number(-2)), (1, ZERO)))
    Sum(terms=((1, Name(name='a')), (1, Number(value=2))))
    """
    kept = []
    for sign, term in terms:
        if isinstance(term, Sum) and len(term.terms) == 1:
            sign, term = sign * term.terms[0][0], term.terms[0][1]
        if term != ZERO:
            kept.append((sign, term))
    if not kept:
        return ZERO
    if len(kept) == 1 and kept[0][0] == 1:
        return kept[0][1]
    return Sum(tuple(kept))


def multiply(*factors: Written) -> Written:
    """Give the product, without ones; 0 when a factor is 0.

    >>> multiply(ONE, Name("a"), ONE)
    Name(name='a')
    """
    sign = 1
    kept: list[Written] = []
    for factor in factors:
        if isinstance(factor, Sum) and len(factor.terms) == 1:
            sign, factor = sign * factor.terms[0][0], factor.terms[0][1]
        if factor == ZERO:
            return ZERO
        if factor != ONE:
            kept.extend(factor.factors if isinstance(factor, Product) else (factor,))
    product = kept[0] if len(kept) == 1 else Product(tuple(kept)) if kept else ONE
    return product if sign == 1 else Sum(((-1, product),))


def quotient(numerator: Written, denominator: Written, *, floor: bool = False) -> Written:
    """Give the division; by 1 it is the numerator, of 0 by a number it is 0.

    A name may be 0: what it divides stays, so that the fault is found when it is.

    >>> quotient(Name("d"), Number(2), floor=True)
    Quotient(numerator=Name(name='d'), denominator=Number(value=2), floor=True)
    >>> quotient(Name("d"), ONE), quotient(ZERO, Number(2))
    (Name(name='d'), Number(value=0))
    >>> quotient(ZERO, Name("d")) == Quotient(ZERO, Name("d"))
    True
    """
    if numerator == ZERO and isinstance(denominator, Number) and denominator != ZERO:
        return ZERO
    if denominator == ONE and not floor:
        return numerator
    return Quotient(numerator, denominator, floor)


def power(base: Written, exponent: Written) -> Written:
    """Give the power; to the 1 it is the base, to the 0 it is 1.

    >>> power(Name("d"), Number(2))
    Power(base=Name(name='d'), exponent=Number(value=2))
    >>> power(Name("d"), ONE), power(Name("d"), ZERO)
    (Name(name='d'), Number(value=1))
    """
    if exponent == ZERO:
        return ONE
    if exponent == ONE or (base in (ZERO, ONE) and isinstance(exponent, Number)):
        return base
    return Power(base, exponent)


def parts(tree: Written) -> tuple[Written, ...]:
    """Give the trees directly below a node, in the order written.

    >>> parts(Quotient(Name("d"), Number(2)))
    (Name(name='d'), Number(value=2))
    >>> parts(Name("d"))
    ()
    """
    match tree:
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(factors):
            return factors
        case Quotient(numerator, denominator):
            return (numerator, denominator)
        case Power(base, exponent):
            return (base, exponent)
        case Call(_, arguments):
            return arguments
        case Summation(body, _, first, last):
            return (first, last, body)
    return ()


def names_in(tree: Written) -> dict[str, None]:
    """Give the free names, each once, in order of appearance.

    >>> list(names_in(Product((Name("L"), Name("d"), Name("L")))))
    ['L', 'd']
    """
    found: dict[str, None] = {}
    _collect(tree, frozenset(), found, set())
    return found


def _collect(
    tree: Written, bound: frozenset[str], found: dict[str, None], seen: set[tuple[int, object]]
) -> None:
    """Collect the free names; a piece that a tree shares with itself is looked into once."""
    if isinstance(tree, Name):
        if tree.name not in bound:
            found[tree.name] = None
        return
    if (id(tree), bound) in seen:
        return
    seen.add((id(tree), bound))
    if isinstance(tree, Summation):
        _collect(tree.first, bound, found, seen)
        _collect(tree.last, bound, found, seen)
        _collect(tree.body, bound | {tree.index}, found, seen)
        return
    for part in parts(tree):
        _collect(part, bound, found, seen)


def rebuild(tree: Written, change: Callable[[Written], Written]) -> Written:
    """Give a node over its changed parts, without what became a 0 or a factor 1.

    Nothing is reordered. The index of a summation is left as it is: who changes names minds it.

    >>> rebuild(Product((Name("L"), Name("d"))), lambda part: ONE if part == Name("L") else part)
    Name(name='d')
    """
    match tree:
        case Sum(terms):
            return sum_of(tuple((sign, change(term)) for sign, term in terms))
        case Product(factors):
            return multiply(*(change(factor) for factor in factors))
        case Quotient(numerator, denominator, floor):
            return quotient(change(numerator), change(denominator), floor=floor)
        case Power(base, exponent):
            return power(change(base), change(exponent))
        case Call(function, arguments):
            return Call(function, tuple(change(one) for one in arguments))
        case Summation(body, index, first, last):
            return Summation(change(body), index, change(first), change(last))
    return tree


def substitute(tree: Written, values: Mapping[str, Written]) -> Written:
    """Put trees in for names and drop what became a 0 or a factor 1; nothing is reordered.

    >>> substitute(Product((Name("L"), Name("d"))), {"L": ONE})
    Name(name='d')
    """
    if isinstance(tree, Name):
        return values.get(tree.name, tree)
    if isinstance(tree, Summation):
        return _substitute_sum(tree, values)
    return rebuild(tree, lambda part: substitute(part, values))


def _substitute_sum(tree: Summation, values: Mapping[str, Written]) -> Written:
    """Rename the index first where a value would be caught by it."""
    free = {name: value for name, value in values.items() if name != tree.index}
    index, body = tree.index, tree.body
    caught = {n for name, v in free.items() if name in names_in(body) for n in names_in(v)}
    if index in caught:
        index = _fresh(index, caught | set(names_in(body)))
        body = substitute(body, {tree.index: Name(index)})
    return Summation(
        substitute(body, free), index, substitute(tree.first, values), substitute(tree.last, values)
    )


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def evaluate(tree: Written, values: Mapping[str, Exact]) -> Exact:
    """Give the exact number of a formula whose every name has a value.

    >>> evaluate(Product((Number(4), Name("d"))), {"d": 1000})
    4000
    """
    match tree:
        case Number(value):
            return value
        case Name(name):
            return _value_of(name, values)
        case Sum(terms):
            return added([sign * evaluate(term, values) for sign, term in terms])
        case Product(factors):
            result: Exact = 1
            for factor in factors:
                result = plain(result * evaluate(factor, values))
            return result
        case Quotient(numerator, denominator, floor):
            return apply(
                "//" if floor else "/", (evaluate(numerator, values), evaluate(denominator, values))
            )
        case Power(base, exponent):
            return apply("**", (evaluate(base, values), evaluate(exponent, values)))
        case Call(function, arguments):
            return apply(function, tuple(evaluate(one, values) for one in arguments))
        case Summation(body, index, first, last):
            with sum_range(evaluate(first, values), evaluate(last, values)) as span:
                its = each(span, weight(body))
                return added(evaluate(body, {**values, index: i}) for i in its)


def _value_of(name: str, values: Mapping[str, Exact]) -> Exact:
    try:
        return values[name]
    except KeyError:
        raise FormulaError(f"{name} has no value") from None


# How many terms a sum may still have: a sum inside another one shares its terms.
_ROOM: ContextVar[int | None] = ContextVar("room", default=None)


@contextmanager
def sum_range(first: Exact, last: Exact) -> Iterator[range]:
    """Open the whole numbers a sum runs over; refuses a backward or an endless one.

    Meanwhile a sum inside has only its share of `limits.SUM_RANGE`: three nested sums of a
    thousand terms are a thousand million.

    >>> with sum_range(1, 3) as span:
    ...     list(span)
    [1, 2, 3]
    >>> with sum_range(1, 1000), sum_range(1, 1000):
    ...     pass
    Traceback (most recent call last):
    derive.errors.FormulaError: a sum from 1 to 1000 has more than 10 terms, ...
    """
    if first != int(first) or last != int(last):
        raise FormulaError(f"a sum from {first} to {last}", advice="use whole numbers")
    if last < first - 1:
        raise FormulaError(f"a sum from {first} to {last} runs backwards")
    outer = _ROOM.get()
    room = limits.SUM_RANGE if outer is None else outer
    count = int(last - first) + 1
    if count > room:
        inside = "" if outer is None else ", all that the sum around it leaves"
        raise FormulaError(
            f"a sum from {first} to {last} has more than {room} terms{inside}",
            advice="write the sum out as a formula (limit SUM_RANGE)",
        )
    token = _ROOM.set(room // max(1, count))
    try:
        yield range(int(first), int(last) + 1)
    finally:
        _ROOM.reset(token)


def each(span: range, parts_of_a_term: int) -> Iterator[int]:
    """Go through the range of a sum, whose terms are charged before the first one.

    >>> sum(each(range(1, 4), 1))
    6
    """
    charge(len(span) * parts_of_a_term, f"a sum of {len(span):,} terms")
    yield from asking(span)


def weight(tree: Written) -> int:
    """Count the parts of a tree, as often as they are evaluated.

    >>> weight(Product((Name("d"), Sum(((1, Name("d")), (1, ONE))))))
    5
    """
    return 1 + sum(map(weight, parts(tree)))


def apply(function: str, arguments: tuple[Exact, ...]) -> Exact:
    """Give the exact value of one of the functions that are no polynomials.

    >>> apply("ceil_to", (30522, 128)), apply("//", (7, 2)), apply("/", (7, 2))
    (30592, 3, Fraction(7, 2))
    """
    if function in ("min", "max"):
        return min(arguments) if function == "min" else max(arguments)
    first, second = arguments
    if function == "**":
        return _raise(first, second)
    if second == 0:
        raise DivisorError(f"{first} {function} 0 has no value", advice="a divisor must not be 0")
    if function == "//":
        return first // second
    if function == "ceil_to":
        return -(-first // second) * second
    return plain(Fraction(first) / second)


def _raise(base: Exact, exponent: Exact) -> Exact:
    if exponent != int(exponent) or not 0 <= exponent <= limits.EXPONENT:
        raise FormulaError(
            f"the exponent {exponent} is not a whole number from 0 to {limits.EXPONENT}"
        )
    return powered(base, int(exponent))


def powered(base: Exact, exponent: int) -> Exact:
    """Give a power with a whole exponent of either sign.

    Raises FormulaError for a number of more than `limits.NUMBER_BITS` bits, before it is computed,
    and DivisorError for 0 to a negative exponent.

    >>> powered(2, 10), powered(2, -1)
    (1024, Fraction(1, 2))
    >>> powered(10, 10_000)
    Traceback (most recent call last):
    derive.errors.FormulaError: a number has more than 4096 bits; no count is so large (limit ...
    """
    if (bits(base) - 1) * abs(exponent) > limits.NUMBER_BITS:
        raise _too_large()
    if exponent >= 0:
        return base**exponent
    return plain(Fraction(apply("/", (1, base))) ** -exponent)


def added(values: Iterable[Exact]) -> Exact:
    """Give the sum of numbers; fractions are kept from growing on the way.

    >>> added([1, Fraction(1, 2), Fraction(1, 2)])
    2
    """
    result: Exact = 0
    for value in values:
        result = plain(result + value)
    return result


def plain(value: Exact) -> Exact:
    """Give a whole number as an int, and no number of more than `limits.NUMBER_BITS` bits.

    >>> plain(Fraction(6, 2))
    3
    """
    if type(value) is not int and value.denominator == 1:
        value = value.numerator
    if bits(value) > limits.NUMBER_BITS:
        raise _too_large()
    return value


def bits(value: Exact) -> int:
    """Count the bits of a number, of a fraction those of its longer part.

    >>> bits(8), bits(Fraction(1, 3))
    (4, 2)
    """
    if type(value) is int:
        return value.bit_length()
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _too_large() -> FormulaError:
    return FormulaError(
        f"a number has more than {limits.NUMBER_BITS} bits",
        advice="no count is so large (limit NUMBER_BITS)",
    )
