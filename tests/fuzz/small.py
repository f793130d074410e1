"""Small specs with a bit of everything: what the explorer is asked about, and seeds."""

PLAIN = """
hyperparameters = { d = 10, V = 40, L = 2 }
[assumptions]
bias = { options = { none = 0, one = 1, two = 2 }, asks = "How many biases?" }
reads = { options = { top = "d", all = "L*d" }, usual = "top" }
tied = {}
[components]
table.formula = "embedding(V, d)"
layers.formula = "L*lstm(d, d, bias=bias)"
softmax.formula = "softmax(reads, V)*(1 - tied)"
[[claims]]
printed = "3K"
counts = "total"
[[claims]]
printed = "~400"
counts = "softmax"
"""
ROWS = """
requires = ["copies <= 2 or tied == 'no'"]
hyperparameters.d = 3
[assumptions]
copies = { options = { one = 1, "two of them" = 2, three = 3 }, per = "configuration" }
tied = { options = { no = 0, yes = 1 }, usual = "no" }
[components]
c.formula = "copies*d*k + tied"
[declares]
copies = "one"
[configurations."GPT small"]
hyperparameters.k = 1
claims = [{ printed = "6", counts = "c" }]
[configurations."GPT large #2"]
hyperparameters.k = 2
claims = [{ printed = "12", counts = "c" }]
"""
UNKNOWN = """
hyperparameters = { n = { unknown = { from = 1, to = 90 } }, d = 4 }
[assumptions]
bias = { options = { none = 0, one = 1 } }
extra = { options = { none = 0, some = "n" } }
[components]
c.formula = "linear(n, d, bias=bias) + extra"
[[claims]]
printed = "312"
counts = "c"
match = "printed"
"""
DIVIDED = """
requires = ["not (split == 'heads' and cut == 'down')", "d <= 100"]
defaults = { rounding = "cut", match = "printed" }
[hyperparameters]
d = 24
half = { value = "1/2" }
h = { unknown = { from = 1, to = 9 } }
[definitions]
head = "ceil_to(d // h, 4)"
[assumptions]
cut = { options = ["nearest", "down"] }
split = { options = { none = { heads = 1, wide = "d" }, heads = { heads = "h", wide = "head" } } }
[components]
mixed = { formula = "heads*wide*d + sum(i*wide, i, 1, 3)", groups = ["some"] }
narrow = { formula = "half*d*max(h, 4)", counted = false }
[[claims]]
printed = "0.7K"
counts = "some"
name = "mixed"
[[claims]]
printed = "1,000"
counts = "total + narrow"
zeros = "placeholders"
match = "at_most"
"""

SMALL = (PLAIN, ROWS, UNKNOWN, DIVIDED)
