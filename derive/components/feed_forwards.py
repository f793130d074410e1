"""Feed-forward layers of a transformer: plain, gated, mixture of experts.

Everywhere d is the width of the model and f the inner width.
"""

from __future__ import annotations

from derive.components.templates import component, joined, tally, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike, formula


@component
def feed_forward(
    width: FormulaLike, inner: FormulaLike, *, gated: FormulaLike = 0, bias: FormulaLike = 0
) -> Formula:
    """Give the parameters of two matrices, out to the inner width and back: 2 d f (+ f + d).

    With `gated` = 1 there are three: what `gated_feed_forward` counts.

    Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.3.

    >>> feed_forward("d", "f"), feed_forward("d", "f", bias="b")
    (2*d*f, 2*d*f + b*(f + d))
    >>> feed_forward("d", "f", gated=1), feed_forward("d", "f", gated="g")
    (3*d*f, (2 + g)*d*f)
    >>> int(feed_forward(768, 3072, bias=1))
    4722432
    """
    return write(
        "matrices*width*inner + bias*(widened*inner + width)",
        matrices=tally("2 + gated", gated=gated),
        widened=tally("1 + gated", gated=gated),
        width=width,
        inner=inner,
        bias=bias,
    )


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
    shared_experts: FormulaLike = 0,
    gated: FormulaLike = 0,
    bias: FormulaLike = 0,
    router: FormulaLike = 1,
) -> Formula:
    """Give the parameters of E feed-forward experts and their router: E (2 d f) + E d.

    All experts are counted; `active_experts` counts those that see a token. `shared_experts` see
    every token and are counted beside them. With `gated` = 1 an expert has three matrices;
    `router` is 0 where the router is not counted.

    Source: Fedus, Zoph & Shazeer 2022, "Switch Transformers", section 2.

    >>> mixture_of_experts("d", "f", experts="E")
    E*2*d*f + E*d
    >>> int(mixture_of_experts(4096, 14336, experts=8, gated=1))
    1409318912
    """
    return _routed(experts, experts, shared_experts, router, width, inner, gated, bias)


@component
def active_experts(
    width: FormulaLike,
    inner: FormulaLike,
    *,
    experts: FormulaLike,
    active: FormulaLike,
    shared_experts: FormulaLike = 0,
    gated: FormulaLike = 0,
    bias: FormulaLike = 0,
    router: FormulaLike = 1,
) -> Formula:
    """Give the parameters that a token meets in a mixture of experts: k (2 d f) + E d.

    `active` of the `experts` see a token, and the shared ones; the router, which weighs all, is
    counted whole. `mixture_of_experts` counts all that is stored.

    Source: Jiang et al. 2024, "Mixtral of Experts", section 2.1 (total and active).

    >>> active_experts("d", "f", experts="E", active="k")
    k*2*d*f + E*d
    >>> active_experts("d", "f", experts="E", active="k", gated=1, router=0)
    k*3*d*f
    >>> int(active_experts(4096, 14336, experts=8, active=2, gated=1))
    352354304
    """
    _check_active(active, experts)
    return _routed(active, experts, shared_experts, router, width, inner, gated, bias)


def _routed(
    counted: FormulaLike,
    experts: FormulaLike,
    shared_experts: FormulaLike,
    router: FormulaLike,
    *expert: FormulaLike,
) -> Formula:
    """Give so many experts, the shared ones beside them, and the router over all."""
    width, inner, gated, bias = expert
    copies = tally("counted + shared_experts", counted=counted, shared_experts=shared_experts)
    one = feed_forward(width, inner, gated=gated, bias=bias)
    routing = write("router*experts*width", router=router, experts=experts, width=width)
    return joined([write("copies*one", copies=copies, one=one), routing])


def _check_active(active: FormulaLike, experts: FormulaLike) -> None:
    spare = write("experts - active", experts=experts, active=active)
    if not spare.names and spare.value({}) < 0:
        raise FormulaError(
            f"active_experts has active = {formula(active)} of {formula(experts)} experts",
            advice=f"give 1 to {formula(experts)}",
        )
