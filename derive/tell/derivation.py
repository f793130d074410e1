"""The derivation of a reading, whole; or of an assumption set that misses the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derive.model.counting import AssumptionSet
from derive.model.model import Model
from derive.model.settled import Setting
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
    setting = Setting(model=found.model, chosen=reading.example, unknowns=reading.at)
    sections = (*given(setting, reading), *assumed(setting, reading, found.forced))
    shown = found.readings(SHOWN) if rivals is None else rivals
    return document(
        found.model,
        "How the printed figures are counted",
        (*sections, *counted(setting), *others(found, reading, shown)),
        cited=True,
    )


def attempt(
    model: Model, chosen: AssumptionSet, unknowns: Mapping[str, int] | None = None
) -> Document:
    """Tell what an assumption set counts, whether or not it gives the printed figures.

    >>> from derive import Claim, Component
    >>> part = Component(name="layer", formula=7)
    >>> found = attempt(Model(components=(part,), claims=(Claim(printed="9", counts="total"),)), {})
    >>> found.steps[-1].steps[-1].rows[0].verdict
    ('printed as 9: 2 too few',)
    """
    setting = Setting(model=model, chosen=chosen, unknowns=unknowns or {})
    sections = (*given(setting), *assumed(setting), *counted(setting))
    return document(model, "What these assumptions count", sections, cited=True)
