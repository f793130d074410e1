"""Whether a convention stands where its numbers fit, as the text of the formulas has it.

A formula holds a component's own formula instead of the call, so this is read off the text:
`gru(m, n, bias=biases)` asks for vectors a gate, and gru.biases says how many there are in all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from itertools import chain, product, repeat
from typing import Any

from derive.components import FUNCTIONS
from derive.components.templates import SWITCHES
from derive.errors import FormulaError, ModelError
from derive.formulas.grammar import split
from derive.formulas.pasted import plainly
from derive.papers.conventions import FACTOR, WORD, Convention, conventions
from derive.papers.reading.faults import Faults
from derive.papers.reading.positions import Path

Tables = Mapping[str, Any]

# A component may as well be multiplied by these: copies of it, or a 0 or 1 that chooses it.
MULTIPLES = frozenset({"directions", "layers"}) | SWITCHES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Misfit:
    """A convention's symbol where it does not fit: `call` asks for something else there."""

    symbol: str
    call: str
    argument: str
    written: str
    node: ast.expr | ast.keyword


def misfits(top: Tables, known: Collection[str], faults: Faults) -> None:
    """Find conventions where their numbers do not fit, and those that read what is not there.

    `known` are the names that have a meaning in the file. Where the file gives options of its
    own, it says itself what they are for.

    >>> faults = Faults()
    >>> top = {
    ...     "assumptions": {"b": {"use": "gru.biases"}},
    ...     "components": {"layer": {"formula": "gru(4, 5, bias=b)"}},
    ... }
    >>> misfits(top, {"b"}, faults)
    >>> print(faults.found[0][1])
    gru.biases does not fit gru(bias=b); write gru(..., biases=b)
      gru(4, 5, bias=b)
                ^^^^^^
    """
    used = _used(top)
    for symbol, convention in used.items():
        with faults.at("assumptions", symbol, "use"):
            _refuse_unread(convention, known, faults)
    symbols = {name: name for name in used} | {
        name: str(text) for name, text in _items(top.get("definitions")) if str(text) in used
    }
    for path, text in _formulas(top) if used else ():
        for found in _misplaced(text, {name: used[own] for name, own in symbols.items()}):
            faults.add(path, _fault(found, used[symbols[found.symbol]], symbols, text))


def _used(top: Tables) -> dict[str, Convention]:
    """Give the conventions with numbers of the library, by the symbol that the file gives them."""
    found = {}
    for symbol, table in _items(top.get("assumptions")):
        convention = conventions().get(str(_get(table, "use")))
        if convention and convention.fits != WORD:
            own, options = _get(table, "options"), convention.table["options"]
            if own is None or (isinstance(own, dict) and own.items() <= options.items()):
                found[symbol] = convention
    return found


def _refuse_unread(convention: Convention, known: Collection[str], faults: Faults) -> None:
    options = convention.assumption.options
    read = [name for one in options for value in one.sets.values() for name in value.names]
    missing = [name for name in read if name not in known]
    if missing:
        faults.broken.update(missing)
        own = ", ".join(f'{one.name} = "..."' for one in options)
        raise ModelError(
            f"{convention.name} reads the hyperparameters {' and '.join(read)}, "
            f"and the file has no {' and no '.join(missing)}",
            advice=f"add {' and '.join(missing)} to [hyperparameters], or say what the file "
            f"calls them: options = {{ {own} }}",
        )


def _formulas(top: Tables) -> Iterator[tuple[Path, str]]:
    """Give every text of a file that is a formula, with its place."""
    yield from _texts(top.get("definitions"), ("definitions",))
    for kind, key in (("assumptions", "options"), ("components", "formula")):
        for name, table in _items(top.get(kind)):
            yield from _texts(_get(table, key), (kind, name, key))
    yield from _claims(top, ())
    for name, row in _items(top.get("configurations")):
        yield from _claims(row, ("configurations", name))


def _claims(table: object, path: Path) -> Iterator[tuple[Path, str]]:
    claims = _get(table, "claims")
    for index, claim in enumerate(claims if isinstance(claims, list) else ()):
        yield from _texts(_get(claim, "counts"), (*path, "claims", index, "counts"))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    for key, one in _items(value):
        yield from _texts(one, (*path, key))


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, Mapping) else []


def _get(table: object, key: str) -> object:
    return table.get(key) if isinstance(table, Mapping) else None


def _misplaced(text: str, used: Mapping[str, Convention]) -> Iterator[_Misfit]:
    try:
        nodes = list(ast.walk(split(plainly(text).text)))
    except FormulaError:
        return  # the reader of the formula has said so
    inner: set[ast.expr] = set()
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _given(node.func.id, node, used)
        elif isinstance(node, ast.BinOp) and node not in inner:
            factors, products = _product(node)
            inner.update(products)
            yield from _multiplied(factors, used)


def _given(name: str, call: ast.Call, used: Mapping[str, Convention]) -> Iterator[_Misfit]:
    """Find symbols handed to a call as an argument that is not theirs."""
    for argument, value, node in _arguments(name, call):
        symbol = value.id if isinstance(value, ast.Name) else ""
        if symbol in used and argument not in _fitting(used[symbol], name):
            written = f"{name}({argument}={symbol})"
            yield _Misfit(symbol=symbol, call=name, argument=argument, written=written, node=node)


def _arguments(name: str, call: ast.Call) -> Iterator[tuple[str, ast.expr, ast.expr | ast.keyword]]:
    """Give the arguments of a call of the library by name, with value and place."""
    names = ["number", "multiple"] if name == "ceil_to" else []
    if name in FUNCTIONS:
        parameters = signature(FUNCTIONS[name]).parameters.values()
        names = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
    if names:
        places = zip(chain(names, repeat(names[-1])), call.args, strict=False)
        yield from ((argument, value, value) for argument, value in places)
        yield from ((str(one.arg), one.value, one) for one in call.keywords)


def _multiplied(factors: list[ast.expr], used: Mapping[str, Convention]) -> Iterator[_Misfit]:
    """Find symbols that multiply a component of which they are an argument."""
    names = [one for one in factors if isinstance(one, ast.Name)]
    calls = [one.func for one in factors if isinstance(one, ast.Call)]
    for node, call in product((one for one in names if one.id in used), calls):
        name = call.id if isinstance(call, ast.Name) else ""
        for argument in _fitting(used[node.id], name)[:1]:
            if argument not in MULTIPLES:
                written = f"{node.id}*{name}(...)"
                yield _Misfit(
                    symbol=node.id, call=name, argument=argument, written=written, node=node
                )


def _product(node: ast.expr) -> tuple[list[ast.expr], list[ast.expr]]:
    """Give the factors of a product, and the products that it is made of."""
    factors: list[ast.expr] = []
    products: list[ast.expr] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Mult):
            products.append(one)
            waiting += [one.left, one.right]
        else:
            factors.append(one)
    return factors, products


def _fitting(convention: Convention, call: str) -> tuple[str, ...]:
    fits = convention.fits
    return () if isinstance(fits, str) else fits.get(call, ())


def _fault(
    found: _Misfit, convention: Convention, symbols: Mapping[str, str], text: str
) -> FormulaError:
    own = _fitting(convention, found.call)
    example = re.sub(
        rf"\b{convention.assumption.name}\b", symbols[found.symbol], convention.formula
    )
    if own and found.call in FUNCTIONS:
        advice = f"write {found.call}(..., {own[0]}={found.symbol})"
    elif convention.fits == FACTOR:
        advice = f"multiply by it, as in {example}"
    else:
        advice = f"write it as in {example}"
    theirs = [c.name for c in conventions().values() if found.argument in _fitting(c, found.call)]
    if theirs and not own:
        advice += f"; {found.call}({found.argument}=...) takes {' or '.join(theirs)}"
    plain = plainly(text)
    return plain.told(
        FormulaError(
            f"{convention.name} does not fit {found.written}",
            advice=advice,
            text=plain.text,
            at=found.node.col_offset,
            width=(found.node.end_col_offset or 0) - found.node.col_offset,
        )
    )
