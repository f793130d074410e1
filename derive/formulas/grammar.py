"""The language of formulas: text from strangers to trees, with nothing ever evaluated as code.

Python's `ast` only splits the text; a whitelist of a dozen node kinds is rebuilt as our own tree
and all else is refused with a caret under the place. A call of the component library is replaced
by the component's own formula, so a tree knows only `ceil_to`, `min`, `max` and `sum`.

    parse     :: str, {name: function} -> Written
    condition :: str                   -> Condition      (for `requires`)

Each method of the reader has its rule in its docstring, with Python's precedence: `'x'` stands
for itself, `(a)*` comes any number of times.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TypeVar

from derive import limits
from derive.errors import FormulaError, did_you_mean
from derive.formulas.conditions import Both, Comparison, Condition, Either, Negation, Word
from derive.formulas.pasted import plainly
from derive.formulas.size import Size, size
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
    sum_of,
)

Tree = TypeVar("Tree")


class Library(dict[str, Callable[..., Written]]):
    """The components that a formula may call, by name.

    `meant` says what to write for a name that is not among them, "" where it cannot tell;
    `listed` says where all of them are to be seen, if they are too many for a message.
    """

    def __init__(
        self,
        functions: Mapping[str, Callable[..., Written]] = MappingProxyType({}),
        *,
        meant: Callable[[str], str] = lambda name: "",
        listed: str = "",
    ) -> None:
        super().__init__(functions)
        self.meant = meant
        self.listed = listed


BUILT_IN = {"ceil_to": (2, 2), "min": (1, 99), "max": (1, 99), "sum": (4, 4)}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def parse(text: str, library: Library | None = None) -> Written:
    """Read a formula and keep its order and brackets.

    >>> from derive.formulas.spelling import spell
    >>> spell(parse("4 * (n*m + n**2)"))
    '4*(n*m + n**2)'
    >>> parse("d.__class__")
    Traceback (most recent call last):
    derive.errors.FormulaError: an attribute is not part of a formula; use + - * / // ** ( ), ...
      d.__class__
      ^^^^^^^^^^^
    """
    return _read(text, lambda plain: _Reader(plain, library or Library()).tree(split(plain)))


def condition(text: str, library: Library | None = None) -> Condition:
    """Read a condition such as `tied <= table`, with `and`, `or`, `not` and option names.

    >>> condition("reads == 'top_layer' or tied == 0").names
    ('reads', 'tied')
    """
    return _read(text, lambda plain: _Reader(plain, library or Library()).condition(split(plain)))


def _read(text: str, reader: Callable[[str], Tree]) -> Tree:
    """Read what was typed or pasted; a fault points at its place there."""
    plain = plainly(text)
    try:
        return reader(plain.text)
    except FormulaError as fault:
        raise plain.told(fault) from None


def split(text: str) -> ast.expr:
    """Give the nodes that Python reads in a text, for those who ask what was written.

    Raises FormulaError where there are none; whether they are a formula is `parse`'s to say.

    >>> split("lstm(m, n, bias=b)").keywords[0].arg
    'bias'
    """
    _refuse_long(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except SyntaxError as fault:
        at = max(0, (fault.offset or 1) - 1)
        raise FormulaError(
            f"this is not a formula ({fault.msg})", advice=_missing_sign(text), text=text, at=at
        ) from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise FormulaError("this is not a formula", text=text[:80]) from None


def _missing_sign(text: str) -> str:
    """Say what to write where a number stands before a name: 2d is no product in Python."""
    found = re.search(r"(?<![\w.])([0-9]+) ?([A-Za-z_]\w*)", text)
    return f"write {found[1]}*{found[2]} for the product {found[0]}" if found else ""


def _refuse_long(text: str) -> None:
    if len(text) > limits.FORMULA_LENGTH:
        raise FormulaError(
            f"a formula of {len(text)} characters is over the limit of {limits.FORMULA_LENGTH}",
            advice="split it into components or definitions",
        )
    if not text.strip():
        raise FormulaError("a formula is empty", advice="write 0 for nothing")
    if not text.isascii() or not text.isprintable():
        at = next(i for i, c in enumerate(text) if not (c.isascii() and c.isprintable()))
        raise FormulaError(
            f"{text[at]!r} is not part of a formula",
            advice="use + - * / // ** ( ) on one line; · × − and raised digits are read too",
            text="".join(c if c.isprintable() else "?" for c in text),
            at=at,
        )
    if text != text.lstrip():
        raise FormulaError("a formula starts with a space", text=text)
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth > limits.FORMULA_NESTING:
            raise FormulaError(
                f"brackets are nested deeper than {limits.FORMULA_NESTING}",
                advice="split the formula into definitions",
                text=text[max(0, at - 70) : at + 1],
                at=min(at, 70),
            )


class _Reader:
    """One pass over the nodes of one formula; holds the text for the caret."""

    def __init__(self, text: str, library: Library) -> None:
        self.text = text
        self.library = library
        self.nodes = 0
        self.depth = 0
        self.sizes: dict[int, tuple[Written, Size]] = {}

    @contextmanager
    def _deeper(self, node: ast.expr) -> Iterator[ast.expr]:
        """Count a part and a level: what is too much is refused before it is built."""
        self._count(node)
        self.depth += 1
        try:
            yield node
        finally:
            self.depth -= 1

    def tree(self, node: ast.expr) -> Written:
        """Read `formula = digits | name | '-' formula | '+' formula | operation | call`."""
        with self._deeper(node):
            return self._tree(node)

    def _tree(self, node: ast.expr) -> Written:
        match node:
            case ast.Constant(value=int()) if not isinstance(node.value, bool):
                return Number(self._digits(node))
            case ast.Name(id=name):
                return Name(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return sum_of(((-1, self.tree(operand)),))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.tree(operand)
            case ast.BinOp():
                return self._operation(node)
            case ast.Call():
                return self._call(node)
        raise self._refusal(node)

    def _operation(self, node: ast.BinOp) -> Written:
        """Read `operation = sum | power | formula ('*' | '/' | '//') formula`."""
        match node.op:
            case ast.Add() | ast.Sub():
                return self._sum(node)
            case ast.Mult():
                left, right = self.tree(node.left), self.tree(node.right)
                return Product((*_factors(left), *_factors(right)))
            case ast.Div():
                return Quotient(self.tree(node.left), self.tree(node.right))
            case ast.FloorDiv():
                return Quotient(self.tree(node.left), self.tree(node.right), floor=True)
            case ast.Pow():
                return self._power(node)
        raise self._refusal(node)

    def _sum(self, node: ast.BinOp) -> Written:
        """Read `sum = formula (('+' | '-') formula)*`.

        The chain is unrolled in a loop: a long sum is no deep one, and brackets stay.
        """
        chain: list[tuple[int, ast.expr]] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add | ast.Sub):
            chain.append((1 if isinstance(first.op, ast.Add) else -1, first.right))
            if first.left.col_offset != first.col_offset:  # a bracket opens before it
                first = first.left
                break
            first = first.left
        terms = [(1, self.tree(first)), *((s, self.tree(n)) for s, n in reversed(chain))]
        if isinstance(first, ast.UnaryOp) and isinstance(terms[0][1], Sum):
            terms[0] = terms[0][1].terms[0]
        return Sum(tuple(terms))

    def _power(self, node: ast.BinOp) -> Written:
        """Read `power = formula '**' formula`, with no negative number as exponent."""
        exponent = self.tree(node.right)
        if isinstance(exponent, Sum) and all(isinstance(t, Number) for _, t in exponent.terms):
            raise self._fault("an exponent must be a whole number of 0 or more", node.right)
        if isinstance(exponent, Number) and exponent.value > limits.EXPONENT:
            raise self._fault(
                f"the exponent {exponent.value} is over the limit of {limits.EXPONENT}", node.right
            )
        return Power(self.tree(node.left), exponent)

    def _call(self, node: ast.Call) -> Written:
        """Read `call = built_in | name '(' (formula ',')* (name '=' formula ',')* ')'`."""
        if not isinstance(node.func, ast.Name):
            raise self._refusal(node)
        name = node.func.id
        if any(isinstance(a, ast.Starred) for a in node.args) or not all(
            k.arg for k in node.keywords
        ):
            raise self._fault("a starred argument is not part of a formula", node)
        if name in BUILT_IN:
            return self._built_in(name, node)
        if name not in self.library:
            raise self._unknown_function(name, node)
        return self._library_call(name, node)

    def _library_call(self, name: str, node: ast.Call) -> Written:
        arguments = [self.tree(argument) for argument in node.args]
        keywords = {str(k.arg): self.tree(k.value) for k in node.keywords}
        try:
            return self._bounded(self.library[name](*arguments, **keywords), node)
        except TypeError as fault:
            raise self._fault(f"{name}(...) cannot be called so: {_plain(fault)}", node) from None
        except FormulaError as fault:
            raise self._fault(fault.message, node, fault.advice) from None

    def _bounded(self, tree: Written, node: ast.Call) -> Written:
        """Refuse what calls within calls make: each may write its argument several times."""
        if size(tree, {}, self.sizes).nodes > limits.FORMULA_NODES:
            raise self._fault(
                f"written out, this has more than {limits.FORMULA_NODES} parts",
                node,
                "split it into definitions",
            )
        return tree

    def _built_in(self, name: str, node: ast.Call) -> Written:
        """Read `ceil_to(x, m)`, `min(x, ...)`, `max(x, ...)` or `sum(body, index, first, last)`."""
        least, most = BUILT_IN[name]
        if node.keywords or not least <= len(node.args) <= most:
            raise self._fault(f"{name} takes {_how_many(least, most)}, each without a name", node)
        if name != "sum":
            return Call(name, tuple(self.tree(argument) for argument in node.args))
        body, index, first, last = node.args
        if not isinstance(index, ast.Name):
            raise self._fault("the second argument of sum must be a name, its index", index)
        return Summation(self.tree(body), index.id, self.tree(first), self.tree(last))

    def condition(self, node: ast.expr) -> Condition:
        """Read `condition = condition ('and' | 'or') condition | 'not' condition | comparison`."""
        with self._deeper(node):
            return self._condition(node)

    def _condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return Both(tuple(self.condition(value) for value in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return Either(tuple(self.condition(value) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Negation(self.condition(operand))
            case ast.Compare():
                return self._comparison(node)
        raise self._fault(
            "this is not a condition", node, "compare two formulas, or a name with 'an option'"
        )

    def _comparison(self, node: ast.Compare) -> Condition:
        """Read `comparison = side (('==' | '!=' | '<' | '<=' | '>' | '>=') side)*`."""
        sides = [node.left, *node.comparators]
        pairs = []
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            sign = COMPARISONS.get(type(operator))
            if sign is None:
                raise self._fault("compare with == != < <= > >=", node)
            pairs.append(Comparison(self._side(left), sign, self._side(right)))
        for pair in pairs:
            self._check_words(pair, node)
        return pairs[0] if len(pairs) == 1 else Both(tuple(pairs))

    def _side(self, node: ast.expr) -> Written | Word:
        """Read `side = formula | "'" option "'"`."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return Word(node.value)
        return self.tree(node)

    def _check_words(self, pair: Comparison, node: ast.expr) -> None:
        words = [side for side in (pair.left, pair.right) if isinstance(side, Word)]
        if not words:
            return
        other = pair.right if isinstance(pair.left, Word) else pair.left
        if not isinstance(other, Name) or pair.sign not in ("==", "!="):
            raise self._fault(
                "an option's name can only be compared with an assumption's, by == or !=", node
            )

    def _digits(self, node: ast.Constant) -> int:
        source = self._source(node)
        if len(source) > limits.DIGITS or not source.replace("_", "").isdecimal():
            raise self._fault(f"a number in a formula has up to {limits.DIGITS} digits 0-9", node)
        value = node.value
        assert isinstance(value, int)
        return value

    def _count(self, node: ast.expr) -> None:
        self.nodes += 1
        if self.nodes > limits.FORMULA_NODES:
            raise self._fault(f"a formula of more than {limits.FORMULA_NODES} parts", node)
        if self.depth > limits.FORMULA_NESTING:
            raise self._fault(
                f"a formula is nested deeper than {limits.FORMULA_NESTING}",
                node,
                "split it into definitions",
            )

    def _unknown_function(self, name: str, node: ast.Call) -> FormulaError:
        listed = self.library.listed
        known = ", ".join(sorted(BUILT_IN if listed else {*self.library, *BUILT_IN}))
        known = f"{listed}; built in are {known}" if listed else f"there are {known}"
        advice = INSTEAD.get(name) or self.library.meant(name)
        advice = advice or did_you_mean(name, BUILT_IN, known, cutoff=0.75)
        return self._fault(f"there is no component or function {name!r}", node.func, advice)

    def _refusal(self, node: ast.expr) -> FormulaError:
        what = REFUSED.get(type(node), type(node).__name__.lower())
        if isinstance(node, ast.Constant):
            what = f"{self._source(node)}"
        if isinstance(node, ast.BinOp | ast.UnaryOp):
            what = f"the operator of {self._source(node)!r}"
        return self._fault(f"{what} is not part of a formula", node, self._instead(node) or ALLOWED)

    def _instead(self, node: ast.expr) -> str:
        """Say what to write for what people write elsewhere."""
        match node:
            case ast.BinOp(op=ast.BitXor(), left=base, right=exponent):
                return f"write {self._source(base)}**{self._source(exponent)} for the power"
            case ast.Constant(value=bool(value)):
                return f"write {int(value)}"
            case ast.Call(func=ast.Constant() as factor):
                rest = self.text[factor.end_col_offset : node.end_col_offset]
                return f"write {self._source(factor)}*{rest} for the product"
            case ast.Set() | ast.Dict():
                return (
                    "braces are a choice in `derive ask`; in a file write [assumptions.NAME] with "
                    "options = { none = 0, one = 1 }, and NAME here"
                )
        return ""

    def _source(self, node: ast.expr) -> str:
        """Give what a node was read from: the text is one line of ASCII, so offsets are places."""
        return self.text[node.col_offset : node.end_col_offset]

    def _fault(self, message: str, node: ast.expr, advice: str = "") -> FormulaError:
        start, end = node.col_offset, node.end_col_offset or node.col_offset + 1
        if node.end_lineno != 1:
            end = start + 1
        return FormulaError(message, advice=advice, text=self.text, at=start, width=end - start)


# What to write for a function that is not there.
INSTEAD = {
    "sqrt": "formulas are exact: state the root as a hyperparameter of its own",
    "log": "formulas are exact: state the logarithm as a hyperparameter of its own",
    "ceil": "write ceil_to(x, m) for x rounded up to a multiple of m",
    "floor": "write a // b for a quotient rounded down",
    "int": "write a // b for a quotient rounded down",
    "round": "write a // b, or ceil_to(x, m)",
    "pow": "write a**b",
    "abs": "write max(a - b, b - a)",
}
ALLOWED = "use + - * / // ** ( ), whole numbers, names and the component library"
REFUSED: dict[type[ast.expr], str] = {
    ast.Attribute: "an attribute",
    ast.Subscript: "an index",
    ast.Lambda: "a lambda",
    ast.ListComp: "a comprehension",
    ast.SetComp: "a comprehension",
    ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.JoinedStr: "a string",
    ast.IfExp: "a condition",
    ast.Compare: "a comparison",
    ast.BoolOp: "a condition",
    ast.Tuple: "a tuple",
    ast.List: "a list",
    ast.Dict: "a table",
    ast.Set: "a set",
    ast.NamedExpr: "an assignment",
    ast.Call: "a call of anything but a name",
}


def _factors(tree: Written) -> tuple[Written, ...]:
    return tree.factors if isinstance(tree, Product) else (tree,)


def _how_many(least: int, most: int) -> str:
    return f"{least} arguments" if least == most else f"{least} or more arguments"


def _plain(fault: TypeError) -> str:
    """Drop the function's own name, which the message has already said."""
    return str(fault).split(") ", 1)[-1].removeprefix("derive.")
