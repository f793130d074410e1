"""A component of the library as it is shown: signature, formula, arguments, source, examples.

All of it is read off the function itself and its file, so that nothing has to be kept up beside
them: the formula is what it writes, the rest its signature, its docstring and `ARGUMENTS`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from doctest import DocTestParser
from importlib import import_module
from inspect import Parameter, Signature, getdoc, signature
from types import ModuleType

from derive.components.aliases import aliases
from derive.components.templates import INSTEAD
from derive.formulas.formula import Formula, FormulaLike


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a component: what it counts, and what it is where it is left out."""

    name: str
    counts: str
    needed: bool
    default: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A call with numbers, and what it counts."""

    formula: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What there is to say about a component.

    `call` is the signature without what may be left out, `formula` what it counts then, `whole`
    what it counts from all that it takes. `says` and `notes` are its docstring's words, whose
    symbols its family explains in `symbols`, if it has any;
    `aliases` are the field's names for it alone.
    """

    name: str
    family: str
    signature: str
    call: str
    says: str
    symbols: str
    notes: tuple[str, ...]
    formula: Formula
    whole: Formula
    arguments: tuple[Argument, ...]
    source: str
    examples: tuple[Example, ...]
    aliases: tuple[str, ...]


def described(function: Callable[..., Formula], family: str) -> Described:
    """Describe a component of a family.

    >>> from derive.components import grouped_query_attention, lstm
    >>> one = described(lstm, "recurrent")
    >>> one.formula, one.arguments[1]
    (4*(cells*inputs + cells**2), Argument(name='cells', counts='cells of the layer, ...))
    >>> one.examples[1]
    Example(formula='lstm(4, 5, bias=2)', count=220)
    >>> described(grouped_query_attention, "attention").aliases
    ('gqa',)
    """
    sentence, *others = _paragraphs(function)
    return Described(
        name=function.__name__,
        family=family,
        signature=f"{function.__name__}{_signature(function)}",
        call=f"{function.__name__}{_needed(_signature(function))}",
        says="The " + sentence.removeprefix("Give the "),
        symbols=next((one for one in _paragraphs(_home(function)) if "Everywhere " in one), ""),
        notes=tuple(one for one in others if not one.startswith(("Source: ", ">>> "))),
        formula=_written(function, every=False),
        whole=_written(function, every=True),
        arguments=tuple(_arguments(function)),
        source=next(one for one in others if one.startswith("Source: ")).removeprefix("Source: "),
        examples=tuple(_examples(function)),
        aliases=aliases(function.__name__),
    )


def _home(function: Callable[..., Formula]) -> ModuleType:
    return import_module(function.__module__)


def _paragraphs(documented: object) -> list[str]:
    """Give the paragraphs of a docstring, a line each."""
    return [" ".join(one.split()) for one in (getdoc(documented) or "").split("\n\n")]


def _signature(function: Callable[..., Formula]) -> Signature:
    """Give the signature without its types: they are one type for all."""
    own = signature(function)
    plain = [one.replace(annotation=Parameter.empty) for one in own.parameters.values()]
    return own.replace(parameters=plain, return_annotation=Signature.empty)


def _needed(whole: Signature) -> str:
    """Write a signature without what may be left out, and ... where there is such."""
    parameters = [one for one in whole.parameters.values() if _is_needed(one, whole)]
    short = str(whole.replace(parameters=parameters))
    return short if len(parameters) == len(whole.parameters) else f"{short[:-1]}, ...)"


def _is_needed(one: Parameter, whole: Signature) -> bool:
    """Say whether an argument must be given; of any number of them, if no other stands before."""
    if one.kind is one.VAR_POSITIONAL:
        return next(iter(whole.parameters.values())) == one
    return one.default is one.empty


def _arguments(function: Callable[..., Formula]) -> Iterator[Argument]:
    counts = _home(function).ARGUMENTS
    whole = _signature(function)
    for one in whole.parameters.values():
        yield Argument(
            name=one.name,
            counts=counts.get(f"{function.__name__}.{one.name}") or counts[one.name],
            needed=_is_needed(one, whole),
            default=None if one.default is one.empty else one.default,
        )


def _written(function: Callable[..., Formula], *, every: bool) -> Formula:
    """Give what the function writes of its arguments' own names: of all, or the needed ones.

    Of two arguments that say the same, the one that stands instead of others is left out.
    """
    instead = {alone for called, alone in INSTEAD if called == function.__name__}
    places: list[FormulaLike] = []
    names: dict[str, FormulaLike] = {}
    whole = _signature(function)
    for one in whole.parameters.values():
        if one.name in instead or not (every or _is_needed(one, whole)):
            continue
        if one.kind is one.VAR_POSITIONAL:
            places += [f"{one.name}_1", f"{one.name}_2"]
        elif one.kind is one.KEYWORD_ONLY:
            names[one.name] = one.name
        else:
            places.append(one.name)
    return function(*places, **names)


def _examples(function: Callable[..., Formula]) -> Iterator[Example]:
    """Give the calls of the doctest that are counted: `int(...)`, one or several in a line."""
    for example in DocTestParser().get_examples(getdoc(function) or ""):
        if example.source.startswith("int("):
            calls = _together(ast.parse(example.source, mode="eval").body)
            counts = _together(ast.parse(example.want, mode="eval").body)
            for call, count in zip(calls, counts, strict=True):
                yield Example(
                    formula=ast.unparse(call).removeprefix("int(").removesuffix(")"),
                    count=ast.literal_eval(count),
                )


def _together(line: ast.expr) -> list[ast.expr]:
    return line.elts if isinstance(line, ast.Tuple) else [line]
