"""Random specs for the second opinion: fractions, negatives, unknowns, rows, words, conditions."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.independent.grid import claim_values

NAMES = ("d", "h", "L")


def spec(random: Random) -> str:
    """Write a spec whose claims are printed from one of its own choices, or near to it."""
    text = _Writer(random).text()
    for value in claim_values(text, lambda many: random.randrange(many)):
        text = text.replace('printed = "@"', _printed(random, value), 1)
    return text


def _printed(random: Random, value: Fraction) -> str:
    """Print a number near to what is counted, most often so that it is met."""
    whole = max(0, round(value) + random.choice([0, 0, 0, 0, 1]))
    about = random.choice(["", "", "", "", "~"])
    kind = random.random()
    if kind < 0.2:
        return f'printed = "{about}{whole}"\nmatch = "at_least"'
    if kind < 0.4:
        return f'printed = "{about}{whole}"\nmatch = "at_most"'
    if kind < 0.7:
        tens = whole // 10
        return f'printed = "{about}{tens // 100}.{tens % 100:02}K"'
    return f'printed = "{about}{whole}"' + random.choice(["", '\nmatch = "exact"'])


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.values = {name: random.randint(1, 9) for name in NAMES}
        self.values["h"] *= random.random() < 0.9  # seldom 0
        self.unknown = random.random() < 0.3
        self.rows = random.choice([0, 0, 0, 1, 2])
        self.symbols: list[str] = []
        self.named: list[tuple[str, list[str], bool]] = []
        self.lines: list[str] = []
        self.cut = False

    def text(self) -> str:
        self._hyperparameters()
        for at in range(self.random.randint(1, 4)):
            self._assumption(f"a{at}")
        words = self.random.random() < 0.4
        if words:
            self.lines += ["[assumptions.cut]", 'options = ["nearest", "down", "up"]']
            if self.rows and self.random.random() < 0.3:
                self.lines.append('per = "configuration"')
        components = [f"c{at}" for at in range(self.random.randint(1, 3))]
        for name in components:
            self.lines += [f"[components.{name}]", f'formula = "{self._component()}"']
        used = " + ".join([*self.symbols, "40"])
        self.lines += ["[components.used]", f'formula = "2*({used})"']
        self._claims([*components, "used", "total"], words)
        return "\n".join([*self._requires(), *self.lines]) + "\n"

    def _hyperparameters(self) -> None:
        self.lines.append("[hyperparameters]")
        self.lines += [f"{name} = {value}" for name, value in self.values.items() if name != "L"]
        rational = self.random.random() < 0.15
        worth = f'{{ value = "{self.values["L"]}/2" }}' if rational else str(self.values["L"])
        self.lines.append(f"L = {worth}")
        if self.unknown:
            first = self.random.randint(0, 5)
            last = first + self.random.randint(0, 8)
            self.lines.append(f"U = {{ unknown = {{ from = {first}, to = {last} }} }}")

    def _assumption(self, name: str) -> None:
        kinds = ["switch", "numbers", "numbers", "formulas", "several"]
        kind = self.random.choice(kinds)
        self.lines.append(f"[assumptions.{name}]")
        own = [name]
        if kind == "several":
            own = [f"{name}x", f"{name}y"]
            self.lines.append(
                "options = { "
                + ", ".join(
                    f"{option} = {{ {own[0]} = {self._worth()}, {own[1]} = {self._worth()} }}"
                    for option in ("one", "other")
                )
                + " }"
            )
            options = ["one", "other"]
        elif kind == "switch":
            options = ["no", "yes"]
        else:
            options = ["none", "some", "more"][: self.random.randint(2, 3)]
            worth = self._worth if kind == "numbers" else self._nested
            self.lines.append(
                "options = { " + ", ".join(f"{one} = {worth()}" for one in options) + " }"
            )
        per = self.rows > 0 and self.random.random() < 0.25
        if per:
            self.lines.append('per = "configuration"')
        self.symbols += own
        self.named.append((name, options, kind != "several"))

    def _worth(self) -> str:
        kind = self.random.random()
        if kind < 0.2:
            return f'"{self.random.randint(1, 5)}/{self.random.randint(2, 3)}"'
        if kind < 0.4:
            return f'"-{self.random.randint(1, 5)}"'
        if kind < 0.6:
            return f'"{self.random.choice(NAMES)}"'
        return str(self.random.randint(0, 5))

    def _nested(self) -> str:
        return f'"{self._formula(1, [*NAMES, *self.symbols], [])}"'

    def _formula(self, depth: int, names: list[str], divisors: list[str]) -> str:
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice([*names, str(self.random.randint(0, 7))])
        left, right = (self._formula(depth - 1, names, divisors) for _ in range(2))
        kind = self.random.choice(["+", "+", "*", "*", "-", "//", "/", "ceil", "min", "max"])
        if kind in ("//", "/"):
            divisor = self.random.choice(["2", "3", "d", "d", "h", *divisors])
            return f"({left}) {kind} {divisor}"
        if kind == "ceil":
            return f"ceil_to({left}, {self.random.choice(['1', '4', 'd'])})"
        if kind in ("min", "max"):
            return f"{kind}({left}, {right})"
        return f"({left}) {kind} ({right})"

    def _component(self) -> str:
        """Write a component that most choices leave whole and above zero."""
        body = self._formula(2, [*NAMES, *self.symbols, *self.symbols], self.symbols[:1])
        if self.unknown and self.random.random() < 0.5:
            start = self.random.choice(["", "2*", "(1/2)*", "-"])
            body = f"{start}U + {body}"
        if self.random.random() < 0.85:
            body = f"{body} + 40" if self.unknown else f"max({body}, 0)"
        return f"6*({body})" if self.random.random() < 0.85 else body

    def _claims(self, names: list[str], words: bool) -> None:
        if self.rows == 0 or self.random.random() < 0.4:
            for _ in range(self.random.randint(1, 2)):
                self.lines += ["[[claims]]", *self._claim(names, words)]
        for at in range(self.rows):
            self.lines.append(f"[configurations.row{at}]")
            if self.random.random() < 0.6:
                self.lines.append(f"hyperparameters = {{ d = {self.random.randint(1, 9)} }}")
            for _ in range(self.random.randint(1, 2)):
                self.lines += [f"[[configurations.row{at}.claims]]", *self._claim(names, words)]

    def _claim(self, names: list[str], words: bool) -> list[str]:
        name, other = self.random.choice(names), self.random.choice(names)
        counts = self.random.choice(
            [name, name, name, f"{name}/2", f"{name}/3", f"{name} - {other}", f"{name} + d"]
        )
        found = ['printed = "@"', f'counts = "{counts}"']
        if words and (not self.cut or self.random.random() < 0.6):
            found.append('rounding = "cut"')
            self.cut = True
        return found

    def _requires(self) -> list[str]:
        found = []
        for _ in range(self.random.choice([0, 0, 1, 2])):
            found.append(self._condition())
        return [f"requires = {found!r}".replace("'", '"').replace("`", "'")] if found else []

    def _condition(self) -> str:
        parts = [self._comparison() for _ in range(self.random.randint(1, 3))]
        return f" {self.random.choice(['or', 'or', 'and'])} ".join(parts)

    def _comparison(self) -> str:
        name, options, has_number = self.random.choice(self.named)
        kind = self.random.random()
        if kind < 0.6 or not has_number:
            sign = self.random.choice(["==", "!="])
            return f"{name} {sign} `{self.random.choice(options)}`"
        if kind < 0.8:
            return f"{name} <= {self.random.randint(0, 4)}"
        return f"not {name} == {self.random.randint(0, 2)}"
