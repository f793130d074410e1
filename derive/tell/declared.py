"""What a file declares, in a sentence: how it stands to the solutions and to the case told.

stands    :: Declaration or None     -> steps
gives     :: bool, bool or None      -> steps     of `reconcile`
compared  :: declared case, told one -> steps
overruled :: the same, without a word where the told case is the declared one
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from derive.explaining.declared import Declaration
from derive.model.case import Case
from derive.model.claims import figure
from derive.model.model import Model
from derive.steps import Code, Inline, Text
from derive.tell.figures import all_missed, missed
from derive.tell.readings import codes

THE_CASE = "What the file declares"
MISSES = 3  # told one by one


def stands(found: Declaration | None) -> list[Text]:
    """Say whether the declared case is a solution, and of which reading.

    >>> from derive import read, solve
    >>> from derive.explaining.declared import declaration
    >>> from derive.papers.catalogue import path_of
    >>> found = solve(read(path_of("sutskever2014")))
    >>> "".join(stands(declaration(found))[0].parts)
    'What the file declares gives every printed number: it belongs to reading 1.'
    """
    return [] if found is None else [Text(THE_CASE, *_standing(found))]


def _standing(found: Declaration) -> Iterator[Inline]:
    case, against = found.case, found.against
    if against:
        yield " is not among these: it has "
        yield from codes(f"{label} = {case.chosen[label]}" for label in against)
        yield "."
    elif not found.permitted:
        yield " is forbidden by `requires`."
    elif found.misses:
        said = [
            missed(Code(one.name), figure(one.claim), case.window(one), case.miss(one))
            for one in found.misses[:MISSES]
        ]
        further = len(found.misses) - len(said)
        yield " does not give every printed number: "
        yield from all_missed(said)
        yield f"; and {further} more." if further else "."
    else:
        of = f": it belongs to reading {found.reading}" if found.reading else ""
        yield f" gives every printed number{of}."


def gives(both: tuple[bool, bool] | None) -> list[Text]:
    """Say which of a printed figure and a measured count the declared case gives.

    >>> gives((True, False))
    [Text(parts=('What the file declares gives the printed figure, not the count.',))]
    """
    if both is None:
        return []
    said = {
        (True, True): "gives the printed figure and the count",
        (True, False): "gives the printed figure, not the count",
        (False, True): "gives the count, not the printed figure",
        (False, False): "gives neither the printed figure nor the count",
    }
    return [Text(f"{THE_CASE} {said[both]}.")]


def declares(model: Model) -> list[Inline]:
    """Name what a file declares; the rest is usual.

    >>> declares(Model(declared={"bias": "yes"}))
    [Code(text='bias = yes'), ', and otherwise what is usual']
    """
    own = codes(f"{name} = {option}" for name, option in model.declared.items())
    return [*own, ", and otherwise what is usual"]


def compared(own: Case, told: Case, given: Collection[str] = ()) -> list[Text]:
    """Say that the told case is the declared one, or where it departs from it; `given` are labels.

    >>> own = Case(model=Model(declared={"bias": "yes"}), chosen={"bias": "yes", "tied": "no"})
    >>> compared(own, own)[0].parts[:2]
    ('This is what the file declares: ', Code(text='bias = yes'))
    """
    if not own.model.declared or own.chosen != told.chosen:
        return overruled(own, told, given)
    forbidden = "" if own.permitted else ", which `requires` forbids"
    return [Text("This is what the file declares: ", *declares(own.model), f"{forbidden}.")]


def overruled(own: Case, told: Case, given: Collection[str] = ()) -> list[Text]:
    """Say in which options the told case departs from the declared one, and why.

    >>> model = Model(declared={"bias": "yes"})
    >>> own = Case(model=model, chosen={"bias": "yes", "tied": "no"})
    >>> told = Case(model=model, chosen={"bias": "no", "tied": "yes"})
    >>> overruled(own, told, ["bias"])[0].parts[:4]
    ('As the file declares, but ', Code(text='bias = no'), ' instead of yes', ', as given')
    >>> overruled(own, own), overruled(told, own)[0].parts[-1]
    ([], ', which `requires` asks for then.')
    """
    departs = {n: o for n, o in told.chosen.items() if own.chosen.get(n) != o}
    if not own.model.declared or not departs:
        forbidden = own.model.declared and not own.permitted
        return [Text("`requires` forbids what the file declares.")] if forbidden else []
    asked = [name for name in departs if name in given]
    others = [name for name in departs if name not in given]
    parts = [*_instead(own, told, asked), ", as given"] if asked else []
    if others:
        parts += [*([", and "] if asked else []), *_instead(own, told, others)]
    end = ", which `requires` asks for then." if others else "."
    return [Text("As the file declares, but ", *parts, end)]


def _instead(own: Case, told: Case, labels: list[str]) -> list[Inline]:
    parts: list[Inline] = []
    for label in labels:
        parts += [", " * bool(parts), Code(f"{label} = {told.chosen[label]}")]
        parts.append(f" instead of {own.chosen[label]}")
    return [part for part in parts if part]
