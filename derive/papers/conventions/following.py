"""What follows for a model from the framework that its authors used."""

from __future__ import annotations

from derive.errors import UsageError, did_you_mean
from derive.model.model import Model
from derive.papers.conventions import FRAMEWORKS, conventions


def following(model: Model, framework: str) -> dict[str, str]:
    """Give the options that a framework's layers have, for the conventions that a model uses.

    Raises UsageError for a framework that is not known, or where nothing follows from it.

    >>> from derive import Component
    >>> from derive.papers.conventions import conventions
    >>> bias = conventions()["lstm.bias"].assumption
    >>> model = Model(
    ...     assumptions=(bias,),
    ...     components=(Component(name="c", formula="lstm(4, 5, bias=lstm_bias)"),),
    ... )
    >>> following(model, "pytorch"), following(model, "keras")
    ({'lstm_bias': 'two'}, {'lstm_bias': 'one'})
    """
    if framework not in FRAMEWORKS:
        advice = did_you_mean(framework, FRAMEWORKS, f"use {', '.join(FRAMEWORKS)}")
        raise UsageError(f"no framework is called {framework!r}", advice=advice)
    found = {
        assumption.name: option
        for assumption in model.assumptions
        if (convention := conventions().get(assumption.convention))
        and (option := convention.frameworks.get(framework)) in assumption.names
    }
    if not found:
        raise UsageError(
            f"nothing in this paper follows from framework={framework}",
            advice='it uses no convention that says what frameworks do (use = "lstm.bias")',
        )
    return found
