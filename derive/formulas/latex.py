r"""The rules of LaTeX: how each node of a formula is set in a paper.

number  384{,}000{,}000        product  4 (n m + n^{2}), d^{2} \cdot 3, \mathrm{heads}\,d
name    V_{\mathrm{in}}        ceil_to  128 \left\lceil \frac{V}{128} \right\rceil
"""

from __future__ import annotations

from dataclasses import replace

from derive.formulas.style import Joint, Style
from derive.formulas.symbol_latex import latex_name
from derive.formulas.tree import Call, Name, Number, Power, Product, Quotient, Written


def latex_number(value: int) -> str:
    """Spell a whole number for LaTeX with thousands grouped; right in text and in mathematics.

    >>> latex_number(384000000)
    '384{,}000{,}000'
    """
    return f"{value:,}".replace(",", "{,}")


def first_factor(tree: Written) -> Written:
    """Give what a product or power begins with on the page.

    >>> first_factor(Power(Number(2), Name("k")))
    Number(value=2)
    """
    match tree:
        case Product(factors):
            return first_factor(factors[0])
        case Power(base, _):
            return first_factor(base)
    return tree


def needs_a_sign(joint: Joint) -> bool:
    """Say whether a product is misread without a sign: before a digit or a number's fraction.

    >>> d, three = Name("d"), Number(3)
    >>> needs_a_sign(Joint(before=d, after=three, left="d", right="3", bracketed=False))
    True
    >>> needs_a_sign(Joint(before=three, after=d, left="3", right="d", bracketed=False))
    False
    """
    if joint.bracketed:
        return False
    begins = first_factor(joint.after)
    if isinstance(begins, Quotient) and not begins.floor:
        return isinstance(joint.before, Number | Quotient)
    return isinstance(begins, Number)


def _times(joint: Joint) -> str:
    if needs_a_sign(joint):
        return " \\cdot "
    if joint.bracketed:
        return "\\," if isinstance(joint.before, Name) else " "
    return "\\," if _is_word(joint.left) or _is_word(joint.right) else " "


def _is_word(text: str) -> bool:
    return text.startswith(("\\mathrm", "\\text", "\\mathtt", "\\mathsf"))


def _power(base: str, exponent: str) -> str:
    # A name may end in a superscript of its own, and TeX refuses two.
    doubled = ("^" in base or "'" in base) and not base.startswith("(")
    return f"{{{base}}}^{{{exponent}}}" if doubled else f"{base}^{{{exponent}}}"


def _call(function: str, arguments: tuple[str, ...]) -> str:
    if function == "ceil":
        return f"\\left\\lceil {arguments[0]} \\right\\rceil"
    return f"\\{function}({', '.join(arguments)})"


def ceil_to(value: Written, multiple: Written) -> Written:
    """Give `ceil_to(x, m)` the shape that every reader knows: m times the ceiling of x / m.

    >>> from derive.formulas.spelling import spell
    >>> spell(ceil_to(Name("V"), Number(128)))
    '128*ceil(V/128)'
    """
    factors = multiple.factors if isinstance(multiple, Product) else (multiple,)
    return Product((*factors, Call("ceil", (Quotient(value, multiple),))))


def _flat_call(function: str, arguments: tuple[str, ...]) -> str:
    return f"\\lceil {arguments[0]} \\rceil" if function == "ceil" else _call(function, arguments)


LATEX = Style(
    number=latex_number,
    name=latex_name,
    times=_times,
    power=_power,
    quotient=lambda above, below: f"\\frac{{{above}}}{{{below}}}",
    floor=lambda above, below: f"\\left\\lfloor \\frac{{{above}}}{{{below}}} \\right\\rfloor",
    call=_call,
    summation=lambda body, index, first, last: f"\\sum_{{{index}={first}}}^{{{last}}} {body}",
    breakable=("\\cdot", "\\,"),
    drawn=True,
    rewrite={"ceil_to": ceil_to},
)

# For tables and for what is too wide: fractions in the line, so that it can be broken anywhere.
FLAT_LATEX = replace(
    LATEX,
    quotient=lambda above, below: f"{above} / {below}",
    floor=lambda above, below: f"\\lfloor {above} / {below} \\rfloor",
    call=_flat_call,
    drawn=False,
)
