"""What the reader makes of every key, and of the places it reads from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from derive import limits
from derive.errors import SpecError
from derive.model.model import Model
from derive.model.symbols import Unknown
from derive.papers.reading import read, read_text
from derive.printed import Printed

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CONVENTIONS = {
    "lstm.bias": {
        "asks": "How many?",
        "options": {"one": 1, "two": 2},
        "usual": "one",
        "reasons": {"one": "Keras"},
        "source": "the library",
    }
}
LAYER = "[components.layer]\nformula = 'd'\n"


@pytest.fixture(scope="module")
def everything() -> Model:
    return read(HERE / "valid" / "everything.toml", conventions=CONVENTIONS)


def message(text: str) -> str:
    with pytest.raises(SpecError) as caught:
        read_text(text, "my")
    return str(caught.value)


def test_the_paper(everything: Model) -> None:
    paper = everything.paper
    assert (paper.title, paper.authors, paper.year) == (
        "A paper",
        ("A. Author", "B. Bringer"),
        2014,
    )
    assert (paper.arxiv, paper.doi, paper.url) == (
        "1409.3215",
        "10.1000/182",
        "https://example.org",
    )
    assert (paper.venue, paper.bibtex, paper.note) == ("A venue", "author2014", "A note.")


def test_hyperparameters(everything: Model) -> None:
    known = everything.known
    V_in = known["V_in"]
    assert (V_in.value, V_in.means, V_in.latex) == (
        160_000,
        "source vocabulary",
        r"V_{\mathrm{in}}",
    )
    assert (V_in.where, V_in.quote, V_in.source) == ("Section 3", "160,000", "a mail")
    assert (known["L"].value, known["T"].value, known["extra"].value) == (4, None, None)
    assert known["h"].switch and not known["d"].switch
    assert known["V"].unknown == Unknown(first=1, last=300_000)
    assert known["W"].per_configuration and not known["V"].per_configuration


def test_definitions_and_requires(everything: Model) -> None:
    assert {name: str(f) for name, f in everything.definitions.items()} == {
        "gate": "d*d + d*d + gate_bias*d",
        "one": "1",
    }
    assert [one.names for one in everything.requires] == [
        ("tied", "decoder_table"),
        ("softmax_reads", "tied"),
        ("L",),
    ]


def test_assumptions(everything: Model) -> None:
    named = everything.assumption_named
    bias = named["gate_bias"]
    assert (bias.names, bias.usual, bias.source) == (("none", "one", "two"), "one", "a framework")
    assert bias["two"].reason == "cuDNN." and str(bias["two"].sets["gate_bias"]) == "1 + one"
    assert (named["tied"].names, named["tied"].usual) == (("no", "yes"), "no")
    assert named["context"].symbols == ("decoder_input", "merge")
    assert named["table_rounding"].symbols == ()
    assert named["replicas"].per_configuration


def test_a_convention_is_taken_and_the_files_keys_win(everything: Model) -> None:
    taken = everything.assumption_named["recurrent_bias"]
    assert (taken.convention, taken.asks, taken.usual) == ("lstm.bias", "How many?", "two")
    assert (taken.names, taken.source) == (("one", "two"), "the library")
    assert taken["one"].reason == "Keras"


def test_options_of_the_file_leave_no_reason_of_the_convention_behind() -> None:
    text = """
    [assumptions.bias]
    use = "lstm.bias"
    options = { none = 0, two = 2 }
    [components.layer]
    formula = "bias"
    """
    bias = read_text(text, conventions=CONVENTIONS).assumption_named["bias"]
    assert (bias.names, bias.usual, bias.reasons) == (("none", "two"), "none", {})


def test_components(everything: Model) -> None:
    named = everything.component_named
    assert named["encoder_lstm"].groups == ("encoder", "recurrent")
    assert named["encoder_lstm"].means == "the layers" and named["encoder_lstm"].counted
    assert not named["connections"].counted
    assert str(named["constant"].formula) == "7"


def test_claims_and_defaults(everything: Model) -> None:
    first, second = everything.claims
    assert (first.name, first.printed, first.match) == ("encoder", "384", "at_least")
    assert (first.where, first.quote, first.scale) == ("Section 3.4", "384M parameters", "M")
    assert first.words == ("table_rounding", "table_unit", "table_zeros")
    assert (second.where, second.words) == ("Table 2", ("up", "decimal", "digits"))
    assert Printed.parse(first.printed, first.scale).power == 2


def test_configurations(everything: Model) -> None:
    small, other = everything.configurations
    assert (small.name, small.title) == ("small", "The small one")
    assert small.values == {"d": 768, "T": 5}
    assert small.components == ("encoder_lstm", "decoder") and other.components is None
    assert (small.claims[0].match, small.claims[0].scale) == ("exact", "M")
    assert (other.name, other.title, other.claims[0].name) == ("S/32", "S/32", "recurrent")


def test_declares_and_expect(everything: Model) -> None:
    assert everything.declared == {"gate_bias": "one", "replicas@small": "two"}
    assert everything.expected["solutions"] == 3
    assert everything.expected["forced"] == {"tied": "no"}


def test_the_same_model_from_python() -> None:
    from derive.model.assumptions import Assumption
    from derive.model.claims import Claim
    from derive.model.parts import Component
    from derive.model.symbols import hyperparameters

    text = """
    hyperparameters.d = 10
    assumptions.bias = {}
    components.layer.formula = "linear(d, d, bias=bias)"
    claims = [{ printed = "110", counts = "total" }]
    """
    assert read_text(text, "model") == Model(
        hyperparameters=hyperparameters(d=10),
        assumptions=(Assumption(name="bias"),),
        components=(Component(name="layer", formula="linear(d, d, bias=bias)"),),
        claims=(Claim(printed="110", counts="total"),),
        name="model",
    )


def test_a_fault_without_its_followers() -> None:
    """A broken part is one fault: what names it, or is named by it alone, is none."""
    text = """
    [hyperparameters]
    d = 1.5
    [assumptions.bias]
    [components.layer]
    formula = "d*(bias"
    [[claims]]
    printed = "1"
    counts = "layer + d"
    """
    with pytest.raises(SpecError) as caught:
        read_text(text)
    assert [fault.key for fault in caught.value.faults] == [
        "hyperparameters.d",
        "components.layer.formula",
    ]


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_the_caret_stands_inside_the_formula(quote: str) -> None:
    said = message(f"[components.layer]\nformula = {quote}4 * dd{quote}\n")
    source, carets = said.split("\n")[1:]
    at = carets.index("^")
    assert source[at : at + 2] == "dd" and carets.count("^") == 2


def test_the_caret_under_a_wide_character() -> None:
    said = message('[components.layer]\nmeans = "x"\n["漢字"]\na = 1\n')
    assert said.split("\n")[-1].endswith(" | " + " " + "^" * 6)


def test_a_long_line_is_shown_in_a_window() -> None:
    said = message("[components.layer]\nformula = '" + "1 + " * 200 + "dd" + " + 1" * 200 + "'\n")
    assert all(len(line) < 400 for line in said.split("\n"))
    source, carets = said.split("\n")[1:]
    assert source[carets.index("^") :][:2] == "dd"


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "sutskever.toml").write_text(LAYER)
    with pytest.raises(SpecError, match=r"there is no such file; did you mean sutskever\.toml\?"):
        read(tmp_path / "sutzkever.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="this is a folder; name a file in it"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000])
def test_a_path_that_is_none(name: str) -> None:
    with pytest.raises(SpecError, match="the file cannot be read"):
        read(name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(LAYER.encode(encoding))
    with pytest.raises(SpecError):
        read(path)


def test_a_large_file_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    with pytest.raises(SpecError, match=r"larger than 500000 bytes.*limit FILE_BYTES"):
        read("/dev/zero")


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        ("FILE_BYTES", "#" * 100),
        ("KEY_DEPTH", "a.b.c = 1"),
        ("SYMBOLS", "[hyperparameters]\na = 1\nb = 2\nd = 3\n" + LAYER),
        ("COMPONENTS", "hyperparameters.d = 1\n[components]\na.formula = 1\nb.formula = 1\n"),
        ("ASSUMPTIONS", "assumptions = { a = {}, b = {} }\n" + LAYER),
        ("OPTIONS", "hyperparameters.d = 1\nassumptions.a.options = { b = 1, c = 2 }\n" + LAYER),
        ("CONFIGURATIONS", "configurations = { a = {}, b = {} }\n" + LAYER),
        ("CLAIMS", "claims = [{}, {}]\n" + LAYER),
        ("TEXT_LENGTH", "paper.title = 'abc'\n" + LAYER),
        ("NAME_LENGTH", "configurations.abc = {}\nhyperparameters.d = 1\n" + LAYER),
        ("ENTRIES", "paper.authors = ['a', 'b']\n" + LAYER),
        ("DIGITS", "hyperparameters.d = 1000\n" + LAYER),
        ("FORMULA_CALLS", "components.layer.formula = 'max(max(1, 2), 2)'"),
    ],
)
def test_an_exceeded_limit_names_itself(
    limit: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, limit, 1 if limit != "FILE_BYTES" else 50)
    if limit == "NAME_LENGTH":
        monkeypatch.setattr(limits, limit, 2)
    assert f"(limit {limit})" in message(text)


def test_a_hundred_faults_are_enough() -> None:
    with pytest.raises(SpecError) as caught:
        read_text("[hyperparameters]\n" + "\n".join(f"a{i} = 1.5" for i in range(1000)))
    assert len(caught.value.faults) == limits.FAULTS


def test_reading_does_not_import_sympy() -> None:
    path = ROOT / "derive" / "papers" / "catalogue" / "sutskever2014.toml"
    code = (
        "import sys; from derive.papers.reading import read; "
        f"read({str(path)!r}); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "sympy" not in done.stdout.split()
