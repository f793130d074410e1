"""Feed-forward layers of a transformer: plain, gated, an adapter beside them, mixture of experts.

Everywhere d is the width of the model and f the inner width.
"""

from __future__ import annotations

from derive.components.templates import component, joined, tally, write
from derive.errors import FormulaError
from derive.formulas.formula import Formula, FormulaLike, formula

# What each argument counts.
ARGUMENTS = {
    "width": "width of the model",
    "inner": "inner width",
    "adapter.inner": "width of the bottleneck",
    "mixture_of_experts.inner": "inner width of an expert",
    "active_experts.inner": "inner width of an expert",
    "gated": "1 with a gate, which is a third matrix",
    "bias": "bias vectors of a matrix: 0 or 1",
    "experts": "experts among which a token is routed",
    "active": "experts that see a token",
    "shared_experts": "experts that see every token, beside the others",
    "shared_inner": "inner width of a shared expert, where that is another",
    "router": "0 where the router is not counted",
}


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
def gate_up_projection(width: FormulaLike, inner: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a gate and the matrix out to the inner width in one: 2 d f (+ 2 f).

    What `gated_feed_forward` has in it without the matrix back, which is f d.

    Source: Phi-3 in transformers (`gate_up_proj`); Shazeer 2020, section 2, for the layer.

    >>> gate_up_projection("d", "f"), gate_up_projection("d", "f", bias="b")
    (2*d*f, 2*(d*f + b*f))
    >>> int(gate_up_projection(3072, 8192))
    50331648
    """
    return write("2*(width*inner + bias*inner)", width=width, inner=inner, bias=bias)


@component
def adapter(width: FormulaLike, inner: FormulaLike, *, bias: FormulaLike = 1) -> Formula:
    """Give the parameters of an adapter, in to a bottleneck and back: 2 d m + m + d.

    One adapter; a layer of a transformer has two where it is tuned as in the paper, which trains
    the layer's norms too. A change of a matrix by two narrow ones (LoRA) is `low_rank`.

    Source: Houlsby et al. 2019, "Parameter-Efficient Transfer Learning for NLP", section 2.1.

    >>> adapter("d", "m"), adapter("d", "m", bias=0)
    (2*d*m + (m + d), 2*d*m)
    >>> int(24 * 2 * adapter(1024, 64))
    6343680
    """
    return feed_forward(width, inner, bias=bias)


@component
def mixture_of_experts(
    width: FormulaLike,
    inner: FormulaLike,
    *,
    experts: FormulaLike,
    shared_experts: FormulaLike = 0,
    shared_inner: FormulaLike | None = None,
    gated: FormulaLike = 0,
    bias: FormulaLike = 0,
    router: FormulaLike = 1,
) -> Formula:
    """Give the parameters of E feed-forward experts and their router: E (2 d f) + E d.

    All experts are counted; `active_experts` counts those that see a token. `shared_experts` see
    every token and are counted beside them, with an inner width of their own where `shared_inner`
    is given. With `gated` = 1 an expert has three matrices; `router` is 0 where the router is not
    counted, or has a bias too: then it is linear(d, E, bias=1).

    Source: Fedus, Zoph & Shazeer 2022, "Switch Transformers", section 2; Dai et al. 2024,
    "DeepSeekMoE", section 3.2 (shared experts).

    >>> mixture_of_experts("d", "f", experts="E")
    E*2*d*f + E*d
    >>> mixture_of_experts("d", "f", experts="E", shared_experts="s", gated=1)
    (E + s)*3*d*f + E*d
    >>> mixture_of_experts("d", "f", experts="E", shared_experts=1, shared_inner="g", gated=1)
    E*3*d*f + 3*d*g + E*d
    >>> int(mixture_of_experts(4096, 14336, experts=8, gated=1))
    1409318912
    """
    shared = (shared_experts, shared_inner)
    return _routed(experts, experts, shared, router, width, inner, gated, bias)


@component
def active_experts(
    width: FormulaLike,
    inner: FormulaLike,
    *,
    experts: FormulaLike,
    active: FormulaLike,
    shared_experts: FormulaLike = 0,
    shared_inner: FormulaLike | None = None,
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
    shared = (shared_experts, shared_inner)
    return _routed(active, experts, shared, router, width, inner, gated, bias)


def _routed(
    counted: FormulaLike,
    experts: FormulaLike,
    shared: tuple[FormulaLike, FormulaLike | None],
    router: FormulaLike,
    *expert: FormulaLike,
) -> Formula:
    """Give so many experts, the shared ones beside them, and the router over all."""
    width, inner, gated, bias = expert
    beside, shared_inner = shared
    one = feed_forward(width, inner, gated=gated, bias=bias)
    routing = write("router*experts*width", router=router, experts=experts, width=width)
    if shared_inner is None:
        copies = tally("counted + beside", counted=counted, beside=beside)
        return joined([write("copies*one", copies=copies, one=one), routing])
    if formula(beside) == formula(0):
        raise FormulaError(
            "shared_inner is given, and shared_experts is 0", advice="give shared_experts too"
        )
    other = feed_forward(width, shared_inner, gated=gated, bias=bias)
    routed = write("counted*one", counted=counted, one=one)
    return joined([routed, write("beside*other", beside=beside, other=other), routing])


def _check_active(active: FormulaLike, experts: FormulaLike) -> None:
    spare = write("experts - active", experts=experts, active=active)
    if not spare.names and spare.value({}) < 0:
        raise FormulaError(
            f"active_experts has active = {formula(active)} of {formula(experts)} experts",
            advice=f"give 1 to {formula(experts)}",
        )
