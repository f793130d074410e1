r"""A symbol's name in LaTeX: how one is made, and what a spec may write itself.

A user's own `latex = 'V_{\mathrm{in}}'` goes into formulas as it stands, so only a small language
is let through: letters, digits, Greek, fonts, accents, subscripts and superscripts, balanced
braces. Nothing in it can define, read, write or leave its place.

    check_latex :: str -> str     the same text, or DeriveError
    read_latex  :: str -> nodes   for renderers that are not LaTeX
    latex_name  :: name -> str
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive import limits
from derive.errors import DeriveError

_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma "
    "Upsilon Phi Psi Omega"
)
GREEK = frozenset(_GREEK.split())
SYMBOLS = GREEK | {"ell", "hbar", "infty", "star", "ast", "dagger", "times", "cdot"}
FONTS = frozenset({"mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "text"})
ACCENTS = frozenset({"hat", "tilde", "bar", "vec", "dot"})
ADVICE = (
    "use letters, digits, _ and ^ with braces, Greek letters, "
    r"\mathrm \mathit \mathbf \mathsf \mathtt \mathcal \text, \hat \tilde \bar \vec \dot"
)
_TOKEN = re.compile(r"\\[A-Za-z]+|\\[,_ ]|[A-Za-z0-9'*+,./:@ -]|[{}^_]")


@dataclass(frozen=True, slots=True)
class Letter:
    """One character, or one command that stands for a character (`alpha`, `,`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes in braces, in a font or under an accent; with no command only braces."""

    command: str
    inside: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scripted:
    """A node with a subscript, a superscript or both."""

    base: Node
    sub: tuple[Node, ...] = ()
    sup: tuple[Node, ...] = ()


Node = Letter | Group | Scripted


def check_latex(text: str) -> str:
    r"""Give back a LaTeX name that is safe to set, or refuse it.

    >>> check_latex(r"V_{\mathrm{in}}")
    'V_{\\mathrm{in}}'
    >>> check_latex(r"\input{/etc/passwd}")
    Traceback (most recent call last):
    derive.errors.DeriveError: latex = '\\input{/etc/passwd}': \input is not allowed; use ...
    """
    read_latex(text)
    return text


def read_latex(text: str) -> tuple[Node, ...]:
    """Read a LaTeX name into nodes, or raise DeriveError.

    >>> read_latex("d_0")
    (Scripted(base=Letter(text='d'), sub=(Letter(text='0'),), sup=()),)
    """
    if not text.strip() or len(text) > limits.LATEX_LENGTH:
        raise _fault(text, f"a name has 1 to {limits.LATEX_LENGTH} characters")
    tokens, at = [], 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _fault(text, f"{text[at]!r} is not allowed")
        tokens.append(token[0])
        at = token.end()
    return _Reader(text, tokens).all()


def _fault(text: str, why: str) -> DeriveError:
    shown = text if len(text) <= limits.LATEX_LENGTH else text[:40] + "..."
    return DeriveError(f"latex = {shown!r}: {why}", advice=ADVICE)


class _Reader:
    """One pass over the tokens of one name."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = tokens[::-1]
        self.depth = 0

    def all(self) -> tuple[Node, ...]:
        nodes = self.nodes()
        if self.tokens:
            raise _fault(self.text, "a } has no {")
        return nodes

    def nodes(self, keep_spaces: bool = False) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.tokens and self.tokens[-1] != "}":
            token = self.tokens.pop()
            if token in "_^'":
                if not found:
                    raise _fault(self.text, f"{token} stands after nothing")
                found[-1] = self.scripted(found[-1], token)
            elif token != " " or keep_spaces:
                found.append(self.atom(token))
        if not found:
            raise _fault(self.text, "braces hold nothing")
        return tuple(found)

    def scripted(self, base: Node, sign: str) -> Scripted:
        own = base if isinstance(base, Scripted) else Scripted(base)
        if own.sub if sign == "_" else own.sup:
            raise _fault(self.text, f"two {sign} after one symbol")
        inside = (Letter("'"),) if sign == "'" else self.argument()
        if sign == "_":
            return Scripted(own.base, inside, own.sup)
        return Scripted(own.base, own.sub, inside)

    def argument(self) -> tuple[Node, ...]:
        while self.tokens and self.tokens[-1] == " ":
            self.tokens.pop()
        if not self.tokens or self.tokens[-1] in "}_^'":
            raise _fault(self.text, "something is missing after _, ^ or a command")
        node = self.atom(self.tokens.pop())
        return node.inside if isinstance(node, Group) and not node.command else (node,)

    def atom(self, token: str) -> Node:
        if token == "{":
            return Group("", self.braced())
        command = token.removeprefix("\\")
        if token[0] != "\\" or command in SYMBOLS or command in ",_ ":
            return Letter(command)
        if command not in FONTS | ACCENTS:
            raise _fault(self.text, f"{token} is not allowed")
        if not self.tokens or self.tokens.pop() != "{":
            raise _fault(self.text, f"{token} needs braces")
        inside = self.braced(keep_spaces=command == "text")
        if command == "text" and not all(_plain(node) for node in inside):
            raise _fault(self.text, "\\text takes plain letters")
        return Group(command, inside)

    def braced(self, keep_spaces: bool = False) -> tuple[Node, ...]:
        self.depth += 1
        if self.depth > limits.LATEX_NESTING:
            raise _fault(self.text, f"braces are nested deeper than {limits.LATEX_NESTING}")
        inside = self.nodes(keep_spaces)
        if not self.tokens:
            raise _fault(self.text, "a { has no }")
        self.tokens.pop()
        self.depth -= 1
        return inside


def _plain(node: Node) -> bool:
    return isinstance(node, Letter) and (len(node.text) == 1)


def latex_name(name: str) -> str:
    r"""Spell a symbol's name for LaTeX: one letter italic, subscripts of several letters upright.

    >>> latex_name("V_in"), latex_name("d"), latex_name("lambda"), latex_name("hidden_size")
    ('V_{\\mathrm{in}}', 'd', '\\lambda', '\\mathrm{hidden\\_size}')
    >>> latex_name("d_0"), latex_name("n2"), latex_name("d_ff_2")
    ('d_{0}', 'n_{2}', 'd_{\\mathrm{ff},2}')
    """
    head, _, tail = name.partition("_")
    if re.fullmatch(r"[A-Za-z]\d+", head) and not tail:
        head, tail = head[0], head[1:]
    parts = [part for part in tail.split("_") if part]
    if not (re.fullmatch(r"[A-Za-z]", head) or head in GREEK) or len(parts) > 2:
        return _upright(name)
    spelled = "\\" + head if head in GREEK else head
    return f"{spelled}_{{{','.join(map(_subscript, parts))}}}" if parts else spelled


def _subscript(part: str) -> str:
    return part if re.fullmatch(r"[A-Za-z]|[0-9]+", part) else _upright(part)


def _upright(word: str) -> str:
    safe = re.sub(r"[^A-Za-z0-9@/.:-]", r"\\_", word)
    return f"\\mathrm{{{safe}}}"
