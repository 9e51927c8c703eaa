"""What the docs say is what the files say."""

from __future__ import annotations

import json
import re

import pytest

from analysis import tables
from analysis.paths import ROOT
from tests.test_story import COLUMNS

CARD = json.loads((ROOT / "analysis" / "resources" / "attribution.json").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(name: str) -> str:
    return re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text("attribution.md"), re.DOTALL)[1]


def numbers(words: str) -> list[float]:
    return [float(n) for n in re.findall(r"\d+\.\d+", words)]


def test_scores_of_attribution_are_those_of_its_card() -> None:
    expected = [n for value, interval in CARD["scores"].values() for n in (value, *interval)]
    assert numbers(section("scores")) == pytest.approx(expected, abs=0.051)


def test_scores_by_publisher_are_those_of_its_card() -> None:
    right = [scores["right_source"] for scores in CARD["by_publisher"].values()]
    expected = [n for value, interval in right for n in (value, *interval)]
    assert numbers(section("publishers")) == pytest.approx(expected, abs=0.051)


def test_the_reliability_curve_is_that_of_the_card() -> None:
    expected = [n for mean, share, _ in CARD["reliability"] for n in (mean, share)]
    assert numbers(section("reliability")) == pytest.approx(expected, abs=0.0051)


def test_the_held_out_scores_of_tone_are_those_of_its_card() -> None:
    card = json.loads((ROOT / "analysis" / "resources" / "tone.json").read_text(encoding="utf-8"))
    block = re.search(r"<!-- held-out -->\n(.*?)<!-- /held-out -->", text("model_card_tone.md"), re.DOTALL)[1]
    whole = next(line for line in block.splitlines() if line.startswith("| all |"))
    assert f"| {card['held_out_targets']} |" in whole
    assert numbers(whole)[0] == pytest.approx(100 * card["held_out_macro_f1"], abs=0.051)
    assert numbers(whole)[3] == pytest.approx(100 * card["held_out_accuracy"], abs=0.051)


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_and_column_is_described(name: str) -> None:
    row = next(line for line in text("tables.md").splitlines() if line.startswith(f"| `{name}` |"))
    assert all(f"`{column}`" in row for column in COLUMNS[name].split())


@pytest.mark.parametrize("path", sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]), ids=lambda p: p.name)
def test_links_lead_somewhere(path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_recipes_run(tmp_path, monkeypatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", text("recipes.md"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks).replace("my_articles", str(ROOT / "seeds"))
    assert len(blocks) >= 2
    exec(compile(code, "recipes.md", "exec"), {})
    assert {p.suffix for p in (tmp_path / "paper_figures").iterdir()} >= {".png", ".svg", ".pdf", ".csv"}
