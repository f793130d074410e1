"""Specs as an attacker writes them, a kind each: text by name, nothing larger than a file may be.

What each is after: memory (fractions, far sums, many options), time (patterns, sums, powers, claims
times components, requirements, searches that find nothing), depth (chains through options).
"""

from __future__ import annotations

from collections.abc import Iterator

ANY = '[[claims]]\nprinted = "5"\ncounts = "{}"\nmatch = "at_least"\n'


def switches(number: int) -> str:
    """So many assumptions with two options, a0 and on."""
    return "".join(f"[assumptions.a{at}]\n" for at in range(number))


def component(formula: str, name: str = "c") -> str:
    """A component."""
    return f'[components.{name}]\nformula = "{formula}"\n'


def total_of(sizes: list[int], wrap: str = "{}") -> str:
    """Forty assumptions that add unrelated sizes."""
    terms = " + ".join(f"a{at}*{size}" for at, size in enumerate(sizes))
    return switches(len(sizes)) + component(wrap.format(terms))


def sizes(power: int, number: int = 40) -> list[int]:
    """Unrelated sizes."""
    return [(1_000_003 + 14 * at * at + at) ** power for at in range(number)]


def signed() -> str:
    """A count that is below zero for about half of 2^40 choices."""
    its = [size if at < 20 else -size for at, size in enumerate(sizes(3))]
    return total_of(its) + ANY.format("c")


def requirements() -> str:
    """A hundred requirements over a million combinations each."""
    options = ", ".join(f"o{k} = {k}" for k in range(10))
    named = "".join(f"[assumptions.b{at}]\noptions = {{ {options} }}\n" for at in range(6))
    product = "*".join(f"b{at}" for at in range(6))
    rules = ", ".join(f'"{product} != {7919 * k}"' for k in range(100))
    summed = " + ".join(f"b{at}" for at in range(6))
    return f"requires = [{rules}]\n{named}{component(summed)}" + ANY.format("c")


def tower() -> str:
    """64 to the power of 64, three times through options."""
    names = ("a", "b", "e")
    below = ("9", *names)
    chained = "".join(
        f'[assumptions.{name}]\noptions = {{ no = "{under}**64", yes = "{under}**63" }}\n'
        for name, under in zip(names, below, strict=False)
    )
    return chained + component("e**64") + ANY.format("c")


def summed(open_choice: str, number: int, each: int) -> str:
    """Sums of ten thousand terms, many in each of many components."""
    inside = " + ".join(f"sum(i*i//{7 + at}{open_choice}, i, 1, L)" for at in range(each))
    parts = "".join(component(inside, f"c{at}") for at in range(number))
    return (
        f"[hyperparameters]\nL = 10000\n[assumptions.a]\n{parts}{component('a', 'z')}"
        + ANY.format("total")
    )


def crowd(number: int = 1_990) -> str:
    """Thousands of claims, each over thousands of components."""
    parts = "".join(component(f"d*d*{at + 1}", f"c{at}") for at in range(number))
    claims = "".join(
        f'[[claims]]\nprinted = "{at + 1}"\ncounts = "total*{at + 1}"\nmatch = "at_least"\n'
        for at in range(number)
    )
    return f"[hyperparameters]\nd = 3\n{parts}{claims}"


def cubes(number: int = 1_900) -> str:
    """Thousands of cubes of sums of 25 symbols."""
    names = [f"s{at}" for at in range(25)]
    stated = "".join(f"{name} = {at + 2}\n" for at, name in enumerate(names))
    parts = "".join(component(f"({' + '.join(names)} + {at})**3", f"c{at}") for at in range(number))
    return f"[hyperparameters]\n{stated}{parts}" + ANY.format("total")


def chain(number: int = 450) -> str:
    """Assumptions of which each option names the next, twice."""
    linked = "".join(
        f'[assumptions.q{at}]\noptions = {{ no = "q{at + 1} + 1", yes = "q{at + 1}" }}\n'
        for at in range(number)
    )
    return f"{linked}[assumptions.q{number}]\n{component('q0')}" + ANY.format("c")


def symbols(number: int = 3_000) -> str:
    """One option that sets thousands of symbols, each by the next."""
    first = ", ".join(f'x{at} = "x{at + 1} + 1"' for at in range(number))
    second = ", ".join(f"x{at} = 1" for at in range(number + 1))
    options = f"no = {{ {first}, x{number} = 1 }}, yes = {{ {second} }}"
    return f"[assumptions.a]\noptions = {{ {options} }}\n{component('x0')}" + ANY.format("c")


def unmet(number: int) -> str:
    """Figures that cannot hold together, of which every few of them can."""
    options = "".join(
        f"[assumptions.a{at}]\noptions = {{ o0 = 0, o1 = {at + 1}, o2 = {2 * at + 3} }}\n"
        for at in range(number)
    )
    parts = "".join(
        component(
            " + ".join(f"a{(7 * at + part) % number}*{at * part % 13 + 1}" for at in range(12)),
            f"c{part}",
        )
        for part in range(number)
    )
    claims = "".join(
        f'[[claims]]\nprinted = "{1000 + 17 * at}"\ncounts = "c{at}"\n' for at in range(number)
    )
    return options + parts + claims


def unknowns(formula: str, claim: str, last: int, two: bool) -> str:
    """Unknowns of which value after value would have to be looked at."""
    names = ("U", "W") if two else ("U",)
    ranges = "".join(f"{name} = {{ unknown = {{ from = 1, to = {last} }} }}\n" for name in names)
    options = "".join(
        f"[assumptions.a{at}]\noptions = {{ x = {at + 1}, y = {2 * at + 5}, z = {at * at + 7} }}\n"
        for at in range(8)
    )
    return f"[hyperparameters]\n{ranges}{options}{component(formula)}{claim}"


def brackets(depth: int) -> str:
    """Brackets in brackets."""
    formula = "c"
    for _ in range(depth):
        formula = f"b*(c + {formula})"
    stated = "[hyperparameters]\nb = 2\nc = 3\n[assumptions.a]\n"
    return stated + component(f"a + {formula}", "x") + ANY.format("x")


def options(assumptions: int, each: int) -> str:
    """Hundreds of options, each of a size of its own."""
    tables = "".join(
        f"[assumptions.a{at}]\noptions = {{ "
        + ", ".join(f"o{k} = {10**6 + (at * each + k) ** 4 % 999_000_007}" for k in range(each))
        + " }\n"
        for at in range(assumptions)
    )
    total = " + ".join(f"a{at}" for at in range(assumptions))
    claim = f'[[claims]]\nprinted = "{assumptions * 5 * 10**8 + 1:,}"\ncounts = "c"\n'
    return tables + component(total) + claim


def kinds() -> Iterator[tuple[str, str]]:
    """Every kind, by its name."""
    eight = " + ".join(f"a{at}" for at in range(8))
    exact = '[[claims]]\nprinted = "123,456,789,123"\ncounts = "c"\n'
    yield "fractions", total_of(sizes(2), "({}) / 1000000007 + 5") + ANY.format("c")
    yield "signed", signed()
    yield "requirements", requirements()
    yield "tower", tower()
    yield "open sums", summed(" + a", 29, 100)
    yield "constant sums", summed("", 29, 100)
    yield "crowd", crowd()
    yield "cubes", cubes()
    yield "chain", chain()
    yield "symbols", symbols()
    yield "unmet", unmet(40)
    yield "unmet, fewer", unmet(20)
    yield "two unknowns", unknowns(f"U*W*({eight}) + U*a0 + W*a1", exact, 10**8, True)
    yield (
        "divided unknown",
        unknowns(f"(U*U*({eight}) + U*a0) / 1000003 + 5", ANY.format("c"), 900_000, False),
    )
    yield "brackets", brackets(22)
    yield "more brackets", brackets(400)
    yield "dotted braces", ("{" + "a." * 13 + "a ") * 18_000
    yield "dotted commas", ("," + "a." * 13) * 18_000
    yield "one dotted key", "," + "a." * 243_000
    yield "options", options(4, 200)
