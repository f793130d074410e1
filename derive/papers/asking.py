"""A question in one line, as the text of a spec: `spec_of :: formula, values, claims -> str`.

Choices stand in braces where they matter: `{0|1|2}`, or `{none: 0, one: 1}` with names. A brace
is one choice however often it is expanded. It is called after the keyword it stands at, as bias
in `linear(d, d, bias={0|1})`, else choice_1 and on; one that is used twice is given among the
values: `"b={0|1|2}"`. Each term of the sum is a component.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from derive.errors import FormulaError, UsageError, did_you_mean
from derive.formulas.grammar import split
from derive.formulas.names import check_name
from derive.formulas.pasted import plainly
from derive.model.amounts import whole

BRACES = "write {0|1|2}, or {none: 0, one: 1}"


@dataclass(slots=True)
class _Choices(ast.NodeVisitor):
    """Finds the braces of a text: what each is called and may be, and where it stands.

    `own` is the name of the value that the text is given to, if it is a brace alone.
    """

    text: str
    taken: set[str]
    own: str = ""
    found: dict[str, dict[str, str]] = field(default_factory=dict)
    places: list[tuple[ast.expr, str]] = field(default_factory=list)

    def visit_keyword(self, node: ast.keyword) -> None:
        """Call a brace after its keyword."""
        if isinstance(node.value, ast.Set | ast.Dict):
            self.choose(node.value, self.free(node.arg or ""))
        else:
            self.visit(node.value)

    def visit_Set(self, node: ast.Set) -> None:
        """Call a brace choice_1 and on."""
        self.choose(node, self.own or self.free(""))

    def visit_Dict(self, node: ast.Dict) -> None:
        """Call a brace with named options so too."""
        self.choose(node, self.own or self.free(""))

    def choose(self, node: ast.Set | ast.Dict, name: str) -> None:
        """Make a choice of a brace."""
        pairs = self.named(node) if isinstance(node, ast.Dict) else self.plain(node)
        options = dict(pairs)
        if len(options) < 2 or len(options) < len(pairs):
            twice = [one for at, (one, _) in enumerate(pairs) if one in dict(pairs[:at])]
            many = f"the option {twice[0]} stands twice" if twice else "a choice has two options"
            raise self.fault(node, many)
        self.taken.add(name)
        self.found[name] = options
        self.places.append((node, name))

    def plain(self, node: ast.Set) -> list[tuple[str, str]]:
        """Give the options of {0|1|2}, called as they are written."""
        if len(node.elts) != 1:
            raise self.fault(node, "options without names are parted by |")
        return [(self.of(one), self.of(one)) for one in _alternatives(node.elts[0])]

    def named(self, node: ast.Dict) -> list[tuple[str, str]]:
        """Give the options of {none: 0, one: 1}."""
        words = [key.id if isinstance(key, ast.Name) else "" for key in node.keys]
        if not all(words):
            raise self.fault(node, "the name of an option is a word")
        return [(word, self.of(one)) for word, one in zip(words, node.values, strict=True)]

    def of(self, node: ast.expr) -> str:
        """Give a piece of the text."""
        return ast.get_source_segment(self.text, node) or ""

    def free(self, keyword: str) -> str:
        """Give a name that nothing has: the keyword, or with a number."""
        if keyword and keyword not in self.taken:
            return keyword
        base = keyword or "choice"
        return next(name for at in count(1) if (name := f"{base}_{at}") not in self.taken)

    def fault(self, node: ast.expr, message: str) -> FormulaError:
        """Point at a brace."""
        width = (node.end_col_offset or 0) - node.col_offset
        return FormulaError(message, advice=BRACES, text=self.text, at=node.col_offset, width=width)

    @property
    def left(self) -> str:
        """Give the text with the names put in."""
        raw = self.text.encode()  # where Python says that a node stands is counted in bytes
        for node, name in sorted(self.places, key=lambda one: -one[0].col_offset):
            raw = raw[: node.col_offset] + name.encode() + raw[node.end_col_offset :]
        return raw.decode()


def spec_of(formula: str, values: Mapping[str, str], claims: Iterable[tuple[str, str]]) -> str:
    """Give the text of the spec that a question stands for; `claims` are (what, figure).

    A value is a whole number, a formula, or a choice in braces. Raises FormulaError for braces
    that are no choice, UsageError for a name that stands twice or is none.

    >>> print(spec_of("d*{0|V} + 2*linear(d, d, bias={no: 0, yes: 1})", {"V": "7", "d": "3"}, []))
    [hyperparameters]
    V = 7
    d = 3
    <BLANKLINE>
    [assumptions.choice_1]
    options = { "0" = "0", "V" = "V" }
    <BLANKLINE>
    [assumptions.bias]
    options = { "no" = "0", "yes" = "1" }
    <BLANKLINE>
    [components.term_1]
    means = "d*choice_1"
    formula = "d*choice_1"
    <BLANKLINE>
    [components.term_2]
    means = "2*linear(d, d, bias=bias)"
    formula = "2*linear(d, d, bias=bias)"
    <BLANKLINE>
    """
    claims = list(claims)
    formula = plainly(formula).text
    values = {name: plainly(value).text for name, value in values.items()}
    _refuse_unused(values, [formula, *values.values(), *(what for what, _ in claims)])
    return "\n".join(_lines(formula, values, claims))


def _refuse_unused(values: Mapping[str, str], texts: Iterable[str]) -> None:
    used = {name for text in texts for name in _names(text)}
    for name in values:
        if name not in used:
            raise UsageError(
                f"no formula uses {name}",
                advice=did_you_mean(name, used - values.keys(), "leave it out"),
            )


def _lines(
    formula: str, values: Mapping[str, str], claims: Iterable[tuple[str, str]]
) -> Iterator[str]:
    choices, written = _parted(formula, values)
    whole_formula = written.pop("")
    numbers = {name: value for name, value in written.items() if value.isdecimal()}
    yield from _table("[hyperparameters]", numbers)
    formulas = {n: json.dumps(v) for n, v in written.items() if n not in numbers}
    yield from _table("[definitions]", formulas)
    for name, options in choices.items():
        listed = ", ".join(f"{json.dumps(o)} = {json.dumps(v)}" for o, v in options.items())
        yield from _table(f"[assumptions.{name}]", {"options": f"{{ {listed} }}"})
    for at, term in enumerate(_terms(whole_formula), 1):
        told = {"means": json.dumps(term), "formula": json.dumps(term)}
        yield from _table(f"[components.term_{at}]", told)
    for what, figure in claims:
        claim = {"printed": json.dumps(figure), "counts": json.dumps(what)}
        yield from _table("[[claims]]", claim)


def _table(head: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield head
        yield from (f"{name} = {value}" for name, value in entries.items())
        yield ""


def _parted(
    formula: str, values: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Take the choices out: of the values, under their own names, and of the formula ("")."""
    choices: dict[str, dict[str, str]] = {}
    written: dict[str, str] = {}
    taken = {*values, *_names(formula)}
    for name, value in {**values, "": formula}.items():
        tree = _split(value)
        alone = isinstance(tree, ast.Set | ast.Dict)
        found = _Choices(text=value.strip(), taken=taken, own=name if alone else "")
        found.visit(tree)
        choices |= found.found
        if not (name and alone):
            written[name] = found.left
    return choices, written


def _split(text: str) -> ast.expr:
    try:
        return split(text)
    except FormulaError as fault:
        fault.advice = fault.advice or (BRACES if "{" in text else "")
        raise


def _names(formula: str) -> set[str]:
    return {node.id for node in ast.walk(_split(formula)) if isinstance(node, ast.Name)}


def _alternatives(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_alternatives(node.left), node.right]
    return [node]


def _terms(text: str) -> list[str]:
    """Give the terms of a sum, each as it is written."""
    waiting, found = [split(text)], list[str]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            waiting += [node.right, node.left]
        else:
            found.append(ast.get_source_segment(text, node) or "")
    return found


def assignments(words: Sequence[str]) -> dict[str, str]:
    """Read NAME=VALUE words; a number is given in digits, however it is written.

    >>> assignments(["d=1K", "f=4*d", "b={0|1|2}"])
    {'d': '1000', 'f': '4*d', 'b': '{0|1|2}'}
    >>> assignments(["d=1", "d=2"])
    Traceback (most recent call last):
    derive.errors.UsageError: d is given twice; keep 1 or 2
    """
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not value:
            raise UsageError(f"{word!r} has no value", advice="write NAME=VALUE, as in d=1024")
        check_name(name)
        if name in found:
            raise UsageError(f"{name} is given twice", advice=f"keep {found[name]} or {value}")
        found[name] = _in_digits(name, value)
    return found


def _in_digits(name: str, value: str) -> str:
    """Read a number; what has a name or a brace in it is a formula or a choice."""
    if re.search(r"[{(]|(?<![\w.])[A-Za-z_]", value):
        return value
    try:
        return str(whole(value))
    except UsageError as fault:
        raise fault.within(name) from None
