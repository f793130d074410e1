"""A paper, the catalogue and the library of conventions, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derive.data.facts import data
from derive.model.case import Case
from derive.model.model import Model
from derive.papers.catalogue import Entry
from derive.papers.conventions import Convention
from derive.papers.families.family import Family


def catalogue_data(entries: Iterable[Entry]) -> dict[str, Any]:
    """Give the catalogue, a row a paper.

    >>> catalogue_data([Entry(key="t2014", title="T", year=2014, claims=1)])
    {'papers': [{'paper': 't2014', 'title': 'T', 'year': 2014, 'claims': 1}]}
    """
    return {
        "papers": [
            {"paper": e.key, "title": e.title, "year": e.year, "claims": e.claims} for e in entries
        ]
    }


def families_data(families: Iterable[Family]) -> dict[str, Any]:
    """Give the families that a spec may start from.

    >>> from derive.papers.families.family import family
    >>> families_data([family("t5")])["families"][0]["model_types"][0]
    't5'
    """
    return {
        "families": [
            {"family": one.key, "title": one.title, "model_types": list(one.kinds)}
            for one in families
        ]
    }


def model_data(model: Model, own: Case | None = None) -> dict[str, Any]:
    """Give what a paper states, leaves open, counts and claims; `own` is what its file declares.

    >>> from derive import Component
    >>> model_data(Model(components=(Component(name="c", formula="2*3"),)))["components"]
    {'c': {'formula': '2*3', 'means': '', 'counted': True}}
    """
    return {
        "paper": model.name,
        "title": model.paper.title,
        "hyperparameters": {
            h.name: {"value": h.value, "means": h.means} for h in model.known.values()
        },
        "assumptions": {
            a.name: {"asks": a.asks, "options": list(a.names), "usual": a.usual}
            for a in model.assumptions
        },
        "components": {
            c.name: {"formula": str(c.whole), "means": c.means, "counted": c.counted}
            for c in model.components
        },
        "claims": [
            {
                "name": one.name,
                "printed": one.claim.printed + one.claim.scale,
                "counts": str(one.claim.counts),
                "match": one.claim.match,
                "where": one.claim.where,
                "configuration": one.row.name,
            }
            for one in model.figures
        ],
        "declared": None if own is None else data(own),
    }


def conventions_data(found: Iterable[Convention]) -> dict[str, Any]:
    """Give conventions with what each option is worth and what each framework does.

    >>> from derive.papers.conventions import conventions
    >>> conventions_data([conventions()["lstm.bias"]])["conventions"][0]["options"]
    {'none': ['0'], 'one': ['1'], 'two': ['2']}
    """
    return {"conventions": [_convention(one) for one in found]}


def _convention(convention: Convention) -> dict[str, Any]:
    return {
        "name": convention.name,
        "asks": convention.assumption.asks,
        "options": {
            option.name: [str(formula) for formula in option.sets.values()]
            for option in convention.assumption.options
        },
        "usual": convention.assumption.usual,
        "fits": _fits(convention),
        "line": convention.line,
        "reasons": dict(convention.assumption.reasons),
        "frameworks": dict(convention.frameworks),
        "source": convention.assumption.source,
        "evidence": list(convention.evidence),
    }


def _fits(convention: Convention) -> str | dict[str, list[str]]:
    """Give "factor", "word", or the arguments of each component that takes the numbers."""
    if isinstance(convention.fits, str):
        return convention.fits
    return {call: list(arguments) for call, arguments in convention.fits.items()}
