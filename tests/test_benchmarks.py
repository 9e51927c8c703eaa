"""The plan's sums, the table beside the peers, and that docs/scale.md says what benchmarks/peers.json holds."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.paths import ROOT
from benchmarks import peers, peers_figure, plan

FOUND = json.loads(peers.RESULT.read_text(encoding="utf-8"))
TWO_ROUNDS = {
    "texts": "typed by hand",
    "articles": 2,
    "words": [1000, 3000],
    "versions": ["spacy 0"],
    "python": "3",
    "cores": 1,
    "load_before": 0.0,
    "load_after": 0.0,
    "missing": ["textacy is left out: textacy is not installed."],
    "contestants": {
        peers.BARE: {"seconds": [1.0, 2.0], "peak_mib": 100, "start_up": 2.0, "refused": 1},
        peers.OURS: {"seconds": [2.0, 10.0], "peak_mib": 200, "start_up": 3.0, "refused": 0},
    },
}


@pytest.mark.parametrize(("name", "made"), [("peers", peers.table), ("plan", plan.table)])
def test_docs_hold_what_was_measured(name: str, made) -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", page, re.DOTALL)[1] == made(FOUND)


def test_every_contestant_read_every_round() -> None:
    assert {len(c["seconds"]) for c in FOUND["contestants"].values()} == {len(FOUND["words"])}
    assert {peers.BARE, peers.OURS} <= set(FOUND["contestants"])


def test_stages_are_those_that_the_plan_tells_apart() -> None:
    assert set(plan.ALONE) < set(FOUND["stages"])


def test_ratios_are_taken_within_rounds() -> None:
    said = peers.table(TWO_ROUNDS)
    # 1000/1 and 3000/2 words a second against 1000/2 and 3000/10: .5 and .2 times.
    assert f"| {peers.OURS} | 400 | 0.35 (0.20 to 0.50) | 200 MiB | 3.0 s |" in said
    assert f"{peers.BARE} refused 1 of 4 articles." in said
    assert said.endswith("textacy is left out: textacy is not installed.")


def test_without_spacy_there_is_no_ratio() -> None:
    alone = TWO_ROUNDS | {"contestants": {peers.OURS: TWO_ROUNDS["contestants"][peers.OURS]}}
    assert f"| {peers.OURS} | 400 | – |" in peers.table(alone)


def test_a_day_by_hand() -> None:
    day = plan.plan(
        {"identities": 0.9, "tone": 3.6},
        {"text": 4e6, "kept work": 1e6},
        1000,
        5e8,
        plan.Assumed(articles=1000, hours=0.5, price=2),
    )
    # 4.5 s an article are 4500 s: 1.25 hours of a core, 2.5 cores for half an hour. One fifth is done by one process alone.
    assert [(s.name, s.core_hours, s.share, s.cost) for s in day.stages] == [
        ("tone", pytest.approx(1.0), pytest.approx(0.8), pytest.approx(2.0)),
        ("identities", pytest.approx(0.25), pytest.approx(0.2), pytest.approx(0.5)),
    ]
    assert (day.core_hours, day.cores, day.cost) == pytest.approx((1.25, 2.5, 2.5))
    assert day.memory == pytest.approx(2.5 * 1000 * 2**20 / 1e9)
    assert day.gigabytes == pytest.approx({"text": 4.0, "kept work": 1.0})
    assert (day.most_jobs, day.kept_articles) == pytest.approx((5, 500))


@given(st.dictionaries(st.sampled_from([*plan.ALONE, "tone"]), st.floats(0.001, 10)).filter(lambda d: set(d) - {"tone"}))
def test_shares_are_of_the_whole_and_hours_grow_with_articles(stages: dict[str, float]) -> None:
    once, twice = (plan.plan(stages, {"kept work": 1}, 1, 1, plan.Assumed(articles=n)) for n in (1000, 2000))
    assert sum(s.share for s in once.stages) == pytest.approx(1)
    assert twice.core_hours == pytest.approx(2 * once.core_hours)
    assert once.stages[0].share == max(s.share for s in once.stages)
    assert once.most_jobs >= 1 or once.most_jobs == pytest.approx(1)


def test_a_peer_that_is_missing_says_so(tmp_path, monkeypatch) -> None:
    for model in peers.MODELS:
        (tmp_path / f"{model}.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    contestant = peers.Contestant(peers.BARE, tmp_path / "texts.json")
    contestant.close()
    assert contestant.missing.startswith("spaCy's small English model")


def test_a_contestant_reads_a_round(tmp_path) -> None:
    (tmp_path / "texts.json").write_text(json.dumps([["One sentence. Another one."]]), encoding="utf-8")
    contestant = peers.Contestant("floor: cutting into word pieces", tmp_path / "texts.json")
    answer = contestant.read(0)
    contestant.close()
    assert not contestant.missing
    assert set(answer) == {"seconds", "peak", "more"}


def test_texts_of_rounds_are_all_different() -> None:
    rounds = peers.deal("", 2, 3)
    assert len({text for own in rounds for text in own}) == 6
    assert rounds == peers.deal("", 2, 3)


def test_dots_stand_at_the_medians_of_the_rounds_and_lines_reach_from_the_slowest_to_the_fastest() -> None:
    lines = {tuple(round(float(x), 6) for x in line.get_xdata()) for line in peers_figure.draw(TWO_ROUNDS).lines}
    assert {(0.2, 0.5), (0.35,)} <= lines  # ours: .5 and .2 times bare spaCy's speed


def test_floors_stand_below_the_contestants_and_ours_is_marked() -> None:
    table = peers_figure.ratios(FOUND)
    assert table["floor"].is_monotonic_increasing
    assert table["middle"].groupby(table["floor"]).is_monotonic_increasing.all()
    bold = [text.get_text() for text in peers_figure.draw(FOUND).texts if text.get_fontweight() == "bold"]
    assert bold == [peers.OURS]


def test_the_same_figures_give_the_same_bytes_and_without_spacy_there_is_no_picture(tmp_path) -> None:
    first, second, none = (tmp_path / name for name in ("first.svg", "second.svg", "none.svg"))
    assert peers_figure.write(TWO_ROUNDS, first)
    assert peers_figure.write(TWO_ROUNDS, second)
    assert first.read_bytes() == second.read_bytes()
    alone = TWO_ROUNDS | {"contestants": {peers.OURS: TWO_ROUNDS["contestants"][peers.OURS]}}
    assert not peers_figure.write(alone, none)
    assert not none.exists()


def test_the_picture_in_the_docs_shows_what_was_measured() -> None:
    drawn = set(re.findall(r"<!-- (.*?) -->", peers_figure.PICTURE.read_text(encoding="utf-8")))
    table = peers_figure.ratios(FOUND)
    assert {*table["name"], *(f"{speed:,.0f}" for speed in table["speed"])} <= drawn
    assert "](peers.svg)" in (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def test_one_command_runs_all_benchmarks() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "-n", "-o", ".venv/.installed", "benchmarks", "TEXTS=a b.jsonl"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    calls = [line.partition("python ")[2] for line in said.stdout.splitlines() if "python " in line]
    assert calls[0] == '-m benchmarks.peers --texts "a b.jsonl"'
    assert [call.split()[1] for call in calls[1:]] == ["speed", "jobs", "memory"]
