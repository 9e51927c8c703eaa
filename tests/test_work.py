"""The work on one article: the same tables however it is done, and only what changed is done again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import analyze, read, tables, work
from analysis.articles import Corpus
from analysis.cache import Cache
from analysis.engines import Local
from analysis.errors import InputError, SameStoryError
from analysis.paths import ROOT
from analysis.sentiment import with_words

TEXTS = [
    'Ferry to sail\n\nAda Lowe said on Monday the ferry would sail. "It is a disgrace," Ben Hart told reporters.\n\nHe left.\n',
    "Bridge shut\n\nMayor Ben Hart denied that the bridge was closed. Ada Lowe praised the council for its patience.\n",
    "Rain\n\nIt rained for nine days, and nobody came to the island. The road was flooded.\n",
]


def written(folder: Path, corpus: Corpus, **how) -> dict[str, bytes]:
    analyze(corpus, **how).write(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> dict[str, bytes]:
    """The tables with one process and nothing kept."""
    return written(tmp_path_factory.mktemp("plain") / "t", read(TEXTS), cache=None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory, plain) -> Path:
    cache = tmp_path_factory.mktemp("work") / "cache"
    assert written(cache.parent / "t", read(TEXTS), cache=cache) == plain
    return cache


def test_kept_work_gives_the_same_bytes_and_is_not_done_again(tmp_path, plain, filled, monkeypatch):
    monkeypatch.setattr(work, "find", None)  # whoever asks, fails
    assert written(tmp_path / "t", read(TEXTS), cache=filled) == plain


def test_two_processes_give_the_same_bytes(tmp_path, plain):
    assert written(tmp_path / "t", read(TEXTS), cache=tmp_path / "c", jobs=2) == plain
    assert len(list((tmp_path / "c").glob("??/*"))) == len(TEXTS)


@pytest.fixture
def done(monkeypatch) -> list[str]:
    """The texts that are worked on."""
    seen: list[str] = []
    whole = work.find
    monkeypatch.setattr(work, "find", lambda reading, read: seen.append(reading.article.text) or whole(reading, read))
    return seen


def test_only_the_changed_article_is_done_again(filled, done):
    changed = [TEXTS[0], TEXTS[1] + "\nThe end.\n", TEXTS[2]]
    _ = analyze(read(changed), cache=filled).attributions
    assert done == changed[1:2]


def test_other_articles_beside_it_cost_nothing(filled, done):
    """Without the second article, the first one's targets are those it had, or others that it names."""
    assert len(analyze(read(TEXTS[:1]), cache=filled).targets)
    assert not done


def test_what_the_user_overrides_counts(filled, done):
    _ = analyze(with_words(read(TEXTS[:1]), neutral_words="disgrace"), cache=filled).sentences
    assert done == TEXTS[:1]


def test_another_version_of_the_code_counts(filled, done, monkeypatch):
    monkeypatch.setattr(work, "version", lambda: "another")
    _ = analyze(read(TEXTS[:1]), cache=filled).attributions
    assert done == TEXTS[:1]


def test_a_damaged_entry_is_done_anew(tmp_path, plain, filled):
    for path in filled.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])
    assert written(tmp_path / "t", read(TEXTS), cache=filled) == plain


def test_an_unwritable_cache_costs_nothing(tmp_path, plain, monkeypatch):
    monkeypatch.setattr(Cache, "_path", lambda self, key: tmp_path / "file" / key)
    (tmp_path / "file").write_text("in the way")
    assert written(tmp_path / "t", read(TEXTS), cache=tmp_path / "c") == plain


def test_an_error_in_another_process_is_the_same_sentence():
    corpus = Corpus(read(TEXTS).articles, overrides={"tone": {"topic_words": "rain"}})
    with pytest.raises(InputError, match="must hold lists of words"):
        _ = analyze(corpus, cache=None, jobs=2).attributions


def test_a_process_that_dies_is_told_in_a_sentence():
    engine = Local(2)
    with pytest.raises(SameStoryError, match="fewer --jobs"):
        list(engine.map(os._exit, [1, 1, 1]))
    engine.close()


LOADED = """
import sys
from analysis import read, work
from analysis.engines import Local
texts = ["Ada Lowe said on Monday that the ferry would sail to the island again. It was a disgrace, Ben Hart said."]
corpus = read(texts)
before = {name for name in sys.modules if name.startswith("analysis")}
list(work.readings(corpus.articles, {}, Local()))
print(*sorted(m.__file__ for name, m in sys.modules.items() if name.startswith("analysis.")))
"""
# What the work loads without depending on it: the article is in the key; these only carry it, keep it, or describe it.
CARRIERS = (
    "articles cache cells encodings engines errors files folders limits measures overrides page rows sidecars webpages".split()
)


def test_every_module_that_the_work_loads_is_in_its_version():
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, cwd=ROOT, check=True)
    home = ROOT / "analysis"
    loaded = {Path(name).relative_to(home).as_posix() for name in ran.stdout.split()}
    covered = {path.relative_to(home).as_posix() for pattern in work.CODE for path in home.glob(pattern)}
    compare = {name for name in loaded if name.startswith("compare/")}  # intervals of voices, which the work does not ask for
    assert loaded - covered - compare == {f"{name}.py" for name in CARRIERS} & loaded
    assert {"quotes/decoding.py", "sentiment/scoring.py", "targets.py"} <= loaded & covered


def test_tables_are_all_there(plain):
    assert set(plain) == {f"{name}.csv" for name in tables.NAMES} | {"about.json"}
