"""The derivation of a reading, whole; or of an assumption set that misses the figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from derive.model.case import Case
from derive.solver.readings import Reading
from derive.solver.solutions import Solutions
from derive.steps import Document
from derive.tell.counted import counted
from derive.tell.names import document
from derive.tell.rivals import others
from derive.tell.stated import assumed, given

SHOWN = 6


def derivation(
    found: Solutions, reading: Reading, *, rivals: Sequence[Reading] | None = None
) -> Document:
    """Tell a reading: given, assumed, counted, summed, and what else would give the figures.

    `rivals` are the other readings to compare with; the most usual ones if none are named.

    >>> from derive import Assumption, Claim, Component, Model, hyperparameters, solve
    >>> found = solve(Model(
    ...     hyperparameters=hyperparameters(d=10),
    ...     assumptions=(Assumption(name="bias", asks="Is there a bias?"),),
    ...     components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
    ...     claims=(Claim(printed="110", counts="total"),),
    ... ))
    >>> [section.title for section in derivation(found, found.readings()[0]).steps]
    ['Given', 'Assumed', 'Components', 'The printed figures', 'What else would give the figures', \
'What would not']
    """
    sections = (*given(reading, reading, found.held), *assumed(reading, reading, found.forced))
    shown = found.readings(SHOWN) if rivals is None else rivals
    return document(
        found.model,
        "How the printed figures are counted",
        (*sections, *counted(reading), *others(found, reading, shown)),
        cited=True,
    )


def attempt(case: Case, held: Collection[str] = ()) -> Document:
    """Tell what a case counts, whether or not it gives the printed figures.

    `held` are the labels of unknowns whose values somebody gave.

    >>> from derive import Claim, Component, Model
    >>> part = Component(name="layer", formula=7)
    >>> model = Model(components=(part,), claims=(Claim(printed="9", counts="total"),))
    >>> attempt(Case(model=model, chosen={})).steps[-1].steps[-1].rows[0].verdict
    ('printed as 9: 2 too few',)
    """
    sections = (*given(case, None, held), *assumed(case), *counted(case))
    return document(case.model, "What these assumptions count", sections, cited=True)
