"""MathML: the rules of each node for a browser, in the part of MathML that all of them show.

Brackets are not grouped with what is inside, so that a wide formula can be cut into lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from derive.formulas.latex import ceil_to, needs_a_sign
from derive.formulas.style import Joint, Style
from derive.formulas.symbol_latex import ACCENTS, Group, Letter, Node, latex_name, read_latex
from derive.formulas.tree import Name

THIN = '<mspace width="0.17em"></mspace>'
INVISIBLE = "<mo>\N{INVISIBLE TIMES}</mo>"
SIGNS = ('<mo form="infix">+</mo>', '<mo form="infix">−</mo>', '<mo form="prefix">−</mo>')
BRACKETS = ('<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>')
CUT = ("<mo>=", *(sign.partition("</")[0] for sign in SIGNS[:2]))
COMMANDS = {
    "ell": "ℓ", "hbar": "ℏ", "infty": "∞", "star": "⋆", "ast": "∗", "dagger": "†",
    "times": "×", "cdot": "·", "_": "_", " ": "\N{NO-BREAK SPACE}",
    "varepsilon": "ε", "epsilon": "ϵ", "vartheta": "ϑ", "varphi": "φ", "phi": "ϕ",
}  # fmt: skip
OVER = {"hat": "^", "tilde": "~", "bar": "¯", "vec": "→", "dot": "˙"}
VARIANTS = {
    "mathbf": "bold",
    "mathit": "italic",
    "mathsf": "sans",
    "mathtt": "typewriter",
    "mathcal": "script",
}


def symbol(latex: str) -> str:
    r"""Spell a symbol's LaTeX name in MathML.

    >>> symbol(r"V_{\mathrm{in}}")
    '<msub><mi>V</mi><mi>in</mi></msub>'
    """
    return "".join(_nodes(read_latex(latex)))


def _nodes(nodes: tuple[Node, ...]) -> list[str]:
    return [_node(node) for node in nodes]


def _node(node: Node) -> str:
    match node:
        case Letter(text):
            shown = html.escape(_character(text))
            return f"<mi>{shown}</mi>" if shown.isalpha() else f"<mn>{shown}</mn>"
        case Group(command, inside):
            return _group(command, inside)
    base = _node(node.base)
    if node.sub and node.sup:
        return f"<msubsup>{base}{_row(node.sub)}{_row(node.sup)}</msubsup>"
    if node.sub:
        return f"<msub>{base}{_row(node.sub)}</msub>"
    return f"<msup>{base}{_row(node.sup)}</msup>"


def _row(nodes: tuple[Node, ...]) -> str:
    inside = _nodes(nodes)
    return inside[0] if len(inside) == 1 else f"<mrow>{''.join(inside)}</mrow>"


def _group(command: str, inside: tuple[Node, ...]) -> str:
    if command in ACCENTS:
        return f'<mover accent="true">{_row(inside)}<mo>{OVER[command]}</mo></mover>'
    if not command:
        return _row(inside)
    if not all(isinstance(node, Letter) for node in inside):
        return f'<mrow class="{command}">{"".join(_nodes(inside))}</mrow>'
    word = html.escape("".join(_character(n.text) for n in inside if isinstance(n, Letter)))
    if command in VARIANTS:
        return f'<mi class="{VARIANTS[command]}">{word}</mi>'
    if command == "text":
        return f"<mtext>{word}</mtext>"
    # A browser sets one letter in italics and a word upright, unless told otherwise.
    return f"<mi>{word}</mi>" if len(word) > 1 else f'<mi mathvariant="normal">{word}</mi>'


def _character(text: str) -> str:
    if text in COMMANDS:
        return COMMANDS[text]
    if len(text) == 1:
        return "′" if text == "'" else text
    return _GREEK[text]


_GREEK = {
    name: letter
    for names, letters in (
        ("alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi", "αβγδζηθικλμνξπ"),
        ("rho sigma tau upsilon chi psi omega", "ρστυχψω"),
        ("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega", "ΓΔΘΛΞΠΣΥΦΨΩ"),
    )
    for name, letter in zip(names.split(), letters, strict=True)
}


def _times(joint: Joint) -> str:
    if needs_a_sign(joint):
        return "<mo>·</mo>"
    wordy = _is_word(joint.left) or _is_word(joint.right)
    spaced = joint.bracketed and isinstance(joint.before, Name)
    return f"{INVISIBLE}{THIN}" if wordy or spaced else INVISIBLE


def _is_word(mathml: str) -> bool:
    return re.match(r"<m(i|text)>\w\w", mathml) is not None


def _call(function: str, arguments: tuple[str, ...]) -> str:
    if function == "ceil":
        return f"<mrow><mo>⌈</mo>{arguments[0]}<mo>⌉</mo></mrow>"
    inside = "<mo>,</mo>".join(arguments)
    return f"<mrow><mi>{function}</mi>{BRACKETS[0]}{inside}{BRACKETS[1]}</mrow>"


def style(names: Mapping[str, str]) -> Style:
    """Give the style of MathML with the LaTeX names of a document.

    >>> from derive.formulas.grammar import parse
    >>> from derive.formulas.spelling import spell
    >>> spell(parse("4*512*d"), style({"d": "D"})).replace(INVISIBLE, " ")
    '<mn>4</mn><mo>·</mo><mn>512</mn> <mi>D</mi>'
    """
    return Style(
        number=lambda value: f"<mn>{value:,}</mn>",
        name=lambda name: symbol(latex_name(name)),
        times=_times,
        power=lambda base, exponent: f"<msup>{_grouped(base)}{_grouped(exponent)}</msup>",
        quotient=_fraction,
        floor=lambda above, below: f"<mrow><mo>⌊</mo>{_fraction(above, below)}<mo>⌋</mo></mrow>",
        call=_call,
        summation=_summation,
        signs=SIGNS,
        brackets=BRACKETS,
        breakable=("<mo>·</mo>",),
        drawn=True,
        rewrite={"ceil_to": ceil_to},
        names={name: symbol(latex) for name, latex in names.items()},
    )


def _grouped(inside: str) -> str:
    return f"<mrow>{inside}</mrow>"


def _fraction(above: str, below: str) -> str:
    return f"<mfrac>{_grouped(above)}{_grouped(below)}</mfrac>"


def _summation(body: str, index: str, first: str, last: str) -> str:
    below = _grouped(f"{index}<mo>=</mo>{first}")
    return f"<munderover><mo>∑</mo>{below}{_grouped(last)}</munderover>{body}"


def pieces(mathml: str) -> list[str]:
    """Cut a formula before each sign and relation that is inside of nothing.

    >>> [shown(piece) for piece in pieces(f"<mo>=</mo><mi>a</mi>{SIGNS[0]}<mi>b</mi>")]
    ['=a', '+b']
    >>> len(pieces(f"<mfrac><mrow><mi>a</mi>{SIGNS[0]}<mi>b</mi></mrow><mn>2</mn></mfrac>"))
    1
    """
    found, depth = [""], 0
    for part in re.split(r"(?=<)", mathml):
        if depth == 0 and part.startswith(CUT) and found[-1]:
            found.append("")
        found[-1] += part
        depth += 0 if not part.startswith("<") else -1 if part.startswith("</") else 1
    return found


def shown(mathml: str) -> str:
    """Give the characters that a piece of MathML shows, to judge its width.

    >>> shown("<msub><mi>V</mi><mi>in</mi></msub>")
    'Vin'
    """
    return html.unescape(re.sub(r"<[^>]*>", "", mathml)).replace("\N{INVISIBLE TIMES}", "")
