"""What a user would otherwise reach for, on the same problem: every solution, one thread.

Each peer appends the solutions of a problem to a list, so that one that is stopped can say how far
it came. It is handed the finished tables, so that
what `derive` pays for reading the model's formulas is not asked of it. Windows that depend on a
choice have been turned into tables (`fixed`), which every peer can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import prod
from typing import Any

from derive.diagrams.problem import Choice, Problem, Table


class CannotSay(Exception):
    """The peer cannot even state the instance."""


def combinations(problem: Problem, table: Table) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each combination of a table's variables with its entry."""
    yield from zip(
        product(*(range(problem.sizes[v]) for v in table.scope)), table.values, strict=True
    )


def merged(problem: Problem, tables: tuple[Table, ...]) -> list[Table]:
    """Tables of one scope added up: a kindness to the peers."""
    found: dict[tuple[int, ...], list[int]] = {}
    for table in tables:
        values = found.setdefault(table.scope, [0] * len(table.values))
        for at, value in enumerate(table.values):
            values[at] += value
    return [Table(scope=scope, values=tuple(values)) for scope, values in found.items()]


def sums(problem: Problem) -> Iterator[tuple[list[Table], int | None, int | None]]:
    """Each sum's tables and the ends of its window."""
    for total in problem.sums:
        ((low, high),) = total.windows.intervals
        tables = tuple(table for part in total.parts for table in part.tables)
        yield merged(problem, tables), low, high


def cp_sat(problem: Problem, found: list[Choice]) -> None:
    """OR-Tools CP-SAT: a Boolean for each option and for each entry of a wider table."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    options = [[model.new_bool_var("") for _ in range(size)] for size in problem.sizes]
    for its in options:
        model.add_exactly_one(its)
    entries: dict[tuple[int, ...], list[Any]] = {}

    def literals(scope: tuple[int, ...]) -> list[Any]:
        if len(scope) == 1:
            return options[scope[0]]
        if scope not in entries:
            entries[scope] = [
                model.new_bool_var("") for _ in range(prod(problem.sizes[v] for v in scope))
            ]
            model.add_exactly_one(entries[scope])
            whole = Table(scope=scope, values=tuple(range(len(entries[scope]))))
            for chosen, at in combinations(problem, whole):
                for variable, option in zip(scope, chosen, strict=True):
                    model.add_implication(entries[scope][at], options[variable][option])
        return entries[scope]

    for table in problem.allowed:
        for chosen, value in combinations(problem, table):
            if not value:
                pairs = zip(table.scope, chosen, strict=True)
                model.add_bool_or([options[v][o].negated() for v, o in pairs])
    for tables, low, high in sums(problem):
        constant, terms = 0, []
        for table in tables:
            if table.scope:
                pairs = zip(literals(table.scope), table.values, strict=True)
                terms += [value * literal for literal, value in pairs if value]
            else:
                constant += table.values[0]
        total = sum(terms) + constant
        if low is not None:
            model.add(total >= low)
        if high is not None:
            model.add(total <= high)

    class Each(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found.append(
                tuple(
                    next(o for o, one in enumerate(its) if self.boolean_value(one))
                    for its in options
                )
            )

    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    solver.solve(model, Each())


def z3(problem: Problem, found: list[Choice]) -> None:
    """Z3: integers, a chain of If for each table, and a clause that blocks each solution."""
    import z3 as z

    variables = [z.Int(f"v{v}") for v in range(len(problem.sizes))]
    solver = z.Solver()
    for variable, size in zip(variables, problem.sizes, strict=True):
        solver.add(variable >= 0, variable < size)

    def entry(table: Table) -> Any:
        result: Any = z.IntVal(table.values[-1])
        for chosen, value in combinations(problem, table):
            pairs = zip(table.scope, chosen, strict=True)
            result = z.If(z.And([variables[v] == o for v, o in pairs]), z.IntVal(value), result)
        return result

    for table in problem.allowed:
        solver.add(entry(table) == 1)
    for tables, low, high in sums(problem):
        total = z.Sum([entry(table) for table in tables])
        if low is not None:
            solver.add(total >= low)
        if high is not None:
            solver.add(total <= high)
    while solver.check() == z.sat:
        model = solver.model()
        values = [model.eval(variable, model_completion=True) for variable in variables]
        found.append(tuple(value.as_long() for value in values))
        solver.add(z.Or([v != value for v, value in zip(variables, values, strict=True)]))


def clingo(problem: Problem, found: list[Choice]) -> None:
    """clingo: one `#sum` a claim; its integers have 32 bits."""
    import clingo as c

    largest = max((max(map(abs, t.values)) for its, _, _ in sums(problem) for t in its), default=0)
    if largest >= 2**31:  # it would wrap them round without a word
        raise CannotSay("its integers have 32 bits")
    lines = [f"1 {{ x({v},0..{size - 1}) }} 1." for v, size in enumerate(problem.sizes)]
    entries: dict[tuple[int, ...], int] = {}

    def body(scope: tuple[int, ...], chosen: tuple[int, ...]) -> str:
        return ", ".join(f"x({v},{o})" for v, o in zip(scope, chosen, strict=True)) or "#true"

    for table in problem.allowed:
        lines += [
            f":- {body(table.scope, chosen)}."
            for chosen, value in combinations(problem, table)
            if not value
        ]
    for tables, low, high in sums(problem):
        terms, constant = [], 0
        for table in tables:
            if not table.scope:
                constant += table.values[0]
                continue
            name = entries.setdefault(table.scope, len(entries))
            terms += [
                f"{value},{name},{at} : {body(table.scope, chosen)}"
                for at, (chosen, value) in enumerate(combinations(problem, table))
                if value
            ]
        both = "; ".join(terms)
        if low is not None:
            lines.append(f":- #sum {{ {both} }} < {low - constant}.")
        if high is not None:
            lines.append(f":- #sum {{ {both} }} > {high - constant}.")
    control = c.Control(["--models=0", "--warn=none"])
    control.add("base", [], "\n".join(lines) + "\n#show x/2.")
    try:
        control.ground([("base", [])])
    except RuntimeError as fault:  # it bounds a sum by all of its weights together
        raise CannotSay("its integers have 32 bits") from fault

    def keep(model: Any) -> None:
        atoms = [
            [argument.number for argument in atom.arguments] for atom in model.symbols(shown=True)
        ]
        found.append(tuple(option for _, option in sorted(atoms)))

    control.solve(on_model=keep)


def python_constraint(problem: Problem, found: list[Choice]) -> None:
    """python-constraint2: a function of all its variables for each sum."""
    from constraint import FunctionConstraint
    from constraint import Problem as Constraints

    stated = Constraints()
    for variable, size in enumerate(problem.sizes):
        stated.addVariable(variable, range(size))

    def look(table: Table, places: dict[int, int]) -> Callable[[tuple[int, ...]], int]:
        where = tuple(places[v] for v in table.scope)
        entries = dict(combinations(problem, table))
        return lambda chosen: entries[tuple([chosen[at] for at in where])]

    def constrain(scope: tuple[int, ...], tables: list[Table], low: int, high: int) -> None:
        places = {variable: at for at, variable in enumerate(scope)}
        looks = [look(table, places) for table in tables]

        def fits(*chosen: int) -> bool:
            return low <= sum([one(chosen) for one in looks]) <= high

        stated.addConstraint(FunctionConstraint(fits), scope)

    for table in problem.allowed:
        constrain(table.scope, [table], 1, 1)
    for tables, low, high in sums(problem):
        scope = tuple(sorted({v for table in tables for v in table.scope}))
        far = sum(max(map(abs, table.values)) for table in tables) + 1
        constrain(scope, tables, -far if low is None else low, far if high is None else high)
    for chosen in stated.getSolutionIter():
        found.append(tuple(chosen[v] for v in range(len(problem.sizes))))


def numpy(problem: Problem, found: list[Choice]) -> None:
    """Brute force: the array of all assumption sets, tables added by broadcasting."""
    import numpy as np

    if prod(problem.sizes) > 2**31:
        raise CannotSay(f"{prod(problem.sizes):.1e} sets in memory")

    def spread(table: Table, kind: Any) -> Any:
        order = sorted(range(len(table.scope)), key=table.scope.__getitem__)
        shape = [problem.sizes[v] for v in table.scope]
        values = np.array(table.values, dtype=kind).reshape(shape).transpose(order)
        full = [size if v in table.scope else 1 for v, size in enumerate(problem.sizes)]
        return values.reshape(full)

    alive = np.ones(problem.sizes, dtype=bool)
    for table in problem.allowed:
        alive &= spread(table, bool)
    for tables, low, high in sums(problem):
        total = np.zeros(problem.sizes, dtype=np.int64)
        for table in tables:
            total += spread(table, np.int64)
        if low is not None:
            alive &= total >= low
        if high is not None:
            alive &= total <= high
    found += map(tuple, np.argwhere(alive).tolist())


PEERS: dict[str, Callable[[Problem, list[Choice]], None]] = {
    "CP-SAT": cp_sat,
    "Z3": z3,
    "clingo": clingo,
    "python-constraint2": python_constraint,
    "NumPy": numpy,
}

IMPORTS = {
    "CP-SAT": "ortools.sat.python.cp_model",
    "Z3": "z3",
    "clingo": "clingo",
    "python-constraint2": "constraint",
    "NumPy": "numpy",
}
