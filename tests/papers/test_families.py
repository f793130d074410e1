"""Families: each runs as it stands, and is the same spec with its own keys left out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from derive.cli import main
from derive.errors import SpecError
from derive.explaining.counting import counting
from derive.papers.catalogue import path_of
from derive.papers.families import keys, text_of
from derive.papers.families.family import family
from derive.papers.families.plain import spec
from derive.papers.reading.reader import read_text
from tests.papers.says import misspoken

# What the start of each family counts; the sizes are those of the model that its file names.
COUNTS = {
    "bert": 109_482_240,
    "deepseek": 671_026_404_352,
    "gpt": 124_439_808,
    "llama": 8_030_261_248,
    "lstm": 66_022_000,
    "mamba": 129_135_360,
    "moe": 46_702_792_704,
    "resnet": 25_557_032,
    "seq2seq": 95_048_000,
    "t5": 222_903_552,
    "vit": 86_567_656,
}
OWN = ("field", "absent", "unset", "settled")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ordinary(table: dict[str, Any]) -> dict[str, Any]:
    """Leave out a family's own keys, as somebody would who reads the TOML."""
    kept = {name: one for name, one in table.items() if name != "family"}
    for part in ("hyperparameters", "assumptions"):
        kept[part] = {
            name: {key: value for key, value in one.items() if key not in OWN}
            for name, one in table[part].items()
        }
    return kept


def test_the_families_are_these() -> None:
    assert keys() == tuple(COUNTS)


@pytest.mark.parametrize("key", COUNTS)
def test_a_start_is_the_family_without_its_own_keys(key: str) -> None:
    assert tomllib.loads(spec(family(key))) == ordinary(tomllib.loads(text_of(key)))


@pytest.mark.parametrize("key", COUNTS)
def test_a_start_runs(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--from", key]) == 0
    assert main(["count", f"{key}.toml"]) == 0
    assert f"{COUNTS[key]:,}" in capsys.readouterr().out
    assert main(["check", f"{key}.toml"]) == 0
    file = Path(f"{key}.toml")
    file.write_text(f'{file.read_text()}[[claims]]\nprinted = "{COUNTS[key]}"\ncounts = "total"\n')
    assert main(["check", str(file)]) == 0
    assert f"ok   {key}.toml: total is {COUNTS[key]:,}" in capsys.readouterr().out
    assert main(["latex", str(file)]) == 0


@pytest.mark.parametrize("key", COUNTS)
def test_choices_are_told_and_have_reasons_and_sources(key: str) -> None:
    for one in read_text(spec(family(key)), key).assumptions:
        assert misspoken(one) == []
        assert one.asks.endswith("?") and one.source
        assert {option.name for option in one.options if not option.reason} == set()


@pytest.mark.parametrize("key", COUNTS)
def test_what_settles_a_choice_names_its_options(key: str) -> None:
    model = read_text(spec(family(key)), key)
    options = {one.name: {*one.names} for one in model.assumptions}
    for choice in family(key).choices:
        assert {*choice.settled.values()} <= options[choice.name]
        assert choice.absent is None or choice.absent in options[choice.name]
    for kind in family(key).kinds.values():
        assert all(option in options[name] for name, option in kind.declares.items())


def test_experts_are_active_in_part() -> None:
    idle = {"moe": 32 * (8 - 2) * 3 * 4096 * 14_336, "deepseek": 58 * (256 - 8) * 3 * 7168 * 2048}
    for key, asleep in idle.items():
        active = COUNTS[key] - asleep
        assert counting(read_text(spec(family(key)))).rows[0].counts["active"] == (active, active)


def test_a_type_belongs_to_one_family() -> None:
    types = [kind for key in keys() for kind in family(key).kinds]
    assert len(types) == len({*types}) > 30


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('[hyperparameters]\nd = { value = 8, field = "hidden_size" }', "field"),
        ("[hyperparameters]\nd = { value = 8, absent = 4 }", "absent"),
        ('[assumptions.tied]\nsettled = { true = "yes" }', "settled"),
        ('[family]\nmodel_types = ["llama"]', "family"),
    ],
)
def test_an_ordinary_spec_has_none_of_a_familys_keys(line: str, word: str) -> None:
    with pytest.raises(SpecError, match=f"there is no key '{word}' here; only a family has it"):
        read_text(f'{line}\n[components.c]\nformula = "7"\n')


def test_init_lists_the_families(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    assert all(f"\n{key} " in told for key in COUNTS)
    assert "mistral" in told


def test_init_never_overwrites_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("llama.toml").write_text("mine")
    assert main(["init", "--from", "llama"]) == 2
    assert Path("llama.toml").read_text() == "mine"
    assert "exists already; give --force" in capsys.readouterr().err
    assert main(["init", "--from", "llama", "--force"]) == 0
    assert Path("llama.toml").read_text() == spec(family("llama"))


def test_init_prints_to_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--from", "gpt", "-"]) == 0
    assert capsys.readouterr().out == spec(family("gpt"))
    assert [*Path.cwd().iterdir()] == []


def test_init_takes_any_paper_as_it_is() -> None:
    assert main(["init", "--from", "mixtral", "mine.toml"]) == 0
    assert Path("mine.toml").read_text() == path_of("mixtral").read_text()


def test_init_takes_a_config_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    config = Path(__file__).parent / "configs" / "qwen2-0.5b.json"
    assert main(["init", "--from", str(config), "mine.toml"]) == 0
    assert main(["count", "mine.toml", "--json"]) == 0
    mine = capsys.readouterr().out
    assert main(["count", str(config), "--json"]) == 0
    assert capsys.readouterr().out.replace("qwen2-0.5b", "mine") == mine
    assert 'where = "config.json, hidden_size"' in Path("mine.toml").read_text()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["init", "--from", "lamma"], "nothing called 'lamma' to start from; did you mean llama?"),
        (["init", "mine.toml"], "nothing is said of what to start from"),
        (["init", "--from", "gpt", "--json"], "what init writes is a spec; leave out --format"),
        (["init", "--from", "no/such.json"], "there is no such file"),
        (["show", "gpt2", "--source", "--json"], "--source is the file as it is"),
    ],
)
def test_a_call_that_is_wrong(
    call: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text"),
    [("bert", path_of("bert").read_text()), ("llama", text_of("llama"))],
)
def test_the_source_is_the_file(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", name, "--source"]) == 0
    assert capsys.readouterr().out == text
