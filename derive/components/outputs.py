"""Output heads: softmax, tied, sampled, adaptive, pooler, masked language model.

Everywhere n is the width that the head reads and V the number of classes.
"""

from __future__ import annotations

from derive.components.embeddings import narrowed
from derive.components.templates import component, joined, tally, write
from derive.formulas.formula import Formula, FormulaLike

# What each argument counts.
ARGUMENTS = {
    "inputs": "numbers that the head reads",
    "tied_softmax.inputs": "numbers that the head reads, where they are not as many as the table's",
    "classes": "classes, or words of the vocabulary",
    "width": "width of the model",
    "table_width": "width of the table of embeddings, where that is another",
    "first": "words of the first band, the most frequent",
    "bands": "words of each further band",
    "factor": "how many times narrower each band is than the one before",
    "tied": "0 where the matrix of the output is not the table of embeddings",
    "bias": "bias vectors of the output: 0 or 1",
    "pooler.bias": "bias vectors of the layer: 0 or 1",
}


@component
def softmax(inputs: FormulaLike, classes: FormulaLike, *, bias: FormulaLike = 0) -> Formula:
    """Give the parameters of a softmax over `classes` that reads `inputs` numbers: V n + bias V.

    Source: Goodfellow, Bengio & Courville 2016, "Deep Learning", section 6.2.2.3.

    >>> softmax("d", "V"), softmax("d", "V", bias=1)
    (V*d, V*d + V)
    >>> int(softmax(1000, 80_000))
    80000000
    """
    return write("classes*inputs + bias*classes", inputs=inputs, classes=classes, bias=bias)


@component
def tied_softmax(
    classes: FormulaLike,
    *,
    bias: FormulaLike = 0,
    inputs: FormulaLike = 0,
    table_width: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a softmax whose matrix is the table of embeddings: bias V.

    Where the width n of what it reads is not the width e of the table, a matrix between them is
    its own: give `inputs` and `table_width` for n e more.

    Source: Press & Wolf 2017, "Using the Output Embedding to Improve Language Models", section 1;
    Inan, Khosravi & Socher 2017.

    >>> tied_softmax("V"), tied_softmax("V", bias="b")
    (0, b*V)
    >>> tied_softmax("V", inputs="n", table_width="e")
    n*e
    >>> int(tied_softmax(50_257)), int(tied_softmax(30_522, bias=1))
    (0, 30522)
    """
    values = {"classes": classes, "bias": bias, "inputs": inputs, "table_width": table_width}
    return write("inputs*table_width + bias*classes", **values)


@component
def sampled_softmax(inputs: FormulaLike, classes: FormulaLike, *, bias: FormulaLike = 1) -> Formula:
    """Give the parameters of a softmax trained on samples, all of which count: V n + V.

    Sampling saves time in training and no parameter; TensorFlow's `sampled_softmax_loss` always
    has a bias.

    Source: Jean et al. 2015, "On Using Very Large Target Vocabulary for Neural Machine
    Translation", section 3.

    >>> sampled_softmax("n", "V")
    V*n + V
    >>> int(sampled_softmax(1024, 793_471))
    813307775
    """
    return softmax(inputs, classes, bias=bias)


@component
def adaptive_softmax(
    inputs: FormulaLike,
    first: FormulaLike,
    *bands: FormulaLike,
    factor: FormulaLike = 4,
    bias: FormulaLike = 0,
) -> Formula:
    """Give the parameters of a softmax in bands: n (V_0 + K) and for each n n_i + n_i V_i.

    `first` and `bands` are the numbers of words of each band, frequent ones first; band i reads
    n // factor^i numbers, which a matrix without bias makes. The first softmax has a class for
    each of the K bands beside its words; `bias` is 1 where it has a bias.

    Source: Grave et al. 2017, "Efficient softmax approximation for GPUs", section 4; PyTorch's
    `AdaptiveLogSoftmaxWithLoss`.

    >>> adaptive_softmax("n", "a", "b")
    n*(a + 1) + (n*(n//4) + n//4*b)
    >>> int(adaptive_softmax(1024, 20_000, 40_000, 207_735))
    44344768
    """
    classes = tally("first + bands", first=first, bands=len(bands))
    narrow = [(words, narrowed(inputs, factor, at)) for at, words in enumerate(bands, start=1)]
    return joined(
        [
            write("inputs*classes + bias*classes", inputs=inputs, classes=classes, bias=bias),
            *(
                write("inputs*inner + inner*words", inputs=inputs, inner=inner, words=words)
                for words, inner in narrow
            ),
        ]
    )


@component
def pooler(width: FormulaLike, *, bias: FormulaLike = 1) -> Formula:
    """Give the parameters of BERT's layer over the first token: d^2 + d.

    Source: Devlin et al. 2019, "BERT", section 3, and the released program (`pooler`).

    >>> pooler("d")
    d**2 + d
    >>> int(pooler(768))
    590592
    """
    return write("width**2 + bias*width", width=width, bias=bias)


@component
def masked_language_model_head(
    width: FormulaLike,
    classes: FormulaLike,
    *,
    table_width: FormulaLike | None = None,
    tied: FormulaLike = 1,
    bias: FormulaLike = 1,
) -> Formula:
    """Give the parameters of BERT's head: a layer, its normalisation, a bias: d^2 + d + 2 d + V.

    `tied` is 0 where the matrix of the output is not the table of embeddings: V d more;
    `table_width` is the width of that table where it is not d (ALBERT); `bias` is that of the
    output.

    Source: Devlin et al. 2019, "BERT", section 3.1, and the released program (`cls/predictions`).

    >>> masked_language_model_head("d", "V")
    d**2 + d + 2*d + V
    >>> masked_language_model_head("d", "V", table_width="e", tied="t")
    d*e + e + 2*e + (1 - t)*V*e + V
    >>> int(masked_language_model_head(768, 30_522))
    622650
    """
    own = tally("1 - tied", tied=tied)
    values = {"width": width, "classes": classes, "own": own, "bias": bias}
    if table_width is None:
        template = "width**2 + width + 2*width + own*classes*width + bias*classes"
        return write(template, **values)
    template = "width*table + table + 2*table + own*classes*table + bias*classes"
    return write(template, table=table_width, **values)
