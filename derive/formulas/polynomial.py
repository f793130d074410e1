"""The exact form of a formula: a sum of monomials with exact coefficients.

A monomial is a product of generators with whole exponents, negative ones included, so that
`d * (3 / d)` is 3. A generator is a name, or an `Opaque` function of polynomials where the
formula is no polynomial (`ceil_to(V, 128)`, `d // 3`). Terms keep the order in which they first
appeared, which is the order shown; equality and hash do not look at it.

SymPy's sparse polynomials know neither negative exponents nor opaque generators, and this one
needs no import; `sympy.py` beside it hands the algebra that is worth it to SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from math import lcm

from derive import limits
from derive.errors import DivisorError, FormulaError
from derive.formulas.growth import Measure, many, refuse_the_enormous
from derive.formulas.power_sums import power_sum
from derive.formulas.tree import Exact, added, apply, bits, each, plain, powered, sum_range
from derive.formulas.work import charge

# How many steps it takes to multiply two terms, and to put a number into one (see work.py).
MULTIPLYING = 2
SUBSTITUTING = 5


@dataclass(frozen=True, slots=True)
class Opaque:
    """A function of polynomials that is kept whole: `//`, `/`, `**`, `ceil_to`, `min`, `max`."""

    function: str
    arguments: tuple[Polynomial, ...]
    index: str = ""


Generator = str | Opaque
Monomial = tuple[tuple[Generator, int], ...]


class Polynomial:
    """A sum of monomials with exact coefficients; a value, compared by its terms.

    >>> d, b = Polynomial.of("d"), Polynomial.of("b")
    >>> (d + b) * d == d * d + b * d
    True
    >>> ((d + b) ** 2).evaluate({"d": 3, "b": 1})
    16
    """

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Mapping[Monomial, Exact]) -> None:
        self.terms = terms
        self._hash: int | None = None

    @staticmethod
    def of(generator: Generator) -> Polynomial:
        """Give the polynomial that is one generator."""
        return Polynomial({((generator, 1),): 1})

    @staticmethod
    def constant(value: Exact) -> Polynomial:
        """Give the polynomial that is one number."""
        return Polynomial({(): value} if value else {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"Polynomial({self.terms!r})"

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def value(self) -> Exact | None:
        """Give the number that the polynomial is, or None where it has a generator."""
        terms = self.terms
        if not terms:
            return 0
        return terms.get(()) if len(terms) == 1 else None

    @property
    def generators(self) -> dict[Generator, None]:
        """Give the generators, each once, in order of appearance."""
        return dict.fromkeys(g for monomial in self.terms for g, _ in monomial)

    @property
    def names(self) -> dict[str, None]:
        """Give every name, those inside opaque functions included."""
        found: dict[str, None] = {}
        for generator in self.generators:
            found.update(names_of(generator))
        return found

    @property
    def measure(self) -> Measure:
        """Give how large the polynomial is: its degree, its terms, the bits of a coefficient."""
        degrees = (sum(abs(e) for _, e in monomial) for monomial in self.terms)
        return Measure(
            degree=max(degrees, default=0),
            terms=len(self.terms) or 1,
            bits=max(map(bits, self.terms.values()), default=1),
        )

    @property
    def weight(self) -> int:
        """Count its parts, those inside opaque functions included: what it takes to evaluate it."""
        opaques = (g for monomial in self.terms for g, _ in monomial if isinstance(g, Opaque))
        return 1 + len(self.terms) + sum(a.weight for g in opaques for a in g.arguments)

    def __add__(self, other: Polynomial) -> Polynomial:
        return total((self, other))

    def __neg__(self) -> Polynomial:
        return Polynomial({monomial: -c for monomial, c in self.terms.items()})

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        if (number := self.value) is not None:  # the commonest case by far
            return other.scale(number)
        if (number := other.value) is not None:
            return self.scale(number)
        terms = len(self.terms) * len(other.terms)
        if terms > limits.TERMS:
            raise FormulaError(
                f"a product expands to more than {limits.TERMS} terms",
                advice="write the formula in smaller components",
            )
        charge(MULTIPLYING * terms, f"a product of {terms:,} terms")
        product: dict[Monomial, Exact] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = _join(left, right)
                product[monomial] = product.get(monomial, 0) + a * b
        return Polynomial({m: plain(c) for m, c in product.items() if c})

    def __pow__(self, exponent: int) -> Polynomial:
        if exponent > 1:
            refuse_the_enormous(replace(many([self.measure] * exponent), terms=1))
        result = ONE
        for _ in range(exponent):
            result = result * self
        return result

    def scale(self, factor: Exact) -> Polynomial:
        """Give the polynomial times a number."""
        if factor == 1:
            return self
        return Polynomial({m: plain(c * factor) for m, c in self.terms.items()} if factor else {})

    def evaluate(self, values: Mapping[str, Exact]) -> Exact:
        """Give the exact number when every name has a value."""
        return added(c * evaluate_monomial(monomial, values) for monomial, c in self.terms.items())

    def substitute(self, values: Mapping[str, Polynomial]) -> Polynomial:
        """Put polynomials in for names and expand."""
        if not values.keys() & self.names.keys():
            return self
        return total(
            _substitute_monomial(monomial, values).scale(coefficient)
            for monomial, coefficient in self.terms.items()
        )

    def denominator(self) -> int:
        """Give the least whole number that makes every coefficient whole."""
        return lcm(*(c.denominator for c in self.terms.values()))


def names_of(generator: Generator) -> dict[str, None]:
    """Give the names that a generator needs a value of.

    >>> list(names_of("d")), list(names_of(Opaque("//", (Polynomial.of("d"), Polynomial.of("h")))))
    (['d'], ['d', 'h'])
    >>> i, n = Polynomial.of("i"), Polynomial.of("n")
    >>> list(names_of(Opaque("sum", (i, ONE, n), "i")))  # the index is bound
    ['n']
    """
    if isinstance(generator, str):
        return {generator: None}
    found = {name: None for argument in generator.arguments for name in argument.names}
    found.pop(generator.index, None)
    return found


def total(polynomials: Iterable[Polynomial]) -> Polynomial:
    """Give the sum of many polynomials in one pass.

    >>> total([Polynomial.of("a"), Polynomial.of("a")]) == Polynomial.of("a").scale(2)
    True
    """
    terms: dict[Monomial, Exact] = {}
    for polynomial in polynomials:
        charge(len(polynomial.terms), "a sum of products")
        for monomial, coefficient in polynomial.terms.items():
            terms[monomial] = terms.get(monomial, 0) + coefficient
    return Polynomial({m: plain(c) for m, c in terms.items() if c})


ZERO, ONE = Polynomial({}), Polynomial({(): 1})


def _order(power: tuple[Generator, int]) -> tuple[bool, str]:
    generator = power[0]
    return (True, _spelled(generator)) if isinstance(generator, Opaque) else (False, generator)


@lru_cache(maxsize=10_000)
def _spelled(generator: Opaque) -> str:
    return repr(generator)


def _join(left: Monomial, right: Monomial) -> Monomial:
    if not left or not right:
        return left or right
    exponents = dict(left)
    for generator, exponent in right:
        exponents[generator] = exponents.get(generator, 0) + exponent
    powers = [(g, e) for g, e in exponents.items() if e]
    try:
        powers.sort()  # names alone, nearly always, and much faster
    except TypeError:
        powers.sort(key=_order)
    return tuple(powers)


def evaluate_monomial(monomial: Monomial, values: Mapping[str, Exact]) -> Exact:
    """Give the exact number of a product of generators.

    Raises FormulaError for a name without a value, and for a division by 0.

    >>> evaluate_monomial((("d", 2), ("h", -1)), {"d": 6, "h": 4})
    9
    """
    result: Exact = 1
    for generator, exponent in monomial:
        base = _evaluate_generator(generator, values)
        result = plain(result * powered(base, exponent))
    return result


def _evaluate_generator(generator: Generator, values: Mapping[str, Exact]) -> Exact:
    if isinstance(generator, str):
        try:
            return values[generator]
        except KeyError:
            raise FormulaError(f"{generator} has no value") from None
    if generator.function == "sum":
        body, first, last = generator.arguments
        with sum_range(first.evaluate(values), last.evaluate(values)) as span, _inside_a_sum():
            terms = each(span, body.weight)
            return added(body.evaluate({**values, generator.index: i}) for i in terms)
    return apply(generator.function, tuple(a.evaluate(values) for a in generator.arguments))


@contextmanager
def _inside_a_sum() -> Iterator[None]:
    """Tell a divisor of 0 that depends on an index as what it is: no choice brings it about."""
    try:
        yield
    except DivisorError as fault:
        raise FormulaError(f"inside a sum, {fault.message}", advice=fault.advice) from None


def _substitute_monomial(monomial: Monomial, values: Mapping[str, Polynomial]) -> Polynomial:
    result = ONE
    for generator, exponent in monomial:
        result = result * raised(_substitute_generator(generator, values), exponent)
    return result


def _substitute_generator(generator: Generator, values: Mapping[str, Polynomial]) -> Polynomial:
    if isinstance(generator, str):
        return values.get(generator) or _unless_zero(generator, values)
    inside = {name: value for name, value in values.items() if name != generator.index}
    arguments = tuple(argument.substitute(inside) for argument in generator.arguments)
    return opaque(generator.function, arguments, generator.index)


def _unless_zero(name: str, values: Mapping[str, Polynomial]) -> Polynomial:
    return ZERO if name in values else Polynomial.of(name)


def raised(base: Polynomial, exponent: int) -> Polynomial:
    """Give a power; a negative one of a single monomial is a monomial, else an opaque quotient.

    >>> raised(Polynomial.of("d"), -1).terms
    {(('d', -1),): 1}
    """
    if exponent >= 0:
        return base**exponent
    if len(base.terms) != 1:
        return opaque("/", (ONE, base)) ** -exponent
    ((monomial, coefficient),) = base.terms.items()
    inverse = tuple((g, e * exponent) for g, e in monomial)
    return Polynomial({inverse: powered(coefficient, exponent)})


def opaque(function: str, arguments: tuple[Polynomial, ...], index: str = "") -> Polynomial:
    """Apply a function that is no polynomial: a number where it can, a generator where not.

    >>> opaque("ceil_to", (Polynomial.constant(30522), Polynomial.constant(128))).value
    30592
    >>> len(opaque("ceil_to", (Polynomial.of("V"), Polynomial.constant(128))).generators)
    1
    """
    if function == "sum":
        return summed(arguments[0], index, arguments[1], arguments[2])
    numbers = [argument.value for argument in arguments]
    known = [n for n in numbers if n is not None]
    if len(known) == len(numbers):
        return Polynomial.constant(apply(function, tuple(known)))
    if function in ("//", "ceil_to") and not arguments[1]:
        raise DivisorError("a division by 0 has no value", advice="a divisor must not be 0")
    return EXACT_FORMS.get(function, _keep)(function, arguments)


def _keep(function: str, arguments: tuple[Polynomial, ...]) -> Polynomial:
    if function in ("min", "max"):
        arguments = tuple(sorted(dict.fromkeys(arguments), key=repr))
        if len(arguments) == 1:
            return arguments[0]
    return Polynomial.of(Opaque(function, arguments))


def _divided(function: str, arguments: tuple[Polynomial, ...]) -> Polynomial:
    numerator, divisor = arguments
    if not divisor:
        raise DivisorError("a division by 0 has no value", advice="a divisor must not be 0")
    if len(divisor.terms) == 1:
        return numerator * raised(divisor, -1)
    return numerator * _keep("/", (ONE, divisor)) if numerator else ZERO


def _powered(function: str, arguments: tuple[Polynomial, ...]) -> Polynomial:
    base, exponent = arguments
    number = exponent.value
    if number is None:
        return _keep(function, arguments)
    if number != int(number) or not 0 <= number <= limits.EXPONENT:
        raise FormulaError(
            f"the exponent {number} is not a whole number from 0 to {limits.EXPONENT}"
        )
    return base ** int(number)


EXACT_FORMS: dict[str, Callable[[str, tuple[Polynomial, ...]], Polynomial]] = {
    "/": _divided,
    "**": _powered,
}


def summed(body: Polynomial, index: str, first: Polynomial, last: Polynomial) -> Polynomial:
    """Give the exact sum of `body` for `index` from `first` to `last`, both included.

    A polynomial in the index has a closed form. Others are unrolled where the ends are numbers, and
    stay opaque where they are not.

    >>> i, L = Polynomial.of("i"), Polynomial.of("L")
    >>> summed(i * i, "i", ONE, Polynomial.constant(3)).value
    14
    >>> summed(i.scale(2), "i", ONE, L) == L * L + L
    True
    """
    start, end = first.value, last.value
    hidden = any(index in names_of(g) and g != index for g in body.generators)
    if start is not None and end is not None:
        with sum_range(start, end) as span, _inside_a_sum():
            if hidden or any(power == index and e < 0 for m in body.terms for power, e in m):
                terms = each(span, SUBSTITUTING * body.weight)
                return total(body.substitute({index: Polynomial.constant(i)}) for i in terms)
    elif hidden:
        return Polynomial.of(Opaque("sum", (body, first, last), index))
    return total(_closed(*term, index, first, last) for term in body.terms.items())


def _closed(
    monomial: Monomial, coefficient: Exact, index: str, first: Polynomial, last: Polynomial
) -> Polynomial:
    exponents = dict(monomial)
    degree = exponents.pop(index, 0)
    if degree < 0:
        body = Polynomial({monomial: coefficient})
        return Polynomial.of(Opaque("sum", (body, first, last), index))
    span = _up_to(last, degree) - _up_to(first - ONE, degree)
    return span * Polynomial({tuple(exponents.items()): coefficient})


def _up_to(end: Polynomial, degree: int) -> Polynomial:
    """Give 1**degree + ... + end**degree."""
    return total((end**k).scale(c) for k, c in enumerate(power_sum(degree)) if c)
