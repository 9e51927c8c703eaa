"""Scores against a gold standard: by hand, by properties, and against the shared scorer where that is at hand."""

import gzip
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import cli
from analysis.evaluation import METRICS, Count, compare, count, evaluate, totals
from analysis.evaluation.scoring import Text
from analysis.evaluation.standoff import Marked
from analysis.evaluation.stretches import stretches

ROOT = Path(__file__).resolve().parents[1]
SCORER = Path("../shared/tools/score_attribution.py")
SEEDS_SCORER = Path("../shared/tools/score_seeds.py")
# What the analysis of the five seeds must reach at least, as counts of the seeds' scorer.
SEEDS_AT_LEAST = {"paragraphs_right": 128, "quoted_role": 42, "speech_speaker": 32, "core_found": 62, "core_speaker": 60}
SEEDS_PRECISION = 0.80  # predicted statements that match one of the gold


def shared(scorer: Path) -> Path:
    if not (ROOT / scorer).is_file():
        pytest.skip(f"{scorer.as_posix()} is not beside the project")
    return ROOT / scorer


def at(text: str, *parts: str) -> tuple[tuple[int, int], ...]:
    """The spans where parts of a text first stand."""
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def said(text: str, *content: str, by: str = "") -> Marked:
    return Marked(at(text, *content), source=at(text, by) if by else ())


BRIDGE = 'Ada said that the bridge opens soon. "We are all quite glad," Bo said.'
# Tokens: that the bridge opens soon (5, 5 words), "We are all quite glad," (8, 5 words).
BRIDGE_GOLD = [said(BRIDGE, "that the bridge opens soon", by="Ada"), said(BRIDGE, '"We are all quite glad,"', by="Bo")]
RAIN = "oak elm fir ash, said Kim. red tan sky jet, it is said."
RAIN_GOLD = [said(RAIN, "oak elm fir ash", by="Kim"), said(RAIN, "red tan sky jet")]  # the second names no source
SPLIT = '"I ran," Eva said, "and saw the whole field." Her "odd" day ended.'
SPLIT_GOLD = [said(SPLIT, '"I ran,"', '"and saw the whole field."', by="Eva")]  # 2 + 5 words

BY_HAND = {
    "edges and a leading that decide tokens, not contents": (
        BRIDGE,
        BRIDGE_GOLD,
        [said(BRIDGE, "the bridge opens soon.", by="Ada"), said(BRIDGE, "We are all quite glad", by="Ada")],
        {
            # Predicted: the bridge opens soon . (5) and five words, in all 10; the full stop alone is not gold's.
            "content_tokens": Count(9, 10, 9, 13),
            "content_words": Count(9, 9, 9, 10),
            "content_exact": Count(2, 2, 2, 2),
            "right_source": Count(1, 2, 1, 2),  # Bo's words were given to Ada
            "source_accuracy": Count(0, 0, 1, 2),
            "quoted/content_tokens": Count(5, 5, 5, 8),
            "quoted/right_source": Count(0, 1, 0, 1),
            "unquoted/content_tokens": Count(4, 5, 4, 5),
            "unquoted/right_source": Count(1, 1, 1, 1),
            "quote_spans": Count(0, 0, 1, 1),
            "quote_spans_source": Count(0, 0, 0, 1),
            "quote_spans_5w": Count(0, 0, 1, 1),  # exactly five words
        },
    ),
    "half is enough, the best pair wins, and each is used once": (
        RAIN,
        RAIN_GOLD,
        # Overlaps with the first: 2/4 and 3/4, so the second prediction gets it and the first nothing; of the third: 1/6.
        [said(RAIN, "oak elm", by="Kim"), said(RAIN, "oak elm fir", by="said"), said(RAIN, "jet, it is", by="said")],
        {
            "content_relaxed": Count(1, 3, 1, 2),
            "content_exact": Count(0, 3, 0, 2),
            "right_source": Count(0, 3, 0, 1),
            "content_tokens": Count(4, 7, 4, 8),  # oak elm fir, and jet of: jet , it is
        },
    ),
    "half alone": (RAIN, RAIN_GOLD, [said(RAIN, "oak elm", by="Kim")], {"content_relaxed": Count(1, 1, 1, 2)}),
    "less than half": (RAIN, RAIN_GOLD, [said(RAIN, "oak", by="Kim")], {"content_relaxed": Count(0, 1, 0, 2)}),
    "a gold without source asks for none": (
        RAIN,
        RAIN_GOLD,
        [said(RAIN, "red tan sky jet", by="Kim")],
        {"content_exact": Count(1, 1, 1, 2), "right_source": Count(0, 0, 0, 1), "source_accuracy": Count(0, 0, 0, 0)},
    ),
    "a prediction without source is never right": (
        RAIN,
        RAIN_GOLD,
        [said(RAIN, "oak elm fir ash")],
        {"right_source": Count(0, 1, 0, 1), "source_accuracy": Count(0, 0, 0, 1)},
    ),
    "a broken quotation is one content of two spans": (
        SPLIT,
        SPLIT_GOLD,
        [said(SPLIT, '"I ran,"', by="Eva"), said(SPLIT, '"and saw the whole field."', by="Eva")],
        {
            "content_relaxed": Count(1, 2, 1, 1),  # 2/7 and 5/7
            "content_exact": Count(0, 2, 0, 1),
            "content_tokens": Count(13, 13, 13, 13),  # " I ran , " and " and saw the whole field . "
            "quote_spans": Count(0, 0, 2, 2),  # "odd" stands in no content of the gold
            "quote_spans_source": Count(0, 0, 2, 2),
            "quote_spans_5w": Count(0, 0, 1, 1),
        },
    ),
    "pairs and tokens are looked for among all, not within a subset": (
        BRIDGE,
        BRIDGE_GOLD,
        [said(BRIDGE, 'soon. "We are all quite glad,"', by="Bo")],
        {
            # Predicted, and quoted: soon . and the eight; of these all but the full stop are some gold's.
            "quoted/content_tokens": Count(9, 10, 8, 8),
            "unquoted/content_tokens": Count(0, 0, 1, 5),  # soon
            "quoted/content_relaxed": Count(1, 1, 1, 1),  # 5/6
            "content_exact": Count(0, 1, 0, 2),
        },
    ),
    "nothing predicted": (
        BRIDGE,
        BRIDGE_GOLD,
        [],
        {"content_tokens": Count(0, 0, 0, 13), "right_source": Count(0, 0, 0, 2), "quote_spans": Count(0, 0, 0, 1)},
    ),
    "a content without a token is no statement": (
        RAIN,
        [Marked(((3, 4),))],
        [Marked(((5, 5),))],
        {"content_exact": Count(), "content_tokens": Count()},
    ),
}


@pytest.mark.parametrize(("text", "gold", "predicted", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_counts_by_hand(text, gold, predicted, expected):
    counts = count(compare(text, gold, predicted))
    assert set(counts) == set(METRICS)
    assert {name: counts[name] for name in expected} == expected


MAYOR = "The mayor of Lund who ran said no. He left."


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("The mayor of Lund", "mayor", True),
        ("The mayor of Lund", "Lund who ran", True),
        ("The mayor of Lund", "The", False),  # a word that names nobody
        ("who", "The mayor of Lund who ran", True),  # the gold has no other word
        ("He", "He", True),
        ("He", "mayor", False),  # a pronoun must be that pronoun
        ("Lund", "", False),
    ],
)
def test_sources(gold, predicted, right):
    assert Text(MAYOR).same_source(said(MAYOR, "no", by=gold), said(MAYOR, "no", by=predicted)) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and \"no\" and ''never''.", ["“yes”", '"no"', "''never''"]),
        ("„Ja“ and «oui» and ``aye''", ["„Ja“", "«oui»", "``aye''"]),
        ("''Bo cried, 'Stop.''' He ran.", ["''Bo cried, 'Stop.'''"]),
        ("“He said ‘no’ to “us” all”", ["“He said ‘no’ to “us”"]),
        ("An 'open' (‘frank’) talk", ["'open'", "‘frank’"]),
        ("The dogs' food, Bo's '90s car, stop 'em", []),
        ("He called it 'the dogs' choice' today", ["'the dogs' choice'"]),
        ("“One\n\n“Two,” he said", ["“One", "“Two,”"]),
        ("“One.\nTwo,” he said", ["“One.", "Two,”"]),
        ('it ends" here', []),
        ("“Why?“ he asked", ["“Why?“"]),
        ("a lone 'mark", []),
    ],
)
def test_quoted_stretches(text, expected):
    assert [text[start:end] for start, end in stretches(text)] == expected


@given(st.text(alphabet="as. \n'\"“”‘’«»`-9", max_size=60))
def test_stretches_are_in_order_and_apart(text):
    edges = [edge for span in stretches(text) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in stretches(text))
    assert not any("\n" in text[start:end] for start, end in stretches(text))


def test_totals_by_hand():
    # P = (1 + 1) / (2 + 2), R = (1 + 1) / (4 + 4), F1 = 2 * 1/2 * 1/4 / (3/4) = 1/3
    entry = totals([dict.fromkeys(METRICS, Count(1, 2, 1, 4))] * 2, 50, 1)["content_exact"]
    assert (entry["precision"], entry["recall"], entry["f1"]) == (50, 25, 33.33)
    assert entry["f1_95"] == [33.33, 33.33]  # articles that are alike cannot vary


def test_an_interval_by_hand():
    # One article with everything right, one with nothing: a resample is 0, 50 or 100 with chances 1/4, 1/2, 1/4.
    articles = [dict.fromkeys(METRICS, Count(n, 1, n, 1)) for n in (0, 1)]
    assert totals(articles, 1000, 0)["right_source"]["recall_95"] == [0, 100]
    assert totals(articles, 99, 3) == totals(articles, 99, 3)
    assert "recall_95" not in totals(articles, 0)["right_source"]


def test_what_cannot_be_divided_is_undefined():
    entry = totals([count(compare("Rain.", [], []))])["content_exact"]
    assert [entry[k] for k in ("precision", "recall", "f1", "f1_95")] == [None] * 4
    entry = totals([count(compare(RAIN, RAIN_GOLD, []))])["content_exact"]
    assert [entry[k] for k in ("precision", "recall", "f1")] == [None, 0, 0]


# Made-up articles: words, names and all sorts of marks; statements follow one another, as annotators mark them.
WORDS = "the rain that bridge who he Ada Lund's of said we’ll open voters' 'em 3 é naïve U.S.".split()
PIECES = [*WORDS, '"', "“", "”", "''", "'open'", "‘", "’", ",", ".", "\n", "—", "«so»"]


def article(rng: random.Random, length: int) -> tuple[str, list[Marked]]:
    text = ""
    for piece in rng.choices(PIECES, k=length):
        text += piece + rng.choice(["", " ", " ", " "])
    cuts = sorted(rng.sample(range(len(text) + 1), min(len(text), 2 * rng.randrange(9))))
    gold = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        middle = (start + end) // 2
        content = rng.choice([((start, end),), ((start, middle), (min(end, middle + 3), end))])
        gold.append(Marked(content, source=rng.choice([(), (span(rng, text),), (span(rng, text),)])))
    return text, gold


def span(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randrange(len(text))
    return start, min(len(text), start + rng.randrange(1, 14))


def perturbed(rng: random.Random, text: str, gold: list[Marked]) -> list[Marked]:
    """The gold with edges moved, sources changed, statements lost, doubled and made up."""
    result = []
    for item in rng.sample(gold, rng.randint(0, len(gold))) + rng.sample(gold, len(gold) // 4):
        moved = tuple(tuple(sorted(min(len(text), max(0, x + rng.choice((0, 0, -5, 4)))) for x in s)) for s in item.content)
        result.append(Marked(moved, source=rng.choice([item.source, item.source, (), (span(rng, text),)])))
    return result + [Marked((span(rng, text),), source=(span(rng, text),)) for _ in range(rng.randrange(3))]


articles = st.builds(lambda seed, length: article(random.Random(seed), length), st.integers(0, 2**32), st.integers(1, 120))


@given(articles)
@example(article(random.Random(0), 4))
def test_a_gold_scored_against_itself_is_perfect(made):
    text, gold = made
    compared = compare(text, gold, gold)
    # Of two statements that share a word, either may be the one that holds a stretch: whose source it has is not settled then.
    shared = sum(len(g.tokens) for g in compared.gold) > len(frozenset().union(*(g.tokens for g in compared.gold)))
    for metric, entry in totals([count(compared)], 0).items():
        if shared and metric.startswith("quote_spans_source"):
            continue
        figures = [entry.get(name) for name in ("precision", "recall", "f1")]
        assert set(figures) <= {100, None}, metric
        assert entry["recall"] == (100 if entry["gold"] else None), metric


# A prediction may stand in the way of another whose content fits worse and whose source is right, so figures of sources may
# rise when it goes. These may not.
NEVER_RISE = ["content_tokens", "content_words", "content_exact", "content_relaxed", "quote_spans", "quote_spans_5w"]


@given(articles, st.integers(0, 2**32))
@settings(max_examples=200)
def test_dropping_predictions_never_raises_recall(made, seed):
    text, gold = made
    rng = random.Random(seed)
    predicted = perturbed(rng, text, gold)
    fewer = [p for p in predicted if rng.random() < 0.7]
    before, after = count(compare(text, gold, predicted)), count(compare(text, gold, fewer))
    for metric in NEVER_RISE:
        assert after[metric].found <= before[metric].found, metric
        assert after[metric].gold == before[metric].gold, metric


def write(path: Path, rows: list[dict]) -> Path:
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def standoff(name: str, items: list[Marked]) -> dict:
    return {"id": name, "attributions": [{"content": i.content, "cue": i.cue, "source": i.source} for i in items]}


def scored_by_the_shared_scorer(gold: Path, predicted: Path, texts: Path, *options: str) -> dict:
    command = [sys.executable, shared(SCORER), gold, predicted, "--articles", texts, *options, "--json", "-"]
    return json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)["metrics"]


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_is_the_shared_scorers(tmp_path, seed):
    rng = random.Random(seed)
    made = {f"é{n}": article(rng, rng.randrange(1, 300)) for n in range(rng.choice([2, 12, 25]))}
    texts = write(tmp_path / "texts.jsonl.gz", [{"id": i, "text": text} for i, (text, _) in made.items()])
    gold = write(tmp_path / "gold.jsonl", [standoff(i, gold) for i, (_, gold) in made.items()])
    lines = [standoff(i, perturbed(rng, *pair)) for i, pair in made.items()]
    predicted = write(tmp_path / "predicted.jsonl.gz", [*rng.sample(lines, len(lines) - 1), standoff("other", [])])
    expected = scored_by_the_shared_scorer(gold, predicted, texts, "--bootstrap", "80", "--seed", str(seed))
    metrics = evaluate(gold, texts, predicted, bootstrap=80, seed=seed).metrics
    assert list(metrics) == list(expected)
    for metric, entry in expected.items():
        # The shared scorer writes 0 where there is nothing to divide by; here that is undefined.
        divided = {"precision": entry.get("predicted"), "recall": entry["gold"], "f1": entry.get("predicted") or entry["gold"]}
        wanted = {k: None if divided.get(k.removesuffix("_95"), 1) == 0 else v for k, v in entry.items()}
        assert metrics[metric] == wanted, metric


# Words that might be thought to name nobody; each must count as it does in the shared scorer.
SMALL_WORDS = """a an the all another any both each either neither enough every few less many more most much no none one ones two
three first last other others own same several some such that this these those there here i me my mine we us our ours you your
yours he him his she her hers it its they them their theirs who whom whose which what whoever and but nor not or so yet as at by
for from in into of off on onto over to under up with without about after against before between during since through until am
are be been being did do does had has have having is was were will would can could may might must shall should very too also
just only even then than when where while if because though mr mrs ms miss dr sir s t d ll re ve new said people""".split()


def test_small_words_count_as_in_the_shared_scorer(tmp_path):
    made = {word: f"{word} Ada said oak elm." for word in SMALL_WORDS}
    both = {word: said(text, "oak elm", by=f"{word} Ada") for word, text in made.items()}
    alone = {word: said(text, "oak elm", by=word) for word, text in made.items()}
    texts = write(tmp_path / "texts.jsonl", [{"id": word, "text": text} for word, text in made.items()])
    right = {word for word, text in made.items() if Text(text).same_source(both[word], alone[word])}
    assert 0 < len(right) < len(made)
    gold = write(tmp_path / "gold.jsonl", [standoff(word, [item]) for word, item in both.items()])
    for words in (right, set(made) - right):
        predicted = write(tmp_path / "predicted.jsonl", [standoff(word, [alone[word]]) for word in sorted(words)])
        entry = scored_by_the_shared_scorer(gold, predicted, texts, "--bootstrap", "0")["right_source"]
        assert entry["gold_matched"] == (len(words) if words is right else 0)


def test_seeds_reach_what_they_must(tmp_path):
    scorer, out = shared(SEEDS_SCORER), tmp_path / "annotations.jsonl"
    assert cli.main(["annotate", str(ROOT / "seeds"), "--out", str(out)]) == 0
    command = [sys.executable, scorer, ROOT / "tests" / "seeds_gold.json", out, "--json"]
    counts = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
    assert {name: counts[name] for name in SEEDS_AT_LEAST if counts[name] < SEEDS_AT_LEAST[name]} == {}
    assert counts["predicted_matched"] / counts["predicted"] >= SEEDS_PRECISION


def test_the_page_of_documentation_shows_what_is_printed(tmp_path, capsys):
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    texts, gold, predicted = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    for name, content in (("t", texts), ("g", gold), ("p", predicted)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    arguments = ["--gold", tmp_path / "g", "--texts", tmp_path / "t", "--predictions", tmp_path / "p", "--bootstrap", "0"]
    assert cli.main(["evaluate", *map(str, arguments)]) == 0
    shown = re.search(r"```\n(\d+ articles.*?)```", page, re.DOTALL)
    assert shown
    assert capsys.readouterr().out.startswith(shown[1])
    for metric in METRICS:
        assert metric in page or metric.startswith(("quoted/", "unquoted/")), metric
