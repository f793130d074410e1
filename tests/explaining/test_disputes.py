"""Published figures that nothing fits, and pairs of counts that go together."""

from __future__ import annotations

import json

import pytest

from derive import (
    Assumption,
    Claim,
    Component,
    Configuration,
    Hyperparameter,
    Model,
    hyperparameters,
    solve,
)
from derive.data.facts import data
from derive.errors import UsageError
from derive.explaining.conflicts import conflict
from derive.explaining.reconcile import reconcile
from derive.explaining.unmet import unmet
from derive.model.symbols import Unknown
from derive.tell.reconciling import reconciled
from derive.tell.unmet import unmet_told
from tests.tell.lines import lines

TRANSFORMER = (
    Component(name="embedding", formula="V*d"),
    Component(name="encoder", formula="N*(4*d*d + 2*d*f + bias*(5*d + f) + 4*d)"),
    Component(name="decoder", formula="N*(8*d*d + 2*d*f + bias*(9*d + f) + 6*d)"),
)


def rows(*given: tuple[str, dict[str, int], str]) -> tuple[Configuration, ...]:
    return tuple(
        Configuration(name=name, values=values, claims=(Claim(printed=printed, counts="total"),))
        for name, values, printed in given
    )


def transformer(vocabulary: Hyperparameter) -> Model:
    return Model(
        hyperparameters=(vocabulary,),
        assumptions=(Assumption(name="bias", usual="yes"),),
        components=TRANSFORMER,
        configurations=rows(
            ("base", {"d": 512, "f": 2048, "N": 6}, "65M"),
            ("big", {"d": 1024, "f": 4096, "N": 6}, "213M"),
        ),
    )


def bert(printed: tuple[str, str] = ("110M", "340M")) -> Model:
    return Model(
        hyperparameters=hyperparameters(V=30_522, T=512, S=2),
        assumptions=(Assumption(name="pooler", usual="yes"), Assumption(name="heads")),
        components=(
            Component(name="embeddings", formula="(V + T + S)*d + 2*d"),
            Component(name="encoder", formula="L*(12*d*d + 13*d)"),
            Component(name="pooled", formula="pooler*linear(d, d, bias=1)"),
            Component(name="head", formula="heads*(d*d + d + 2*d + V + 2*d + 2)"),
        ),
        configurations=rows(
            ("base", {"d": 768, "L": 12}, printed[0]), ("large", {"d": 1024, "L": 24}, printed[1])
        ),
    )


def test_transformer_rows_need_two_vocabularies():
    """Each row alone has a vocabulary; no vocabulary has both."""
    V = Hyperparameter(name="V", unknown=Unknown(first=1, last=100_000))
    why = conflict(solve(transformer(V)))
    assert [claim.solutions for claim in why.alone] == [2, 2]
    assert why.group == ("total@base", "total@big")
    assert why.smallest
    own = Hyperparameter(name="V", unknown=V.unknown, per_configuration=True)
    apart = solve(transformer(own)).unknowns
    assert apart["V@base"][0][0] > apart["V@big"][-1][1]


def test_transformer_as_stated():
    found = unmet(solve(transformer(Hyperparameter(name="V", value=37_000))))
    near = found.near[0]
    assert {account.name: account.miss < 0 for account in near.missed} == {
        "total@base": True,
        "total@big": False,
    }
    assert [*lines(unmet_told(found))] == [
        "No way of counting gives both numbers; in the nearest, total@base has 1,417,504 too few; "
        "total@big has 745,376 too many.",
        "claim | ways of counting that give it alone",
        "total@base | 0",
        "total@big | 0",
        "total@base and total@big cannot be met, whatever is chosen.",
        "Speculation (a guess, not a finding): if 65M were 63M and 213M were 214M, everything "
        "would fit.",
        "what | printed | would have to be | kind",
        "total@base | 65M | 63M | digit",
        "total@big | 213M | 214M | digit",
    ]


def test_bert_large_is_340_million_only_if_the_zero_is_no_digit():
    found = unmet(solve(bert()))
    assert found.conflict.hopeless == ("total@large",)
    assert found.conflict.together == ("total@base",)
    (guess,) = [one for one in found.speculation if one.what == "claim"]
    assert (guess.name, guess.kind, guess.new) == ("total@large", "cut", "340M (placeholders)")
    (said,) = data(found)["speculation"]
    assert json.loads(json.dumps(said)) == {
        "what": "claim",
        "name": "total@large",
        "row": "large",
        "kind": "cut",
        "old": "340M",
        "new": "340M (placeholders)",
        "solutions": 2,
        "assumptions": {"pooler": "yes", "heads": "yes"},
    }


def test_conv6_is_1700000_if_the_dense_layer_reads_half_as_many_channels():
    model = Model(
        hyperparameters=hyperparameters(c=10),
        components=(
            Component(name="convolutions", formula="conv"),
            Component(name="dense", formula="reads*256 + 256*256 + 256*c"),
        ),
        configurations=(
            Configuration(
                name="conv4",
                values={"conv": 260_000, "reads": 8 * 8 * 128},
                claims=(Claim(printed="2.4M", counts="total"),),
            ),
            Configuration(
                name="conv6",
                values={"conv": 1_144_512, "reads": 4 * 4 * 256},
                claims=(Claim(printed="1.7M", counts="total"),),
            ),
        ),
    )
    found = unmet(solve(model))
    halved = [(one.name, one.row, one.kind, one.old, one.new) for one in found.speculation]
    assert ("reads", "conv6", "factor", "4096", "2048") in halved


def test_a_wrong_digit_and_a_missing_layer():
    model = Model(
        hyperparameters=hyperparameters(L=11, d=768),
        components=(Component(name="layers", formula="L*(12*d*d + 13*d)"),),
        claims=(Claim(printed="85,054,464", counts="total"),),
    )
    (guess, *_) = unmet(solve(model)).speculation
    assert (guess.what, guess.name, guess.old, guess.new) == ("hyperparameter", "L", "11", "12")


# two counts of one model


def test_pointmlp_is_the_unit():
    model = Model(components=(Component(name="network", formula=13_238_504),))
    found = reconcile(model, printed="12.6M", count=13_238_504)
    (pair,) = found.pairs[:1]
    assert pair.cut == ("nearest", "binary", "digits")
    assert not pair.changes
    assert [*lines(reconciled(found))] == [
        "12.6M stands for 13,238,504 (in powers of 1,024), and your count is the same number: "
        "the usual choice everywhere.",
    ]


def test_bert_base_with_pooler_and_with_heads():
    found = reconcile(bert(), printed="109M", count=110_106_428, row="base")
    (pair, *_) = found.pairs
    assert [(c.label, c.old, c.new) for c in pair.changes] == [("heads", "no", "yes")]
    assert pair.counted - pair.printed == 110_106_428 - 109_482_240
    assert [*lines(reconciled(found))][:4] == [
        "109M stands for 109,482,240: the usual choice everywhere.",
        "Your count is 624,188 higher: 5·d + d² + V + 2.",
        "assumption | from | to | adds to the count",
        "heads | no | yes | 5·d + d² + V + 2",
    ]


def test_tied_against_untied_is_the_size_of_the_table():
    model = Model(
        hyperparameters=hyperparameters(V=32_000, d=1024, L=12),
        assumptions=(Assumption(name="tied", usual="yes"),),
        components=(
            Component(name="layers", formula="12*L*d*d"),
            Component(name="tables", formula="(2 - tied)*V*d"),
        ),
    )
    count = 12 * 12 * 1024**2 + 2 * 32_000 * 1024
    pair = reconcile(model, printed="184M", count=count).pairs[0]
    assert str(pair.difference) == "V*d"
    assert pair.counted - pair.printed == 32_000 * 1024


def test_unbiased_against_biased_lstm():
    model = Model(
        hyperparameters=hyperparameters(n=500, L=2),
        assumptions=(Assumption(name="bias", options={"none": 0, "one": 1, "two": 2}),),
        components=(Component(name="layers", formula="L*lstm(n, n, bias=bias)"),),
    )
    pair = reconcile(model, printed="4,000,000", count=4_008_000).pairs[0]
    assert str(pair.difference) == "8*L*n"
    assert [(c.old, c.new) for c in pair.changes] == [("none", "two")]


def test_counts_that_cannot_be_reconciled():
    found = reconcile(bert(), printed="109M", count=7, row="base")
    assert not found.pairs
    assert (found.printed_alone, found.count_alone) == (2, 0)
    assert [*lines(reconciled(found))] == [
        "109M is given by 2 ways of counting; 7 by none.",
        "Nearest in the model's own terms is 109,482,240 (the usual choice everywhere). "
        "Your count is 109,482,233 lower: no few terms of the model are of that size.",
    ]
    with pytest.raises(UsageError, match="there are 'base', 'large'"):
        reconcile(bert(), printed="109M", count=7, row="small")


def test_the_seed_without_and_with_a_bias():
    """The seed in small: a bias for each gate prints as 384M too."""
    model = Model(
        hyperparameters=hyperparameters(V_in=160_000, V_out=80_000, d=1000, L=4),
        assumptions=(
            Assumption(name="tied"),
            Assumption(name="gate_bias", options={"none": 0, "one": 1, "two": 2}),
        ),
        components=(
            Component(name="tables", formula="V_in*d + (2 - tied)*V_out*d"),
            Component(name="lstms", formula="2*L*lstm(d, d, bias=gate_bias)"),
        ),
    )
    pair = reconcile(model, printed="384M", count=384_032_000).pairs[0]
    assert pair.first == pair.second == {"tied": "no", "gate_bias": "one"}
    assert (pair.printed, pair.counted, pair.changes) == (384_032_000, 384_032_000, ())


def test_the_best_has_values_of_the_unknowns_that_meet_what_goes_together():
    """V = 10 would meet the first claim, and V = 20 the two others."""
    model = Model(
        hyperparameters=(Hyperparameter(name="V", unknown=Unknown(first=1, last=50)),),
        components=(Component(name="table", formula="V"),),
        claims=(
            Claim(printed="10", counts="V", name="first"),
            Claim(printed="20", counts="V", name="second"),
            Claim(printed="40", counts="2*V", name="third"),
        ),
    )
    found = unmet(solve(model))
    assert found.conflict.together == ("second", "third")
    assert found.conflict.example is not None
    assert found.conflict.example.known == {"V": 20}
    assert next(lines(unmet_told(found))) == (
        "No way of counting gives all 3 numbers; the best gives 2: second, third, and misses "
        "first (10 too many)."
    )
