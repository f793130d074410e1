"""Feed-forward layers of a transformer: plain, gated, mixture of experts.

Everywhere d is the width of the model and f the inner width.
"""

from __future__ import annotations

from derive.components.templates import component, joined, tally, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike, formula


@component
def feed_forward(width: FormulaLike, inner: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of two matrices, out to the inner width and back: 2 d f (+ f + d).

    Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.3.

    >>> feed_forward("d", "f"), feed_forward("d", "f", bias="b")
    (2*d*f, 2*d*f + b*(f + d))
    >>> int(feed_forward(768, 3072, bias=1))
    4722432
    """
    return write("2*width*inner + bias*(inner + width)", width=width, inner=inner, bias=bias)


@component
def gated_feed_forward(width: FormulaLike, inner: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a feed-forward layer with a gate (GLU, SwiGLU, GeGLU): 3 d f.

    Some papers print the width of gate and inner layer together, 2 f.

    Source: Shazeer 2020, "GLU Variants Improve Transformer", section 2.

    >>> gated_feed_forward("d", "f"), gated_feed_forward("d", "f", bias="b")
    (3*d*f, 3*d*f + b*(2*f + d))
    >>> int(gated_feed_forward(4096, 11008))
    135266304
    """
    return write("3*width*inner + bias*(2*inner + width)", width=width, inner=inner, bias=bias)


@component
def mixture_of_experts(
    width: FormulaLike,
    inner: FormulaLike,
    *,
    experts: FormulaLike,
    active: FormulaLike | None = None,
    shared_experts: FormulaLike = 0,
    matrices: FormulaLike = 2,
    bias: FormulaLike = 0,
    router: FormulaLike = 1,
) -> Formula:
    """Give the parameters of E feed-forward experts and their router: E (2 d f) + E d.

    `active` counts only so many of the experts, as many as see a token; the router is counted
    whole. `shared_experts` see every token and are counted beside them. `matrices` is 3 where
    an expert is gated; `router` is 0 where the router is not counted.

    Source: Fedus, Zoph & Shazeer 2022, "Switch Transformers", section 2; Jiang et al. 2024,
    "Mixtral of Experts", section 2.1 (total and active).

    >>> mixture_of_experts("d", "f", experts="E")
    E*2*d*f + E*d
    >>> mixture_of_experts("d", "f", experts="E", active="k", matrices=3, router=0)
    k*3*d*f
    >>> int(mixture_of_experts(4096, 14336, experts=8, matrices=3))
    1409318912
    >>> int(mixture_of_experts(4096, 14336, experts=8, active=2, matrices=3))
    352354304
    """
    _check_active(active, experts)
    expert = write(
        "matrices*width*inner + bias*(widened*inner + width)",
        matrices=matrices,
        width=width,
        inner=inner,
        bias=bias,
        widened=tally("matrices - 1", matrices=matrices),
    )
    counted = experts if active is None else active
    copies = tally("counted + shared_experts", counted=counted, shared_experts=shared_experts)
    routing = write("router*experts*width", router=router, experts=experts, width=width)
    return joined([write("copies*expert", copies=copies, expert=expert), routing])


def _check_active(active: FormulaLike | None, experts: FormulaLike) -> None:
    if active is None:
        return
    spare = write("experts - active", experts=experts, active=active)
    if not spare.names and spare.value({}) < 0:
        raise FormulaError(
            f"mixture_of_experts has active = {formula(active)} of {formula(experts)} experts",
            advice=f"give 1 to {formula(experts)}",
        )
