"""A path that is given is relative to where one stands; a default is anchored to the project."""

import pytest

from analysis.errors import InputError
from analysis.paths import ROOT, corpus_path, default_out


def test_the_default_is_the_seeds_wherever_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert corpus_path("") == ROOT / "seeds"


def test_a_given_path_is_relative_to_where_one_stands(tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert corpus_path("mine") == tmp_path.resolve() / "mine"


def test_a_missing_corpus_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"no file or folder nowhere .* Give the path"):
        corpus_path("nowhere")


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("mine", "build/mine/report"),
        ("mine.csv", "build/mine/report"),
        ("my.articles", "build/my.articles/report"),  # a folder: the dot is no file's ending
        ("report", "build/corpus-report/report"),  # must not lie inside the report on the seeds
    ],
)
def test_another_corpus_leaves_the_figures_of_the_seeds_alone(tmp_path, name, report):
    corpus = tmp_path / name
    if not name.endswith(".csv"):
        corpus.mkdir()
    assert default_out(corpus) == (ROOT / report, (ROOT / report).with_name("figures"))


def test_the_seeds_have_their_own_places():
    assert default_out(corpus_path("")) == (ROOT / "build" / "report", ROOT / "figures")
