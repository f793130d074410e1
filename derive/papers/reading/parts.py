"""From the tables of a spec file to the parts of a model, one function a table.

Each gives what it could read and leaves its faults in the list; a part that is broken is left
out or stands in without a value, so that no second fault follows from the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from derive import limits
from derive.components import LIBRARY
from derive.errors import ModelError, did_you_mean
from derive.formulas.conditions import Condition
from derive.formulas.formula import Formula, FormulaLike, formula
from derive.formulas.grammar import condition
from derive.model.assumptions import Assumption
from derive.model.claims import Claim
from derive.model.parts import Component, Configuration, Paper
from derive.model.symbols import Hyperparameter, Unknown, check_value
from derive.papers.reading import tables
from derive.papers.reading.columns import scale_for
from derive.papers.reading.faults import Faults, KeyFault, spelled
from derive.papers.reading.kinds import described, short, text, whole
from derive.papers.reading.positions import Path
from derive.papers.reading.taking import check_label, named, refuse_many, take

Tables = Mapping[str, Any]


def paper(top: Tables, faults: Faults) -> Paper:
    """Read [paper].

    >>> faults = Faults()
    >>> paper({"paper": {"title": "Deep LSTMs", "yaer": 2014}}, faults).title
    'Deep LSTMs'
    >>> [(path, str(fault)) for path, fault in faults.found]
    [(('paper', 'yaer'), "there is no key 'yaer' here; did you mean year?")]
    """
    return Paper(**take(top.get("paper", {}), tables.PAPER, ("paper",), faults))


def requires(top: Tables, faults: Faults) -> tuple[Condition, ...]:
    """Read the conditions that every assumption set must satisfy.

    >>> [str(one) for one in requires({"requires": ["tied == bias", "tied <= 1"]}, Faults())]
    ['tied == bias', 'tied <= 1']
    """
    found = []
    for index, one in enumerate(top.get("requires", ())):
        with faults.part(f"requires[{index}]"), faults.at("requires", index):
            found.append(condition(one, LIBRARY))
    return tuple(found)


def definitions(top: Tables, faults: Faults) -> dict[str, Formula]:
    """Read [definitions]; a broken one stands in as 0.

    >>> faults = Faults()
    >>> definitions({"definitions": {"head": "d // heads", "broken": "4*"}}, faults)
    {'head': d//heads, 'broken': 0}
    >>> [path for path, _ in faults.found]
    [('definitions', 'broken')]
    """
    path: Path = ("definitions",)
    found: dict[str, Formula] = {}
    for name, one in named(top.get("definitions"), path, faults):
        found[name] = formula(0)
        with faults.at(*path, name):
            found[name] = formula(tables.COMPONENT["formula"](one), LIBRARY)
    return found


def hyperparameters(top: Tables, faults: Faults) -> tuple[Hyperparameter, ...]:
    """Read [hyperparameters], in the short form and as tables.

    >>> top = {"hyperparameters": {"d": 512, "V": {"value": 32_000, "means": "words"}}}
    >>> [(one.name, one.value, one.means) for one in hyperparameters(top, Faults())]
    [('d', 512, ''), ('V', 32000, 'words')]
    """
    path: Path = ("hyperparameters",)
    found = []
    for name, one in named(top.get("hyperparameters"), path, faults):
        stands_in = Hyperparameter(name=name)
        with faults.at(*path, name):
            stands_in = _hyperparameter(name, one, (*path, name), faults)
        found.append(stands_in)
    return tuple(found)


def _hyperparameter(name: str, value: object, path: Path, faults: Faults) -> Hyperparameter:
    if not isinstance(value, dict):
        return Hyperparameter(name=name, value=whole(value))
    given = take(value, tables.HYPERPARAMETER, path, faults)
    if given.pop("per", ""):
        given["per_configuration"] = True
    if "unknown" in given:
        given["unknown"] = _unknown(given["unknown"], (*path, "unknown"), faults)
    return Hyperparameter(name=name, **given)


def _unknown(value: object, path: Path, faults: Faults) -> Unknown | None:
    ends = take(value, tables.UNKNOWN, path, faults, needed=("from", "to"))
    if len(ends) < 2:
        return None
    with faults.at(*path):
        return Unknown(first=ends["from"], last=ends["to"])
    return None


def assumptions(
    top: Tables, conventions: Mapping[str, Tables] | None, faults: Faults
) -> tuple[Assumption, ...]:
    """Read [assumptions.NAME]; `use` takes a table of the library, and the file's keys win.

    `conventions` are the tables of the library by name, None for the package's own.

    >>> library = {"bias": {"options": ["none", "one"], "usual": "none"}}
    >>> top = {"assumptions": {"tied": {}, "b": {"use": "bias", "usual": "one"}}}
    >>> [(one.names, one.usual) for one in assumptions(top, library, Faults())]
    [(('no', 'yes'), 'no'), (('none', 'one'), 'one')]
    """
    path: Path = ("assumptions",)
    found = []
    for name, one in named(top.get("assumptions"), path, faults):
        own = (*path, name)
        with faults.at(*own):
            given = take(one, tables.ASSUMPTION, own, faults)
            with faults.at(*own, "use"):
                given = _with_convention(given, conventions)
            found.append(_assumption(name, given, own, faults))
    return tuple(found)


def _with_convention(
    given: dict[str, Any], conventions: Mapping[str, Tables] | None
) -> dict[str, Any]:
    """Put a convention's table under the file's own; what no option bears out is left away.

    The package's own library is read only where a file takes something from it.
    """
    if "use" not in given:
        return given
    if conventions is None:
        from derive.papers.conventions import tables as library_tables

        conventions = library_tables()
    name = given["use"]
    if name not in conventions:
        listed = ", ".join(list(conventions)[:8]) or "none"
        advice = did_you_mean(name, conventions, f"there are {listed}")
        raise ModelError(f"there is no convention {short(name)!r}", advice=advice)
    library = {key: conventions[name][key] for key in tables.ASSUMPTION if key in conventions[name]}
    both = {**library, **given}
    for key in ("reasons", "says"):
        both[key] = {**library.get(key, {}), **given.get(key, {})}
    if "options" in given:
        options = list(given["options"])
        both["usual"] = given.get("usual", library.get("usual", ""))
        if both["usual"] not in options and "usual" not in given:
            both["usual"] = ""
        for key in ("reasons", "says"):
            kept = {k: text for k, text in library.get(key, {}).items() if k in options}
            both[key] = {**kept, **given.get(key, {})}
    return both


def _assumption(name: str, given: Tables, path: Path, faults: Faults) -> Assumption:
    before = len(faults.found)
    options = _options(given.get("options", {"no": 0, "yes": 1}), (*path, "options"), faults)
    reasons, says = (
        dict(_texts(given.get(key, {}), (*path, key), faults)) for key in ("reasons", "says")
    )
    if len(faults.found) > before:
        return Assumption(name=name)
    assumption = Assumption(name=name, options=options)
    with faults.at(*path, "usual"):
        assumption.index(given.get("usual") or assumption.names[0])
    for key, texts in (("reasons", reasons), ("says", says)):
        for option in texts:
            with faults.at(*path, key, option):
                _refuse_unknown_option(assumption, option)
    if len(faults.found) > before:
        return assumption
    return Assumption(
        name=name,
        options=options,
        reasons=reasons,
        says=says,
        asks=given.get("asks", ""),
        usual=given.get("usual", ""),
        source=given.get("source", ""),
        per_configuration="per" in given,
        convention=given.get("use", ""),
    )


def _refuse_unknown_option(assumption: Assumption, option: str) -> None:
    if option not in assumption.places:
        advice = did_you_mean(option, assumption.names, f"there are {', '.join(assumption.names)}")
        raise KeyFault(f"{assumption.name} has no option {short(option)!r}", advice=advice)


def _options(value: object, path: Path, faults: Faults) -> Any:
    with faults.at(*path):
        if not isinstance(value, list | dict):
            raise ModelError(
                f"options are a table or a list of words, and this is {described(value)}",
                advice="write { no = 0, yes = 1 }, or leave it out",
            )
        if not value:
            raise ModelError("there is no option", advice="name two, or leave options out")
        refuse_many(len(value), "options", "OPTIONS")
        return _read_options(value, path, faults)
    return ()


def _read_options(value: Any, path: Path, faults: Faults) -> Any:
    if isinstance(value, dict):
        return {k: _option(k, one, (*path, k), faults) for k, one in value.items()}
    return [_word(one, (*path, index), faults) for index, one in enumerate(value)]


def _word(value: object, path: Path, faults: Faults) -> str:
    with faults.at(*path):
        word = text(value)
        check_label(word)
        return word
    return ""


def _option(name: str, value: object, path: Path, faults: Faults) -> Any:
    with faults.at(*path):
        check_label(name)
        if not isinstance(value, dict):
            return formula(tables.COMPONENT["formula"](value), LIBRARY)
        refuse_many(len(value), "symbols", "SYMBOLS")
        return {k: _option(k, one, (*path, k), faults) for k, one in _symbols(value, path, faults)}
    return formula(0)


def _symbols(value: object, path: Path, faults: Faults) -> Iterator[tuple[str, object]]:
    for name, one in named(value, path, faults):
        with faults.at(*path, name):
            if isinstance(one, dict):
                raise ModelError("an option's table gives formulas, and this is a table")
            yield name, one


def _texts(value: object, path: Path, faults: Faults) -> Iterator[tuple[str, str]]:
    for key, one in value.items() if isinstance(value, Mapping) else ():
        with faults.at(*path, key):
            yield key, text(one)


def components(top: Tables, faults: Faults) -> tuple[Component, ...]:
    """Read [components.NAME]; a broken one stands in as 0, with its groups.

    >>> top = {"components": {"layer": {"formula": "4*d"}, "head": {"formula": "4*"}}}
    >>> faults = Faults()
    >>> [(one.name, one.formula) for one in components(top, faults)]
    [('layer', 4*d), ('head', 0)]
    >>> [path for path, _ in faults.found]
    [('components', 'head', 'formula')]
    """
    path: Path = ("components",)
    found = []
    for name, one in named(top.get("components"), path, faults):
        given = take(one, tables.COMPONENT, (*path, name), faults, needed=("formula",))
        source, repeats = given.pop("formula", 0), given.pop("repeats", None)
        measures = given.pop("measures", {})
        for index, group in enumerate(given.get("groups", ())):
            with faults.at(*path, name, "groups", index):
                _ = next(named({group: 0}, (*path, name, "groups"), faults), None)
        read = partial(_formula, faults)
        own = take(measures, tables.MEASURED, (*path, name, "measures"), faults)
        found.append(
            Component(
                name=name,
                formula=read(source, *path, name, "formula"),
                repeats=None if repeats is None else read(repeats, *path, name, "repeats"),
                measures={key: read(one, *path, name, "measures", key) for key, one in own.items()},
                **given,
            )
        )
    return tuple(found)


def _formula(faults: Faults, source: FormulaLike, *path: str | int) -> Formula:
    """Read a formula; a broken one stands in as 0."""
    with faults.at(*path):
        return formula(source, LIBRARY)
    return formula(0)


def claims(value: object, defaults: Tables, path: Path, faults: Faults) -> tuple[Claim, ...]:
    """Read [[claims]], with [defaults] for what a claim does not say.

    >>> rows = [{"printed": "4M", "counts": "total"}]
    >>> [(c.printed, c.match) for c in claims(rows, {"match": "exact"}, ("claims",), Faults())]
    [('4M', 'exact')]
    """
    found = []
    rows = value if isinstance(value, list) else []
    with faults.at(*path):
        refuse_many(len(rows), "claims", "CLAIMS")
    for index, one in enumerate(rows[: limits.CLAIMS]):
        with faults.part(spelled((*path, index))):
            found.append(_claim(one, defaults, (*path, index), faults))
    return tuple(found)


def _claim(value: object, defaults: Tables, path: Path, faults: Faults) -> Claim:
    """Read one claim; what is broken of it stands in as a claim that fits."""
    given = take(value, tables.CLAIM, path, faults, needed=("printed", "counts"))
    source = given.pop("counts", 1)
    counts = formula(1)
    with faults.at(*path, "counts"):
        counts = formula(source, LIBRARY)
    if "printed" in given and "scale" in defaults and "scale" not in given:
        with faults.at(*path, "printed"):
            given["scale"] = scale_for(given["printed"], defaults["scale"])
    return Claim(**{"printed": "1", **defaults, **given, "counts": counts})


def defaults(top: Tables, faults: Faults) -> Tables:
    """Read [defaults].

    >>> defaults({"defaults": {"match": "exact"}}, Faults()), defaults({}, Faults())
    ({'match': 'exact'}, {})
    """
    return take(top.get("defaults", {}), tables.DEFAULTS, ("defaults",), faults)


def configurations(top: Tables, given: Tables, faults: Faults) -> tuple[Configuration, ...]:
    """Read [configurations.ROW].

    `given` is what [defaults] gives.

    >>> claim = {"printed": "1k", "counts": "total"}
    >>> row = {"hyperparameters": {"d": 512}, "claims": [claim]}
    >>> found = configurations({"configurations": {"S/32": row}}, {"match": "exact"}, Faults())
    >>> found[0].name, found[0].values, found[0].claims[0].match
    ('S/32', {'d': 512}, 'exact')
    """
    path: Path = ("configurations",)
    rows = top.get("configurations")
    found = []
    for name, one in rows.items() if isinstance(rows, Mapping) else ():
        own = (*path, name)
        with faults.at(*own), faults.part(name):
            check_label(name)
            row = take(one, tables.CONFIGURATION, own, faults)
            row["values"] = _row_values(row.pop("hyperparameters", {}), own, faults)
            row["claims"] = claims(row.get("claims"), given, (*own, "claims"), faults)
            found.append(Configuration(name=name, **row))
    return tuple(found)


def _row_values(value: object, path: Path, faults: Faults) -> dict[str, int]:
    found = {}
    for name, one in named(value, (*path, "hyperparameters"), faults):
        found[name] = 0
        with faults.at(*path, "hyperparameters", name):
            check_value(name, whole(one))
            found[name] = whole(one)
    return found


def declared(
    top: Tables, known: Mapping[str, Assumption], rows: tuple[Configuration, ...], faults: Faults
) -> dict[str, str]:
    """Read [declares]: the options that an author says were taken.

    `known` are the file's assumptions by name; "NAME@ROW" declares one for a row.

    >>> faults = Faults()
    >>> known = {"bias": Assumption(name="bias")}
    >>> declared({"declares": {"bias": "no", "bais": "no"}}, known, (), faults)
    {'bias': 'no'}
    >>> print(faults.found[0][1])
    'bais' is no assumption; did you mean bias?
    """
    found = {}
    for key, option in _texts(top.get("declares", {}), ("declares",), faults):
        name, _, row = key.partition("@")
        if name in faults.broken:
            continue
        with faults.at("declares", key):
            if name not in known:
                advice = did_you_mean(name, known, "declare assumptions of the file")
                raise KeyFault(f"{short(name)!r} is no assumption", advice=advice)
            _check_row(known[name], row, key, rows)
            known[name].index(option)
            found[key] = option
    return found


def _check_row(assumption: Assumption, row: str, key: str, rows: tuple[Configuration, ...]) -> None:
    if not row and "@" not in key:
        return
    if not assumption.per_configuration:
        raise KeyFault(
            f"{assumption.name} is one choice for all rows",
            advice='leave the row out, or write per = "configuration" in the assumption',
        )
    names = [one.name for one in rows]
    if row not in names:
        advice = did_you_mean(row, names, "name a row of [configurations]")
        raise KeyFault(f"there is no configuration {short(row)!r}", advice=advice)


def expected(top: Tables, faults: Faults) -> Mapping[str, object]:
    """Read [expect]: what a test of the catalogue expects.

    >>> expected({"expect": {"solutions": 3, "forced": {"bias": "no"}}}, Faults())
    {'solutions': 3, 'forced': {'bias': 'no'}}
    """
    return take(top.get("expect", {}), tables.EXPECT, ("expect",), faults)
