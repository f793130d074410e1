"""A config.json in place of a spec: what it counts, and what is said of one that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derive.cli import main
from derive.errors import SpecError
from derive.explaining.counting import counting
from derive.papers.families.config import spec_of_config
from derive.papers.families.family import known_types
from derive.papers.opening import opened, told

CONFIGS = Path(__file__).parent / "configs"
# tests/groundtruth/test_configs.py builds each of them and counts the same.
COUNTS = {
    "aya-8b": 8_028_033_024,
    "bert-base": 109_482_240,
    "bert-classes": 4_386_565,
    "bert-large-masked": 333_610_308,
    "bert-pre-training": 4_433_468,
    "bert-tokens": 4_370_053,
    "bloom-560m": 559_214_592,
    "camembert-base": 110_655_493,
    "deepseek-biases": 202_120,
    "deepseek-v2-lite": 15_706_484_224,
    "deepseek-v3": 671_026_404_352,
    "deit-base": 85_815_572,
    "deit-headless": 86_390_784,
    "distilbert-base": 66_985_530,
    "distilbert-classes": 66_955_010,
    "falcon-mamba-7b": 7_272_665_088,
    "flan-t5-base": 247_577_856,
    "gemma-2-2b": 2_614_341_888,
    "gemma-2b": 2_506_172_416,
    "gemma-3-1b": 999_885_952,
    "glm-4.5-air": 106_852_245_504,
    "gpt-neo-125m": 125_198_592,
    "gpt-oss-20b": 20_914_757_184,
    "gpt2-headless": 5_103_000,
    "gpt2": 124_439_808,
    "gptj-6b": 6_050_882_784,
    "granite-2b": 2_533_531_648,
    "granite-moe-1b": 1_334_628_352,
    "llama-2-7b": 6_738_415_616,
    "llama-3.2-1b": 1_235_814_400,
    "llama-biases": 196_136,
    "llama-headless": 212_672,
    "mamba-130m": 129_135_360,
    "mamba-biases": 240_336,
    "mistral-7b": 7_241_732_096,
    "mistral-nemo": 12_247_782_400,
    "mixtral-8x7b": 46_702_792_704,
    "mt5-small": 300_176_768,
    "olmo-1b": 1_176_764_416,
    "olmo-2-7b": 7_298_617_344,
    "olmoe-1b-7b": 6_919_161_856,
    "opt-125m": 125_239_296,
    "opt-350m": 331_196_416,
    "phi-2": 2_779_683_840,
    "phi-3-mini": 3_821_079_552,
    "pythia-70m": 70_426_624,
    "qwen1.5-moe-a2.7b": 14_315_784_192,
    "qwen2-0.5b": 494_032_768,
    "qwen2-moe-sparse": 411_072,
    "qwen3-0.6b": 596_049_920,
    "qwen3-30b-a3b": 30_532_122_624,
    "resnet-18": 11_177_538,
    "resnet-50": 23_528_522,
    "resnet-headless": 21_288_896,
    "roberta-base": 124_697_433,
    "roberta-classes": 124_647_170,
    "santacoder": 1_124_886_528,
    "smollm3-3b": 3_075_098_624,
    "starcoder2-3b": 3_030_371_328,
    "t5-encoder": 35_330_816,
    "t5-small": 60_506_624,
    "t5-uneven": 229_760,
    "umt5-small": 306_601_984,
    "vit-base": 85_806_346,
    "vit-headless": 86_361_600,
    "xlm-roberta-base": 278_295_186,
}
SMALL: dict[str, Any] = {
    "model_type": "llama",
    "vocab_size": 100,
    "hidden_size": 8,
    "intermediate_size": 12,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}


def total(text: str) -> int:
    return counting(told(text, "config", "config.json")).rows[0].total.low


def fault(config: dict[str, Any]) -> str:
    with pytest.raises(SpecError) as caught:
        told(json.dumps(config), "config", "config.json")
    return str(caught.value)


@pytest.mark.parametrize("name", COUNTS)
def test_a_config_counts(name: str) -> None:
    assert counting(opened(CONFIGS / f"{name}.json")).rows[0].total == (COUNTS[name], COUNTS[name])


def test_every_type_has_a_config_here_and_every_config_is_counted() -> None:
    files = [*CONFIGS.glob("*.json")]
    assert {file.stem for file in files} == COUNTS.keys()
    assert {json.loads(file.read_text())["model_type"] for file in files} == {*known_types()}


def test_a_file_a_folder_and_standard_input_are_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.json"
    file.write_text((CONFIGS / "gpt2.json").read_text())
    said = []
    for name in (str(file), str(tmp_path)):
        assert main(["count", name]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "A model of type gpt2" in said[0] and "124,439,808" in said[0]


def test_the_text_model_alone_is_counted_and_that_is_said() -> None:
    outer = {"model_type": "some_vision_model", "vision_config": {"hidden_size": 9}}
    for name in ("text_config", "llm_config", "language_config"):
        text = json.dumps({**outer, name: SMALL})
        assert total(text) == total(json.dumps(SMALL))
        assert f"(the text model alone: {name})" in spec_of_config(text, "config.json")


def test_what_is_taken_by_default_is_said() -> None:
    spec = spec_of_config('{"model_type": "llama", "vocab_size": 32064}', "config.json")
    assert (
        "not stated, the default of llama: num_hidden_layers, hidden_size, intermediate_size, "
        "num_attention_heads)" in spec
    )
    assert total('{"model_type": "llama", "vocab_size": 32000}') == COUNTS["llama-2-7b"]


def test_null_is_what_the_family_says_and_not_the_default_of_the_type() -> None:
    qwen = {**SMALL, "model_type": "qwen3"}
    stated = {**qwen, "head_dim": 4}
    assert total(json.dumps({**qwen, "head_dim": None})) == total(json.dumps(stated))


def test_a_number_that_is_none_matters_only_where_one_is_read() -> None:
    text = json.dumps(SMALL)
    assert total(text[:-1] + ', "time_step_limit": [0.0, Infinity], "eps": NaN}') == total(text)


def test_a_key_that_stands_twice_is_the_last() -> None:
    text = json.dumps(SMALL)
    assert total(text[:-1] + ', "vocab_size": 200}') == total(
        json.dumps(SMALL | {"vocab_size": 200})
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("hidden_size", "8", "this is the text '8'; leave the quotes out"),
        ("hidden_size", True, "a whole number is needed here, and this is true"),
        ("hidden_size", [8], "a whole number is needed here, and this is a list"),
        ("hidden_size", {"a": 8}, "a whole number is needed here, and this is an object"),
        ("hidden_size", 8.0, "the number 8.0; sizes have no decimal point"),
        ("hidden_size", float("nan"), "the number NaN; sizes have no decimal point"),
        ("hidden_size", float("inf"), "the number Infinity; sizes have no decimal point"),
        ("hidden_size", -8, "the number is below zero; give a whole number of 0 or more"),
        ("hidden_size", 10**30, "over the limit of 1,000,000,000,000; no model has such a size"),
        ("num_attention_heads", 0, "head_dim"),
        ("tie_word_embeddings", "yes", "true or false is needed here, and this is the text 'yes'"),
        ("architectures", ["LlamaForQuestionAnswering"], "this is the text 'LlamaForQuestionAns"),
        ("architectures", [], "this is a list, which nobody has told how to count"),
    ],
)
def test_a_field_that_is_wrong(key: str, value: object, message: str) -> None:
    said = fault({**SMALL, key: value})
    assert said.startswith("config.json: ") and said.count("config.json: ") == 1
    assert message in said and (key in said or key == "num_attention_heads")


def test_every_field_that_is_wrong_is_named_at_once() -> None:
    said = fault({**SMALL, "hidden_size": "8", "vocab_size": -1})
    assert [line.split(": ")[1] for line in said.splitlines()] == ["vocab_size", "hidden_size"]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"model_type": "lama"}, "no family serves 'lama'; did you mean llama? known are "),
        ({"model_type": 7}, "model_type is the number 7, not a text; add it"),
        ({"hidden_size": 8}, "model_type is missing; add it"),
        (
            {**SMALL, "model_type": "sparrow"},
            "the config has vocab_size, num_hidden_layers, hidden_size, intermediate_size, "
            "num_attention_heads, so that `derive init --from llama` is a start",
        ),
        ({"model_type": "sparrow"}, "`derive init` lists what a spec may start from"),
        ({"model_type": "t5", "d_model": []}, "d_model: a whole number is needed here"),
        (
            {"model_type": "bert", "add_cross_attention": True},
            "add_cross_attention: this is true, which the family bert does not count",
        ),
        (
            {"model_type": "resnet", "depths": [1, 2], "hidden_sizes": [8, 8, 8, 8]},
            "depths",
        ),
        ({"model_type": "deepseek_v2", "n_routed_experts": 4}, "num_experts_per_tok; add it"),
        ({"text_config": {**SMALL, "hidden_size": "8"}}, "text_config.hidden_size: a whole number"),
    ],
)
def test_a_config_that_is_wrong(config: dict[str, Any], message: str) -> None:
    assert message in fault(config)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"model_type": ', "this is no JSON (Expecting value, line 1 column 16)"),
        ('{"a": ' * 50_000, "nested too deep"),
        ('{"model_type": "llama", "vocab_size": ' + "9" * 5000 + "}", "more than 40 digits"),
        ('{"a": "' + "x" * 600_000 + '"}', "larger than 500000 bytes"),
    ],
)
def test_json_that_is_wrong(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.json"
    file.write_text(text)
    assert main(["count", str(file)]) == 2
    said = capsys.readouterr().err
    assert message in said and said.count("\n") == 1


@pytest.mark.parametrize("command", ["count", "show", "check"])
def test_commands_that_need_no_figure_take_a_config(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(CONFIGS / "mixtral-8x7b.json")]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["solve", "explain", "next"])
def test_commands_that_need_a_figure_say_so(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(CONFIGS / "mixtral-8x7b.json")]) == 2
    assert "no claim" in capsys.readouterr().err


def test_the_write_up_of_a_config_is_its_count(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(CONFIGS / "mixtral-8x7b.json")
    assert main(["latex", file]) == 0
    assert "46{,}702{,}792{,}704" in capsys.readouterr().out
    assert main(["latex", file, "--macros"]) == 0
    assert r"\newcommand{\deriveTotal}{46{,}702{,}792{,}704}" in capsys.readouterr().out
    assert main(["latex", file, "--reading", "1"]) == 2
    assert "there is no claim, and so no reading" in capsys.readouterr().err
