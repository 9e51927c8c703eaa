"""The three lines of the interface: tables with the promised columns, written whole, the same twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import InputError, analyze, findings, read, sources, tables
from analysis.annotate import annotations
from analysis.paths import ROOT

COLUMNS = {
    "articles": "article_id label outlet title byline published url outlet_basis published_basis language words sentences group_id",
    "paragraphs": "article_id paragraph start end role",
    "sentences": "article_id paragraph sentence start end role words voice tone tone_told tone_reported fired",
    "sentence_parts": "article_id paragraph sentence start end role words voice tone tone_told tone_reported fired share",
    "readability": "article_id voice measure value low high n_sentences n_words",
    "quoted": "article_id start end role speaker_id",
    "attributions": "article_id attribution kind sort stance tense rule confidence speaker_ids words quoted_words",
    "spans": "article_id attribution part start end",
    "entities": "entity_id name kind variants articles",
    "mentions": "article_id entity_id start end form voice",
    "quantities": "article_id start end kind value high date unit of bound voice",
    "speakers": "article_id speaker_id statements words quoted_words share",
    "targets": "article_id target_id start end polarity negative neutral positive voice",
    "passages": "passage a_article_id a_start a_end b_article_id b_start b_end words similarity edits",
    "edits": "passage edit op sort a_article_id a_start a_end b_article_id b_start b_end a_words b_words",
    "directions": "a_article_id b_article_id shared_words likelihood evidence",
    "containment": "a_article_id b_article_id containment longest_run_words",
    "statements": "statement article_id attribution change similarity speaker_id start end words quoted_words kept group_id tellings "
    "whole_article_id whole_attribution edits note",
    "headline_quotes": "article_id start end role quoted in_text missing note",
    "lost_attributions": "with_article_id attribution with_start with_end without_article_id start end how similarity confidence "
    "quoted_there why",
    "clashes": "clash type a_article_id a_start a_end b_article_id b_start b_end confidence why",
    "coverage": "article_id item_id item kind present mentions expected alone_here alone_missing",
    "word_choice": "article_id term of count rate others log_odds low high p_corrected told_apart confidence evidence",
    "events": "article_id event basis similarity words",
    "values": "measure voice article_id value low high error paragraphs sentences",
    "differences": "measure voice a_article_id b_article_id difference low high p p_corrected told_apart",
}
QUIET = "The old bridge over the river has been closed since the flood of March, and the way round it is long and steep."


@pytest.fixture(scope="module")
def seeds() -> analysis.Story:
    return analyze(read(ROOT / "seeds"))


@pytest.fixture(scope="module")
def quiet() -> analysis.Story:
    """One article, no speech, no metadata."""
    return analyze(read([QUIET]))


@pytest.mark.parametrize("name", tables.NAMES)
def test_tables_have_their_columns(seeds: analysis.Story, quiet: analysis.Story, name: str) -> None:
    for story in (seeds, quiet):
        assert set(COLUMNS[name].split()) <= set(getattr(story, name).columns)


def test_every_offset_points_into_its_article(seeds: analysis.Story) -> None:
    length = {r.article.id: len(r.article.text) for r in seeds.readings}
    for name in ("paragraphs sentences quoted spans mentions quantities targets statements headline_quotes").split():
        table = getattr(seeds, name)
        assert ((table["start"] >= 0) & (table["start"] < table["end"])).all(), name
        assert (table["end"] <= table["article_id"].map(length)).all(), name


def test_one_identity_space(seeds: analysis.Story) -> None:
    known = set(seeds.entities["entity_id"])
    speakers = {s for ids in seeds.attributions["speaker_ids"] if ids for s in ids.split(";")}
    assert speakers | set(seeds.mentions["entity_id"]) | set(seeds.targets["target_id"]) <= known
    assert set(seeds.quoted["speaker_id"]) - {""} <= speakers
    assert seeds.entities["entity_id"].is_unique


def test_shares_of_a_speaker_are_of_all_attributed_words(seeds: analysis.Story) -> None:
    words = seeds.attributions.groupby("article_id")["words"].sum()
    table = seeds.speakers
    assert (table["share"] == table["words"] / table["article_id"].map(words)).all()
    assert (table["quoted_words"] <= table["words"]).all()


def test_written_twice_the_bytes_are_the_same(seeds: analysis.Story, tmp_path: Path) -> None:
    first = seeds.write(tmp_path / "one")
    second = analyze(read(ROOT / "seeds")).write(tmp_path / "two")
    assert [p.name for p in first] == [f"{name}.csv" for name in tables.NAMES]
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_a_spreadsheet_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    (path,) = tables.write({"t": pd.DataFrame({"x": ["=1+1", "-5", "plain"], "n": [-1, 2, 3]})}, tmp_path)
    assert path.read_text() == "x,n\n'=1+1,-1\n'-5,2\nplain,3\n"


def test_an_unknown_form_is_refused(seeds: analysis.Story, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="csv, json or parquet"):
        seeds.write(tmp_path, "xlsx")


def test_annotations_have_the_reference_keys(seeds: analysis.Story) -> None:
    row = next(annotations(seeds))
    assert list(row) == "id title byline outlet published paragraphs sentences quoted attributions".split()
    statement = row["attributions"][0]
    assert {"kind", "speaker", "source", "cue", "content", "sort", "stance", "rule", "confidence"} <= set(statement)
    assert row["id"] == seeds.corpus["000"].id


@pytest.mark.parametrize(
    "say",
    [
        sources.say_voices,
        sources.say_speakers,
        sources.say_kinds,
        sources.say_verbs,
        sources.say_source_kinds,
        sources.say_positions,
        sources.say_left_open,
    ],
)
def test_sentences_are_said_of_any_corpus(seeds: analysis.Story, quiet: analysis.Story, say) -> None:
    for story in (seeds, quiet):
        assert say(story).endswith(".")
        assert "nan" not in say(story)


def test_findings_are_computed(seeds: analysis.Story, quiet: analysis.Story) -> None:
    said = findings.findings(seeds)
    assert said[0].startswith(f"{len(seeds.corpus)} articles ({seeds.articles['group_id'].nunique()} tellings")
    top = seeds.speakers.groupby("name")["words"].sum().idxmax()
    assert any(top in sentence for sentence in said)
    alone = findings.findings(quiet)
    assert alone[0].startswith("1 article,")
    assert "No article attributes any words to a source." in alone


def test_copies_count_once_on_request(seeds: analysis.Story) -> None:
    once = analyze(read(ROOT / "seeds"), copies_once=True)
    assert len(once.corpus) == seeds.articles["group_id"].nunique()
    assert set(once.differences["a_article_id"]) <= set(once.labels)
    out = set(seeds.labels) - set(once.labels)
    assert {item.what for item in once.corpus.left_out} == out
    assert all("copies count once" in str(item) for item in once.corpus.left_out)


def test_twenty_measures_are_compared(seeds: analysis.Story) -> None:
    assert seeds.values["measure"].nunique() == 20
    pairs = len(seeds.corpus) * (len(seeds.corpus) - 1) // 2
    assert (seeds.differences.groupby(["measure", "voice"]).size() == pairs).all()


def test_nothing_heavy_is_loaded_on_import() -> None:
    import subprocess
    import sys

    code = (
        "import sys, analysis; print([m for m in ('pandas', 'numpy', 'nltk', 'matplotlib', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
