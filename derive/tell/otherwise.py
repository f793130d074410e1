"""What is asked otherwise than the paper states it, in the first words of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.model.changes import Changes
from derive.model.model import Model
from derive.printed import grouped
from derive.steps import Code, Inline, Text

Sentence = Sequence[Inline]


def otherwise(stated: Model, changes: Changes) -> list[Text]:
    """Tell sizes in digits beside those of the paper, the rows chosen, and figures not the paper's.

    >>> from derive import hyperparameters
    >>> gpt = Model(hyperparameters=hyperparameters(V=50_257))
    >>> said = otherwise(gpt, Changes(sizes={"V": 32_000}, claims=[("total", "345M")]))
    >>> "".join(part if isinstance(part, str) else part.text for part in said[0].parts)
    'With V = 32,000 (stated: 50,257). In place of the printed numbers: total = 345M.'
    """
    if not changes:
        return []
    sentences = [*_sizes(stated, changes), *_rows(changes), *_claims(changes)]
    parts = [part for sentence in sentences for part in (" ", *sentence)]
    return [Text(*parts[1:])]


def stated_sizes(model: Model) -> list[Text]:
    """Tell the sizes that a question states, in digits.

    >>> from derive import hyperparameters
    >>> said = stated_sizes(Model(hyperparameters=hyperparameters(V=32_000, d=8)))
    >>> "".join(part if isinstance(part, str) else part.text for part in said[0].parts)
    'With V = 32,000 and d = 8.'
    """
    told: list[Sentence] = [
        (Code(f"{h.name} = {grouped(h.value)}"),)
        for h in model.hyperparameters
        if h.value is not None
    ]
    return [Text("With ", *_listed(told), ".")] if told else []


def _sizes(stated: Model, changes: Changes) -> Iterator[Sentence]:
    if changes.sizes:
        told: list[Sentence] = [
            (Code(f"{name} = {grouped(value)}"), f" ({_stated(stated, name, changes.rows)})")
            for name, value in changes.sizes.items()
        ]
        yield ("With ", *_listed(told), ".")


def _stated(model: Model, name: str, rows: Sequence[str]) -> str:
    """Say what the paper has in the rows looked at."""
    found = model.known[name]
    if found.unknown is not None:
        first, last = found.unknown.first, found.unknown.last
        return f"unknown: {grouped(first)} to {grouped(last)}"
    seen = [row for row in model.configurations if not rows or row.name in rows]
    values = [row.values.get(name, found.value) for row in seen]
    told = [grouped(v) for v in dict.fromkeys(values or [found.value]) if v is not None]
    return f"stated: {' or '.join(told)}" if told else "not stated"


def _rows(changes: Changes) -> Iterator[Sentence]:
    if changes.rows:
        kind = "Row" if len(changes.rows) == 1 else "Rows"
        yield (f"{kind} ", *_listed([(Code(row),) for row in changes.rows]), " alone.")


def _claims(changes: Changes) -> Iterator[Sentence]:
    if changes.claims:
        told = [(Code(f"{counts} = {figure}"),) for counts, figure in changes.claims]
        yield ("In place of the printed numbers: ", *_listed(told), ".")


def _listed(told: Sequence[Sentence]) -> Iterator[Inline]:
    for at, one in enumerate(told):
        if at:
            yield " and " if at == len(told) - 1 else ", "
        yield from one
