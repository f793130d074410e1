"""Every sentence of the answers, whole: a small model that makes it, and all that is said of it.

Each row of a table is `name: (what is told, its lines)`; `tests.tell.lines` says how they look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from unittest.mock import patch

import pytest

from derive import Claim, Model, limits, solve
from derive.explaining.explanation import explain
from derive.explaining.reconcile import reconcile
from derive.explaining.settling import settling
from derive.explaining.unmet import unmet
from derive.explaining.verdicts import verdict
from derive.intervals import Interval
from derive.model.case import Case, usual
from derive.solver.solutions import Solutions
from derive.steps import Step
from derive.tell.answer import summary
from derive.tell.facts import explained
from derive.tell.readings import reading_told, solutions_told
from derive.tell.reconciling import reconciled
from derive.tell.settling import settled_by
from derive.tell.unknowns import solved_for
from derive.tell.unmet import unmet_told
from derive.tell.verdicts import compared
from tests.tell.lines import lines
from tests.tell.small import (
    asks,
    biased,
    claimed,
    classes,
    counting,
    cut_and_misprinted,
    either,
    few_of_many,
    figure_and_value,
    fixed,
    linked,
    many,
    many_claims,
    measured,
    misprinted,
    moving,
    none_near,
    normed,
    one_of_each,
    outputs,
    seven,
    sixty,
    squares,
    tables,
    three,
    three_hundred,
    three_tables,
    tied,
    two_accidents,
    two_claims,
    unknown_size,
    weightless,
)

Told = Callable[[], Iterable[Step]]


def comparing(model: Model, **names: str) -> list[Step]:
    """Compare the two options of a model's one assumption."""
    (one,) = model.assumptions
    first, second = (Case(model=model, chosen={one.name: option}) for option in one.names)
    return compared(verdict(first, second), **names)


def alike() -> list[Step]:
    case = Case(model=biased("110"), chosen={"bias": "no"})
    return compared(verdict(case, case))


COMPARED = {
    "one formula": (alike, ["The two readings are one formula for every claim."]),
    "an accident": (
        lambda: comparing(tables()),
        [
            "Both give the same numbers, only because V = 2·W.",
            "total: the first less the second is (V - 2·W)·d, which is 0 because V = 2·W.",
        ],
    ),
    "two accidents": (
        lambda: comparing(two_accidents()),
        [
            "Both give the same numbers, only because V = 2·W and U = 3·W.",
            "e: the first less the second is (V - 2·W)·d, which is 0 because V = 2·W.",
            "f: the first less the second is U - 3·W, which is 0 because U = 3·W.",
        ],
    ),
    "alike in print": (
        lambda: comparing(biased("0.1K")),
        ["c is 100 in the first and 110 in the second, which print alike: -d = -10."],
    ),
    "different": (
        lambda: comparing(biased("110"), names=("mine", "yours")),
        ["c is 100 in mine and 110 in yours: -d = -10."],
    ),
    "one of each": (
        lambda: comparing(one_of_each()),
        [
            "x: the first less the second is (V - 2·W)·d, which is 0 because V = 2·W.",
            "y is 10 in the first and 20 in the second: -d = -10.",
        ],
    ),
}


EXPLAINED = {
    "as printed": (
        lambda: explained(explain(solve(biased("110")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (as printed)",
        ],
    ),
    "rounded": (
        lambda: explained(explain(solve(fixed("0.1K")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as 0.1K)",
        ],
    ),
    "exactly": (
        lambda: explained(explain(solve(fixed("0.11K", match="exact")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as 0.11K, exactly)",
        ],
    ),
    "exactly, though it need not be": (
        lambda: explained(explain(solve(fixed("0.11", scale="K")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as 0.11K, exactly)",
        ],
    ),
    "at least": (
        lambda: explained(explain(solve(fixed("100", match="at_least")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as at least 100)",
        ],
    ),
    "at most": (
        lambda: explained(explain(solve(fixed("200", counts="2*d", match="at_most")))),
        [
            "Every printed number is met.",
            "2*d:",
            "2·d = 20 (printed as at most 200)",
        ],
    ),
    "about": (
        lambda: explained(explain(solve(fixed("~.1", scale="K")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as ~.1K, which admits 0 to 0.2K)",
        ],
    ),
    "about, exactly": (
        lambda: explained(explain(solve(fixed("~0.11K", match="exact")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as ~0.11K, exactly)",
        ],
    ),
    "at least about": (
        lambda: explained(explain(solve(fixed("around 120", match="at_least")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as at least around 120, which admits 110 and more)",
        ],
    ),
    "at most about": (
        lambda: explained(explain(solve(fixed("~100", match="at_most")))),
        [
            "Every printed number is met.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as at most ~100, which admits 200 and less)",
        ],
    ),
    "one change": (
        lambda: explained(explain(solve(biased("110")), {"bias": "no"})),
        [
            "The cause is bias = no: with yes instead, every printed number is met.",
            "claim | misses by | bias = no adds",
            "c | 10 too few | -d = -10",
            "c:",
            "c = d·d = 10·10 = 100",
            "c = 100 (printed as 110: 10 too few)",
        ],
    ),
    "two changes": (
        lambda: explained(explain(solve(two_claims()), {"bias": "no", "tables": "two"})),
        [
            "The causes are bias = no (yes instead) and tables = two (one instead): with all "
            "of them chosen otherwise, every printed number is met.",
            "claim | misses by | bias = no adds | tables = two adds",
            "c | 990 too many | -d = -10 | V·d = 1,000",
            "tables | 1,000 too many | nothing | V·d = 1,000",
            "c:",
            "c = d·d + 2·V·d = 10·10 + 2·100·10 = 2,100",
            "c = 2,100 (printed as 1,110: 990 too many)",
            "tables:",
            "2·V·d = 2,000 (printed as 1,000: 1,000 too many)",
        ],
    ),
    "no solution at all": (
        lambda: explained(explain(solve(fixed("100")))),
        [
            "c has 10 too many; no other option mends it. By arithmetic alone, d = +10 is "
            "exactly that (such terms are in c).",
            "No way of counting gives every printed number.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as 100: 10 too many)",
        ],
    ),
    "no whole number": (
        lambda: explained(explain(solve(fixed("1.1M", match="exact", unit="binary")))),
        [
            "c can be no whole number: none is printed as 1.1M.",
            "No way of counting gives every printed number.",
            "c:",
            "c = d·d + d = 10·10 + 10 = 110",
            "c = 110 (printed as 1.1M: 110 too many)",
        ],
    ),
}


SETTLED = {
    "one reading": (
        lambda: settled_by(settling(solve(biased("110")))),
        ["There is one reading left: nothing to settle."],
    ),
    "no number, whatever the hyperparameters are": (
        lambda: settled_by(settling(solve(weightless()))),
        ["No further number of this model would tell the readings apart."],
    ),
    "no number of this model": (
        lambda: settled_by(settling(solve(tables()))),
        [
            "No further number of this model would tell the readings apart.",
            "The count of a model with other values would (`derive next PAPER --hypothetical`).",
        ],
    ),
    "by a number of another model": (
        lambda: settled_by(settling(solve(tables()), suppose=True)),
        [
            "Ask the authors for the total with V = 400: 2,100 would mean reading 2; "
            "4,100 would mean reading 1.",
            "number | bits | readings left on average",
            "total with V = 400 | 1.00 | 1.00",
            "total with W = 200 | 1.00 | 1.00",
        ],
    ),
    "one number of readings that are called otherwise": (
        lambda: settled_by(settling(solve(tables()), suppose=True), 1, (7, 4)),
        [
            "Ask the authors for the total with V = 400: 2,100 would mean reading 4; "
            "4,100 would mean reading 7.",
            "number | bits | readings left on average",
            "total with V = 400 | 1.00 | 1.00",
        ],
    ),
    "all digits of a figure": (
        lambda: settled_by(settling(solve(either()))),
        [
            "Ask the authors for the size of c to the last digit (printed as 1K): "
            "1,000 would mean reading 1; 1,001 would mean reading 2.",
            "number | bits | readings left on average",
            "c to the last digit | 1.00 | 1.00",
            "total to the last digit | 1.00 | 1.00",
        ],
    ),
    "one more digit of a figure, of nothing that is not in it": (
        lambda: settled_by(settling(solve(normed()), suppose=True)),
        [
            "Ask the authors for the size of the layer to five digits (printed as 12.58M): "
            "12.583M would mean reading 1; 12.585M would mean reading 2.",
            "number | bits | readings left on average",
            "layer to five digits | 1.00 | 1.00",
            "layer with d = 2,048 | 1.00 | 1.00",
        ],
    ),
    "one more digit of a figure that an unknown leaves open": (
        lambda: settled_by(settling(solve(classes()))),
        [
            "Ask the authors for the total to five digits (printed as 23.53M): 23.526M or 23.529M "
            "or 23.531M or 23.533M or 23.535M would mean reading 1; 23.534M would mean reading 2.",
            "number | bits | readings left on average",
            "total to five digits | 1.00 | 1.00",
        ],
    ),
    "the unknown itself": (
        lambda: settled_by(settling(solve(tied()))),
        [
            "Ask the authors for the number of words (V): 20 would mean reading 1; "
            "40 would mean reading 2.",
            "number | bits | readings left on average",
            "V | 1.00 | 1.00",
        ],
    ),
    "a part of which the paper says what it is": (
        lambda: settled_by(settling(solve(outputs()))),
        [
            "Ask the authors for the size of the table of words (emb) in row small: "
            "100 would mean reading 1; 200 would mean reading 2.",
            "number | bits | readings left on average",
            "emb of small | 1.00 | 1.00",
            "lm_head of small | 1.00 | 1.00",
            "total of large | 1.00 | 1.00",
        ],
    ),
    "a range": (
        lambda: settled_by(settling(solve(unknown_size()))),
        [
            "Ask the authors for the size of e: 0 would mean reading 1; "
            "250 to 350 would mean reading 2.",
            "number | bits | readings left on average",
            "e | 1.00 | 1.00",
            "l | 1.00 | 1.00",
        ],
    ),
    "readings that go together": (
        lambda: settled_by(settling(solve(three_tables()), suppose=True)),
        [
            "Ask the authors for the total with V = 400: 2,000 would mean readings 2, 3; "
            "4,000 would mean reading 1.",
            "number | bits | readings left on average",
            "total with V = 400 | 0.92 | 1.67",
            "total with W = 200 | 0.92 | 1.67",
            "total with U = 100 | 0.92 | 1.67",
        ],
    ),
    "numbers that go together": (
        lambda: settled_by(settling(solve(moving()))),
        [
            "Ask the authors for the size of e: 1,000 would mean reading 2; "
            "0 or 2,000 would mean reading 1.",
            "number | bits | readings left on average",
            "e | 1.00 | 1.00",
            "f | 1.00 | 1.00",
        ],
    ),
    "a sample": (
        lambda: settled_by(settling(solve(three_hundred()))),
        [
            "Ask the authors for the size of c: 900 would mean reading 1; 901 would mean reading "
            "2; 902 would mean reading 3; 903 would mean reading 4; 904 would mean reading 5; "
            "and 195 further outcomes.",
            "number | bits | readings left on average",
            "c | 7.64 | 1.00",
            "total to the last digit | 7.64 | 1.00",
            "Judged by a sample: 200 of 300 readings, a few solutions of each.",
        ],
    ),
}


def why_not(model: Model, ordinary: bool = False) -> list[Step]:
    return unmet_told(unmet(solve(model)), usual(model) if ordinary else None)


NO_BIAS = {"bias": "no"}

UNMET = {
    "nothing is near": (
        lambda: why_not(counting({"a": "1000*d"}, Claim(printed="1", counts="a"), d=1000)),
        [
            "No way of counting gives the printed number.",
            "The search for the smallest misses stopped early, at a limit: not everything "
            "was tried.",
        ],
    ),
    "a contradiction": (
        lambda: why_not(three("110", "200", "1,000")),
        [
            "No way of counting gives all 3 numbers; the best gives 2: two, three, and "
            "misses one (10 too few).",
            "claim | ways of counting that give it alone",
            "one | 1",
            "two | 1",
            "three | 1",
            "These claims contradict each other: one, two.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "one | 110 | 100 | digit",
        ],
    ),
    "what is near is usual": (
        lambda: why_not(three("110", "200", "1,000"), ordinary=True),
        [
            "No way of counting gives all 3 numbers; the best, with the usual choice "
            "everywhere, gives 2: two, three, and misses one (10 too few).",
            "claim | ways of counting that give it alone",
            "one | 1",
            "two | 1",
            "three | 1",
            "These claims contradict each other: one, two.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "one | 110 | 100 | digit",
        ],
    ),
    "what is near is unusual": (
        lambda: why_not(three("110", "220", "1,000"), ordinary=True),
        [
            "No way of counting gives all 3 numbers; the best, with bias = yes, gives 2: "
            "one, two, and misses three (100 too many).",
            "claim | ways of counting that give it alone",
            "one | 1",
            "two | 1",
            "three | 1",
            "These claims contradict each other: one, three.",
            "The smallest misses of all (with the usual choice everywhere): one has 10 too "
            "few; two has 20 too few.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "three | 1,000 | 1,100 | digit",
            "three | 1,000 | 1,000 (placeholders) | cut",
        ],
    ),
    "a guess at a value": (
        lambda: why_not(sixty(row=False)),
        [
            "No way of counting gives the printed number; in the nearest, a has 10 too few.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "L | 5 | 6 | one more or less",
            "a | 60 | 50 | digit",
        ],
    ),
    "one guess of two": (
        lambda: unmet_told(unmet(solve(sixty(row=False)), guesses=1))[-3:],
        [
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "L | 5 | 6 | one more or less",
            "And one further guess, none plainer.",
        ],
    ),
    "no guess of two": (
        lambda: unmet_told(unmet(solve(sixty(row=False)), guesses=0))[-1:],
        ["And 2 further guesses, none plainer."],
    ),
    "a number with no whole number": (
        lambda: why_not(fixed("1.1M", match="exact", unit="binary")),
        [
            "No way of counting gives the printed number.",
        ],
    ),
    "something was chosen": (
        lambda: unmet_told(unmet(solve(biased("110"), given={"bias": "no"})), chosen=NO_BIAS)[:1],
        [
            "With bias = no, no way of counting gives the printed number; in the nearest, c has "
            "10 too few.",
        ],
    ),
    "a claim cannot be met with what was chosen": (
        lambda: unmet_told(unmet(solve(two_claims(), given=NO_BIAS)), chosen=NO_BIAS)[:3],
        [
            "With bias = no, no way of counting gives both numbers; the best gives 1: tables, and "
            "misses c (10 too few).",
            "claim | ways of counting that give it alone",
            "c | 0",
            "tables | 1",
            "c cannot be met, whatever else is chosen.",
        ],
    ),
    "two claims cannot be met": (
        lambda: why_not(misprinted()),
        [
            "No way of counting gives both numbers; in the nearest, a has 95,000 too few; b has "
            "95,000 too few.",
            "claim | ways of counting that give it alone",
            "a | 0",
            "b | 0",
            "a and b cannot be met, whatever is chosen.",
            "Speculation (a guess, not a finding): if 1.10M were 1.00M and 0.35M were 0.25M, "
            "everything would fit.",
            "what | printed | would have to be | kind",
            "a | 1.10M | 1.00M | digit",
            "b | 0.35M | 0.25M | digit",
        ],
    ),
    "three claims cannot be met": (
        lambda: why_not(misprinted(Claim(printed="7", counts="d")))[1:3],
        [
            "claim | ways of counting that give it alone",
            "a | 0",
            "b | 0",
            "d | 0",
            "a, b and d cannot be met, whatever is chosen.",
        ],
    ),
    "a figure and a value of a row": (
        lambda: why_not(figure_and_value()),
        [
            "No way of counting gives all 3 numbers; in the nearest, a has 3,000 too few; "
            "b@small has 10 too few; 2*b@small has 20 too few.",
            "claim | ways of counting that give it alone",
            "a | 0",
            "b@small | 0",
            "2*b@small | 0",
            "a, b@small and 2*b@small cannot be met, whatever is chosen.",
            "Speculation (a guess, not a finding): if L of small were 6, not 5, and 4,100 were "
            "1,100, everything would fit.",
            "what | printed | would have to be | kind",
            "L of small | 5 | 6 | one more or less",
            "a | 4,100 | 1,100 | digit",
        ],
    ),
    "a figure cut otherwise": (
        lambda: why_not(cut_and_misprinted())[3:],
        [
            "Speculation (a guess, not a finding): if 340M were read as 340M (placeholders)"
            " and 0.35M were 0.25M, everything would fit.",
            "what | printed | would have to be | kind",
            "a | 340M | 340M (placeholders) | cut",
            "b | 0.35M | 0.25M | digit",
        ],
    ),
    "all but one of many": (
        lambda: why_not(many_claims("71"))[:1],
        [
            "No way of counting gives all 8 numbers. 7 of the 8 numbers fit at once; c7 does not. "
            "Then c7 has 1 too few.",
        ],
    ),
    "all but one of many, where there is a choice": (
        lambda: why_not(many_claims("71", asks("bias")), ordinary=True)[:1],
        [
            "No way of counting gives all 8 numbers. 7 of the 8 numbers fit at once; c7 does not. "
            "With the usual choice everywhere, c7 has 1 too few.",
        ],
    ),
    "all but two of many": (
        lambda: why_not(many_claims("71", more="9"))[:1],
        [
            "No way of counting gives all 9 numbers. 7 of the 9 numbers fit at once; c7 and more "
            "do not. Then c7 has 1 too few; more has 1 too many.",
        ],
    ),
    "a few of many": (
        lambda: why_not(few_of_many())[:1],
        [
            "No way of counting gives all 9 numbers; the best gives 1: right, and misses c0"
            " (90 too few), c1 (90 too few), c2 (90 too few), c3 (90 too few), c4 (90 too "
            "few), c5 (90 too few) and 2 others.",
        ],
    ),
    "a guess at a value of a row": (
        lambda: why_not(sixty(row=True)),
        [
            "No way of counting gives the printed number; in the nearest, a@small has 10 too few.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "L of small | 5 | 6 | one more or less",
            "a@small | 60 | 50 | digit",
        ],
    ),
}


def together(model: Model, printed: str, count: int, most: int = 1) -> list[Step]:
    return reconciled(reconcile(model, printed=printed, count=count, most=most))


RECONCILED = {
    "neither": (
        lambda: together(measured(one=1), "7", 8),
        [
            "No way of counting gives 7, and none gives 8.",
            "Nearest in the model's own terms is 2 (the usual choice everywhere). Your count "
            "is 6 higher: no few terms of the model are of that size.",
        ],
    ),
    "no figure": (
        lambda: together(measured(one=1), "7", 2),
        [
            "2 is given by one way of counting; 7 by none.",
            "Nearest in the model's own terms is 2 (the usual choice everywhere). The figure "
            "is 5 higher: no few terms of the model are of that size.",
        ],
    ),
    "no count": (
        lambda: together(measured(one=1), "2", 7),
        [
            "2 is given by one way of counting; 7 by none.",
            "Nearest in the model's own terms is 2 (the usual choice everywhere). Your count "
            "is 5 higher: no few terms of the model are of that size.",
        ],
    ),
    "more": (
        lambda: together(measured(one=1, two=2), "2", 4),
        [
            "2 stands for 2: the usual choice everywhere.",
            "Your count is 2 higher.",
            "assumption | from | to | adds to the count",
            "a | one | two | 2",
        ],
    ),
    "less": (
        lambda: together(measured(one=1, two=2), "4", 2),
        [
            "4 stands for 4: a = two.",
            "Your count is 2 lower.",
            "assumption | from | to | adds to the count",
            "a | two | one | -2",
        ],
    ),
    "the same set, by the unit": (
        lambda: together(measured(one=550_000), "1.05M", 1_100_000),
        [
            "1.05M stands for 1,100,000 (in powers of 1,024), and your count is the same number: "
            "the usual choice everywhere.",
        ],
    ),
    "the same number, by another set": (
        lambda: together(measured(usual=2, one=1, uno=1), "2", 2, most=3),
        [
            "2 stands for 2, and your count is the same number: a = one.",
        ],
    ),
    "two ways": (
        lambda: together(measured(one=1, two=2, uno=1), "2", 4, most=2),
        [
            "2 stands for 2: the usual choice everywhere.",
            "Your count is 2 higher.",
            "assumption | from | to | adds to the count",
            "a | one | two | 2",
            "# Or",
            "2 stands for 2: a = uno.",
            "Your count is 2 higher.",
            "assumption | from | to | adds to the count",
            "a | uno | two | 2",
        ],
    ),
}

SOLVED_FOR = {
    "a value": (lambda: solved_for({"V": (Interval(5, 5),)}), ["V is 5."]),
    "two intervals": (
        lambda: solved_for({"V": (Interval(1, 3), Interval(9, 9))}),
        ["V is 1 to 3 or 9."],
    ),
    "too many intervals": (
        lambda: solved_for({"V": tuple(Interval(2 * n, 2 * n) for n in range(8))}),
        ["V is 0 or 2 or 4 or 6 or 8 or 10 or in 2 further intervals."],
    ),
    "no value": (lambda: solved_for({"V": ()}), []),
}


def too_many(readings: int) -> list[Step]:
    return limited(lambda: solutions_told(many(readings)).steps, READINGS=3)


def ten_of(readings: int) -> list[str]:
    """The table's rows of the first ten."""
    return [
        "reading | c | ways | unusual choices",
        "1 | 990 | 1 | none",
        *(f"{at} | {989 + at} | 1 | a = n{at - 1}" for at in range(2, min(readings, 10) + 1)),
    ]


OPENED = {
    "nothing": (
        lambda: solutions_told(solve(fixed("7"))).steps,
        [
            "No choice is left open, and the printed number is not met.",
        ],
    ),
    "one": (
        lambda: solutions_told(solve(biased("110"))).steps,
        [
            "The printed number can be reached in 1 of 2 ways of counting, by one formula.",
            "reading | c | ways | unusual choices",
            "1 | d² + d | 1 | bias = yes",
        ],
    ),
    "a bound": (
        lambda: solutions_told(claimed("at_least")).steps[:1],
        [
            "No choice is left open, and the printed number is met.",
        ],
    ),
    "exactly": (
        lambda: solutions_told(claimed("exact", "exact")).steps[:1],
        [
            "No choice is left open, and both printed numbers are met exactly.",
        ],
    ),
    "one exactly, one as printed": (
        lambda: solutions_told(claimed("exact", "printed")).steps[:1],
        [
            "No choice is left open, and both printed numbers are met.",
        ],
    ),
    "ten": (
        lambda: solutions_told(many(10)).steps,
        [
            "The printed number can be reached in 10 of 10 ways of counting, "
            "by 10 different formulas.",
            *ten_of(10),
        ],
    ),
    "eleven": (
        lambda: solutions_told(many(11)).steps,
        [
            "The printed number can be reached in 11 of 11 ways of counting, "
            "by 11 different formulas.",
            *ten_of(11),
            "1 more, no plainer: --top 11.",
        ],
    ),
    "twelve": (
        lambda: solutions_told(many(12)).steps,
        [
            "The printed number can be reached in 12 of 12 ways of counting, "
            "by 12 different formulas.",
            *ten_of(12),
            "2 more, no plainer: --top 12.",
        ],
    ),
    "too many": (
        lambda: too_many(14),
        [
            "The printed number can be reached in 14 of 14 ways of counting, "
            "by at least 14 different formulas.",
            *ten_of(14),
            "The readings are too many to count; the best of them are shown.",
        ],
    ),
}


READ = {
    "a named claim, a row's, linked and free": (
        lambda: reading_told(linked().readings()[0]).steps,
        [
            "named = 2·d = 20",
            "2·f = 2 (for small)",
            "These 4 ways are one formula: a is no or yes; b is no or yes, but not in every "
            "combination.",
            "Free, because any option gives the same formulas: e.",
        ],
    ),
    "seven claims": (
        lambda: reading_told(seven().readings()[0]).steps,
        [
            "c + 0 = d = 10",
            *(f"c + {at} = d + {at} = {10 + at}" for at in range(1, 6)),
            "And 1 more number; see derive explain.",
        ],
    ),
}


def answered(found: Solutions) -> Iterable[Step]:
    return summary(found, found.readings(10)).steps


ANSWERED = {
    "nothing": (
        lambda: answered(solve(fixed("7"))),
        [
            "No choice is left open, and the printed number is not met.",
        ],
    ),
    "one reading, settled": (
        lambda: answered(solve(biased("110"))),
        [
            "The printed number can be reached in 1 of 2 ways of counting, by one formula.",
            "The plainest is unusual in this: bias = yes.",
            "reading | c | ways | unusual choices",
            "1 | d² + d | 1 | bias = yes",
            "# Reading 1",
            "c = d² + d = 110",
            "Must hold: bias = yes.",
        ],
    ),
    "an accident": (
        lambda: answered(solve(tables())),
        [
            "The printed number can be reached in 2 of 2 ways of counting, by 2 different "
            "formulas.",
            "The plainest has the usual choice everywhere.",
            "reading | total | ways | unusual choices",
            "1 | V·d + d² | 1 | none",
            "2 | 2·W·d + d² | 1 | table = two",
            "Reading 2 gives the numbers of reading 1 only because V = 2·W.",
            "# Reading 1",
            "total = V·d + d² = 2,100",
            "Left open: table.",
        ],
    ),
    "two accidents": (
        lambda: answered(solve(two_accidents())),
        [
            "Both printed numbers can be reached in 2 of 2 ways of counting, by 2 different "
            "formulas.",
            "The plainest has the usual choice everywhere.",
            "reading | e | ways | unusual choices",
            "1 | V·d | 1 | none",
            "2 | 2·W·d | 1 | both = second",
            "Reading 2 gives the numbers of reading 1 only because V = 2·W and U = 3·W.",
            "# Reading 1",
            "e = V·d = 2,000",
            "f = U = 300",
            "Left open: both.",
        ],
    ),
    "another that prints alike": (
        lambda: answered(solve(biased("0.1K"))),
        [
            "The printed number can be reached in 2 of 2 ways of counting, by 2 different "
            "formulas.",
            "The plainest has the usual choice everywhere.",
            "reading | c | ways | unusual choices",
            "1 | d² | 1 | none",
            "2 | d² + d | 1 | bias = yes",
            "Reading 2 rounds to the same printed numbers as reading 1.",
            "# Reading 1",
            "c = d² = 100",
            "Left open: bias.",
        ],
    ),
    "others that print alike": (
        lambda: answered(many(3)),
        [
            "The printed number can be reached in 3 of 3 ways of counting, "
            "by 3 different formulas.",
            "The plainest has the usual choice everywhere.",
            *ten_of(3),
            "Readings 2, 3 round to the same printed numbers as reading 1.",
            "# Reading 1",
            "c = 990",
            "Left open: a.",
        ],
    ),
    "open": (
        lambda: answered(linked()),
        [
            "Both printed numbers can be reached in 4 of 8 ways of counting, by one formula.",
            "The plainest is unusual in this: b = yes.",
            "reading | named | ways | unusual choices",
            "1 | 2·d | 4 | b = yes",
            "# Reading 1",
            "named = 2·d = 20",
            "2·f = 2 (for small)",
            "These 4 ways are one formula: a is no or yes; b is no or yes, but not in every "
            "combination.",
            "Free, because any option gives the same formulas: e.",
            "Left open: a, b, e.",
        ],
    ),
}

STOPPED = "stopped early, at a limit: not everything was tried."


def limited(told: Told, **numbers: int) -> list[Step]:
    """Tell with other limits."""
    with ExitStack() as stack:
        for name, number in numbers.items():
            stack.enter_context(patch.object(limits, name, number))
        return [*told()]


LIMITED = {
    "a condition": (
        lambda: limited(lambda: comparing(squares()), FACTORED_TERMS=1),
        [
            "Both give the same numbers, only because V² = W².",
            "total: the first less the second is V² - W², which is 0 because V² = W².",
            f"The search for a simpler condition {STOPPED}",
        ],
    ),
    "a condition of two readings": (
        lambda: limited(lambda: answered(solve(squares())), FACTORED_TERMS=1),
        [
            "The printed number can be reached in 2 of 2 ways of counting, "
            "by 2 different formulas.",
            "The plainest has the usual choice everywhere.",
            "reading | total | ways | unusual choices",
            "1 | V² | 1 | none",
            "2 | W² | 1 | table = target",
            "Reading 2 gives the numbers of reading 1 only because V² = W².",
            f"The search for a simpler condition {STOPPED}",
            "# Reading 1",
            "total = V² = 100",
            "Left open: table.",
        ],
    ),
    "terms": (
        lambda: limited(
            lambda: explained(explain(solve(biased("90")), {"bias": "no"})), GAP_PRODUCTS=0
        ),
        [
            "c has 10 too many; no other option mends it, "
            "and no few terms of the model are of that size.",
            f"The search for what would mend it {STOPPED}",
            "No way of counting gives every printed number.",
            "c:",
            "c = d·d = 10·10 = 100",
            "c = 100 (printed as 90: 10 too many)",
        ],
    ),
    "claims that go together": (
        lambda: limited(lambda: why_not(three("110", "200", "1,000")), CONFLICT_CLAIMS=1),
        [
            "No way of counting gives all 3 numbers; the best gives 1: one, and misses two "
            "(20 too many), three (100 too many).",
            "claim | ways of counting that give it alone",
            "one | 1",
            "two | 1",
            "three | 1",
            "These claims contradict each other: one, two.",
            f"The search for claims that contradict each other {STOPPED}",
            "The smallest misses of all: one has 10 too few.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "one | 110 | 100 | digit",
        ],
    ),
    "claims alone": (
        lambda: nodeless(three("110", "200", "1,000")),
        [
            "No way of counting gives all 3 numbers; in the nearest, one has 10 too few.",
            "claim | ways of counting that give it alone",
            "one | too many to count",
            "two | too many to count",
            "three | too many to count",
            "These claims contradict each other: one, two, three; fewer claims may do so too.",
            f"The search for claims that contradict each other {STOPPED}",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "one | 110 | 100 | digit",
        ],
    ),
    "the smallest misses": (
        lambda: limited(lambda: why_not(none_near()), NEARBY_SETS=1)[:4],
        [
            "No way of counting gives the printed number; in the nearest found, c has 6 too few.",
            f"The search for the smallest misses {STOPPED}",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "c | 17 | 10 | digit",
            "c | 17 | 11 | digit",
        ],
    ),
    "guesses": (
        lambda: limited(lambda: why_not(sixty(row=False)), REPAIR_SOLVES=0),
        [
            "No way of counting gives the printed number; in the nearest, a has 10 too few.",
            "Speculation (a guess, not a finding): one of these, were it so, would make "
            "everything fit.",
            "what | printed | would have to be | kind",
            "a | 60 | 50 | digit",
            f"The search for what would make everything fit {STOPPED}",
        ],
    ),
    "pairs": (
        lambda: limited(lambda: together(measured(one=1, two=2), "2", 4), PAIR_NODES=1),
        [f"The search for assumption sets that explain both {STOPPED}"],
    ),
}


def nodeless(model: Model) -> list[Step]:
    """Ask why nothing fits, where no diagram of a claim may be made."""
    found = solve(model)
    return limited(lambda: unmet_told(unmet(found)), NODES=1)


TABLES_OF_SENTENCES: dict[str, dict[str, tuple[Told, list[str]]]] = {
    "compared": COMPARED,
    "explained": EXPLAINED,
    "settled_by": SETTLED,
    "unmet_told": UNMET,
    "reconciled": RECONCILED,
    "solved_for": SOLVED_FOR,
    "solutions_told": OPENED,
    "reading_told": READ,
    "summary": ANSWERED,
    "stopped_early": LIMITED,
}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(*row, id=f"{fact}: {name}")
        for fact, table in TABLES_OF_SENTENCES.items()
        for name, row in table.items()
    ],
)
def test_the_whole_of_what_is_said(told: Told, expected: list[str]) -> None:
    assert "\n".join(lines(told())) == "\n".join(expected)


def test_solve_says_what_about_admits() -> None:
    said = list(lines(answered(solve(fixed("~.1", scale="K")))))
    assert said[1] == "Printed as ~.1K, which admits 0 to 0.2K."
    assert not [line for line in lines(answered(solve(fixed("0.1K")))) if "admits" in line]
