"""Selective state spaces: the mixer of Mamba."""

from __future__ import annotations

from derive.components.templates import component, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "width": "width of the model",
    "inner": "channels of the mixer; 2*width unless given",
    "state": "numbers of the state of a channel",
    "kernel": "size of the kernel of the convolution",
    "rank": "rank of the time step; width/16, rounded up, unless given",
}


@component
def mamba(
    width: FormulaLike,
    *,
    inner: FormulaLike | None = None,
    state: FormulaLike = 16,
    kernel: FormulaLike = 4,
    rank: FormulaLike | None = None,
) -> Formula:
    """Give the parameters of one mixer of Mamba, with the released model's biases.

    With the inner width e (2 d unless given), the `state` of N numbers a channel, the `kernel` of
    the depthwise convolution and the `rank` r of the time step (d/16, rounded up, unless given):
    2 d e in, k e + e for the convolution, e (r + 2 N) to B, C and the step, r e + e to the step
    of each channel, e N + e for A and D, e d out.

    Source: Gu & Dao 2023, "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    section 3.4, and the released program (`mamba_simple.py`).

    >>> mamba("d", inner="e", state="N", kernel="k", rank="r")
    2*d*e + (k*e + e) + e*(r + 2*N) + (r*e + e) + (e*N + e) + e*d
    >>> int(mamba(768))
    3770880
    """
    own = write("2*width", width=width) if inner is None else inner
    step = write("ceil_to(width, 16)/16", width=width) if rank is None else rank
    return write(
        "2*width*inner + (kernel*inner + inner) + inner*(rank + 2*state)"
        " + (rank*inner + inner) + (inner*state + inner) + inner*width",
        width=width,
        inner=own,
        state=state,
        kernel=kernel,
        rank=step,
    )
