"""Each config.json against the class that it builds: the same number, to the last parameter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derive.explaining.counting import counting
from derive.papers.families import keys
from derive.papers.families.family import family
from derive.papers.opening import opened

pytestmark = pytest.mark.groundtruth

CONFIGS = Path(__file__).parents[1] / "papers" / "configs"
KINDS = [(key, kind) for key in keys() for kind in family(key).kinds]


def built(config: dict[str, Any]) -> int:
    """Count the parameters of the class that a config names, each once.

    transformers 5 ties T5 whatever its config says; the released weights, and transformers 4,
    hold an output matrix of its own where the config says so. It is added.
    """
    import torch
    import transformers

    settings = {key: value for key, value in config.items() if key != "model_type"}
    if "id2label" in settings:
        settings["id2label"] = {int(key): word for key, word in settings["id2label"].items()}
    real = transformers.CONFIG_MAPPING[config["model_type"]].from_dict(settings)
    with torch.device("meta"):
        model = getattr(transformers, config["architectures"][0])(real)
    parts = sum(parameter.numel() for parameter in model.parameters())
    output = model.get_output_embeddings()
    if config.get("tie_word_embeddings") is False and output is not None:
        table = model.get_input_embeddings().weight
        parts += table.numel() if output.weight is table else 0
    return int(parts)


@pytest.mark.parametrize("file", sorted(CONFIGS.glob("*.json")), ids=lambda file: file.stem)
def test_a_config_counts_the_real_model(file: Path) -> None:
    total = counting(opened(file)).rows[0].total.low
    assert total == built(json.loads(file.read_text()))


@pytest.mark.parametrize(("key", "kind"), KINDS)
def test_a_missing_key_is_what_the_class_takes(key: str, kind: str) -> None:
    import transformers

    stated = transformers.CONFIG_MAPPING[kind]().to_dict()
    absent = family(key).kinds[kind].absent
    assert {name: stated[name] for name in absent} == absent
