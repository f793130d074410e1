"""Names on the page: N with the component's words as subscript, a symbol as the spec says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields

from derive import limits
from derive.formulas.tree import Name
from derive.model.claims import Claim
from derive.model.model import Model
from derive.steps import Citation, Document, Line, Math, Step, line

COUNTS = ("N", "P", "C", "K")
ACRONYMS = ("lstm", "gru", "rnn", "cnn", "mlp", "ffn", "cls", "lm", "moe", "rms", "bert", "gpt")


def names(model: Model) -> Mapping[str, str]:
    r"""Give the LaTeX name of every symbol that needs one.

    >>> from derive import Claim, Component
    >>> part = Component(name="encoder_lstm", formula=7)
    >>> names(Model(components=(part,), claims=(Claim(printed="7", counts="encoder_lstm"),)))
    {'total': 'N_{\\text{total}}', 'encoder_lstm': 'N_{\\text{encoder LSTM}}'}
    """
    symbol = next((s for s in COUNTS if s not in model.known), COUNTS[0])
    claims = [one.claim.name for one in model.figures]
    counted = dict.fromkeys(["total", *model.component_named, *model.groups, *claims])
    found = {
        name: latex
        for name in counted
        if len(latex := f"{symbol}_{{\\text{{{words(name)}}}}}") < limits.LATEX_LENGTH
        and words(name)
    }
    return found | {h.name: h.latex for h in model.known.values() if h.latex}


def words(name: str) -> str:
    """Give the words of a name.

    >>> words("encoder_lstm"), words("S/32")
    ('encoder LSTM', 'S/32')
    """
    plain = re.sub(r"[^A-Za-z0-9/.,:@-]+", " ", name).strip()
    return " ".join(w.upper() if w in ACRONYMS else w for w in plain.split(" "))


def heading(claim: Claim) -> Line:
    """Give what a column of a claim is headed by: its words, or a formula that has no name.

    >>> from derive.formulas.grammar import parse
    >>> heading(Claim(printed="7", counts="encoder_lstm"))
    ('encoder LSTM',)
    >>> heading(Claim(printed="7", counts="2*encoder_lstm"))[0].sides[0] == parse("2*encoder_lstm")
    True
    """
    tree = claim.counts.written
    unnamed = claim.name == str(claim.counts) and not isinstance(tree, Name)
    return line(Math(tree) if unnamed else words(claim.name))


def citation(model: Model) -> Citation:
    """Give the paper's citation; its key is the author's, else the name of the model.

    >>> from derive.model.parts import Paper
    >>> citation(Model(paper=Paper(title="T", year=2014), name="t2014")).key
    't2014'
    """
    paper = model.paper
    key = paper.bibtex or re.sub(r"[^A-Za-z0-9:._-]", "", model.name)
    told = (field.name for field in fields(Citation) if field.name != "key")
    return Citation(key=key, **{name: getattr(paper, name) for name in told})


def document(model: Model, title: str, steps: Iterable[Step], *, cited: bool = False) -> Document:
    """Give a document with the names of a model's symbols, and (`cited`) where to find its paper.

    >>> "<h1>1 &lt; 2</h1>" in document(Model(), "1 < 2", ())._repr_html_()
    True
    """
    return Document(
        title=title,
        steps=tuple(steps),
        names=names(model),
        citation=citation(model) if cited else None,
    )
