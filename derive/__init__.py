"""Which reading of a paper gives the number it prints?

Ten lines, from a sentence of a paper to every reading that gives its number:

>>> from derive import Assumption, Claim, Component, Model, hyperparameters, lstm, solve
>>> lstm("m", "n")
4*(n*m + n**2)
>>> model = Model(
...     hyperparameters=hyperparameters(V=80_000, d=1000, L=4),
...     assumptions=(
...         Assumption(name="bias", options={"none": 0, "one": 1}),
...         Assumption(name="reads", options={"top_layer": "d", "all_layers": "L*d"}),
...     ),
...     components=(
...         Component(name="layers", formula="L * lstm(d, d, bias=bias)"),
...         Component(name="softmax", formula="softmax(reads, V)"),
...     ),
...     claims=(Claim(printed="112M", counts="total"),),
... )
>>> found = solve(model)
>>> found.count, found.space, found.forced
(2, 4, {'reads': 'top_layer'})
>>> [str(reading.formulas["total"]) for reading in found.readings()]
['8*L*d**2 + V*d', '8*L*d**2 + 4*L*d + V*d']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for a reader and for mypy; HOME says the same to Python, and a test compares
    from derive.components.dense import linear as linear
    from derive.components.embeddings import embedding as embedding
    from derive.components.outputs import softmax as softmax
    from derive.components.recurrences import gru as gru
    from derive.components.recurrences import lstm as lstm
    from derive.errors import DeriveError as DeriveError
    from derive.explaining.explanation import explain as explain
    from derive.formulas.formula import formula as formula
    from derive.model.assumptions import Assumption as Assumption
    from derive.model.case import Case as Case
    from derive.model.claims import Claim as Claim
    from derive.model.model import Model as Model
    from derive.model.parts import Component as Component
    from derive.model.parts import Configuration as Configuration
    from derive.model.symbols import Hyperparameter as Hyperparameter
    from derive.model.symbols import hyperparameters as hyperparameters
    from derive.papers.reading.reader import read as read
    from derive.solver.readings import Reading as Reading
    from derive.solver.solutions import Solutions as Solutions
    from derive.solver.solutions import solve as solve
    from derive.tell.derivation import derivation as derivation

HOME = {
    "Assumption": "derive.model.assumptions",
    "Case": "derive.model.case",
    "Claim": "derive.model.claims",
    "Component": "derive.model.parts",
    "Configuration": "derive.model.parts",
    "DeriveError": "derive.errors",
    "Hyperparameter": "derive.model.symbols",
    "Model": "derive.model.model",
    "Reading": "derive.solver.readings",
    "Solutions": "derive.solver.solutions",
    "derivation": "derive.tell.derivation",
    "embedding": "derive.components.embeddings",
    "explain": "derive.explaining.explanation",
    "formula": "derive.formulas.formula",
    "gru": "derive.components.recurrences",
    "hyperparameters": "derive.model.symbols",
    "linear": "derive.components.dense",
    "lstm": "derive.components.recurrences",
    "read": "derive.papers.reading.reader",
    "softmax": "derive.components.outputs",
    "solve": "derive.solver.solutions",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import derive` costs nothing."""
    if name == "__all__":
        return sorted(HOME)
    if name not in HOME:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *HOME})
