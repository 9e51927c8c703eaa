"""The exploring notebook: choose articles, a speaker, a measure and a voice; figure, table and passages follow at once.

The controls are ipywidgets; what they change is an ordinary output, so that it stands in an executed notebook without a kernel
behind it, and is the same whether a parameter or a control has set it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import readability, sentiment, views
from analysis.articles import read
from analysis.errors import InputError
from analysis.figures import export, show
from analysis.figures import readability as draw_readability
from analysis.figures import tone as draw_tone
from analysis.measures import Measure
from analysis.story import Story, analyze

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MEASURES", "Dropped", "Explorer", "Shown", "State", "dropped", "voices_of"]

MEASURES: Mapping[str, Measure] = {
    **{name: readability.MEASURES[name] for name in readability.FRONT_PAGE},
    **sentiment.MEASURES,
}
MOST_TEXTS = 4  # articles whose passages are shown; the table has all of them
NAME = "explored"  # of the exported figure
_VOICES = {
    "all": "all words",
    "outlet": "the outlet's own words",
    "reported": "reported speech",
    "quoted": "quoted words",
    "both": "own and quoted words in one sentence",
}


def voices_of(measure: str) -> tuple[str, ...]:
    """The voices for which a measure is computed and drawn; every measure has the outlet's."""
    return tuple(readability.VOICES) if measure in readability.MEASURES else tuple(draw_tone.VOICES)


@dataclass(frozen=True)
class State:
    """What is chosen: ids of articles, an entity id ("": everyone), the names of a measure and of a voice."""

    articles: tuple[str, ...]
    speaker: str
    measure: str
    voice: str


@dataclass(frozen=True)
class Shown:
    """What is shown for a state: a figure (HTML), the table behind it, the speaker's statements, the passages they stand in."""

    parts: tuple[views.View | str, ...]

    def _repr_html_(self) -> str:
        found = [p for p in self.parts if isinstance(p, views.View)]
        style = f"<style>{views.sheet()}{''.join(v.rules for v in found)}</style>"
        return style + "".join(p.body if isinstance(p, views.View) else p for p in self.parts)

    def __repr__(self) -> str:
        return "; ".join(p.title for p in self.parts if isinstance(p, views.View))


class Explorer:
    """The view of a story in one state, and the controls that change it.

    ``articles`` are ids, labels or beginnings of ids, parted by commas (empty: all); ``speaker`` a name or an entity id (empty: who
    is given most words in these articles, ``everyone``: whole articles); ``measure`` and ``voice`` as in the tables. Raises
    :class:`InputError` where there is no such article, speaker, measure or voice.
    """

    def __init__(
        self, story: Story, articles: str = "", speaker: str = "", measure: str = "flesch_kincaid_grade", voice: str = "outlet"
    ) -> None:
        self.story = story
        names = [name.strip() for name in articles.split(",") if name.strip()]
        chosen = tuple(dict.fromkeys(story.corpus[name].id for name in names)) or tuple(story.labels)
        _among("measure", measure, MEASURES)
        _among(f"voice of {measure}", voice, voices_of(measure))
        self.state = State(chosen, self._speaker(speaker, chosen), measure, voice)
        self.values = pd.concat([story.readability, sentiment.voices(story.sentences, seed=story.seed)], ignore_index=True)
        # What was drawn or marked once is kept: a control then costs only what it changes.
        self._figures: dict[tuple[Any, ...], tuple[Axes, str]] = {}
        self._passages: dict[tuple[str, str], views.View] = {}

    @cached_property
    def speakers(self) -> dict[str, str]:
        """Entity ids and names of everybody who speaks, those with most words first."""
        table = self.story.speakers
        words = table.groupby("speaker_id")["words"].sum().sort_values(ascending=False, kind="stable")
        names = dict(zip(table["speaker_id"], table["name"], strict=True))
        return {str(i): str(names[i]) for i in words.index}

    def _speaker(self, wanted: str, articles: Iterable[str]) -> str:
        if wanted == "everyone":
            return ""
        if not wanted:
            own = self.story.speakers[self.story.speakers["article_id"].isin(list(articles))]
            words = own.groupby("speaker_id")["words"].sum()
            return str(words.idxmax()) if len(words) else ""
        found = [i for i, name in self.speakers.items() if wanted.casefold() in (i.casefold(), name.casefold())]
        if not found:
            _among("speaker", wanted, ["everyone", *self.speakers.values()])
        return found[0]

    @property
    def view(self) -> Shown:
        """Figure, tables and passages of the present state."""
        rows, measure = self._rows(), MEASURES[self.state.measure]
        shown = rows.assign(article=rows["article_id"].map(self.story.labels))
        columns = ["article", "value", "low", "high", "n_sentences"]
        caption = f"{measure.axis} of {_VOICES[self.state.voice]}; more: {measure.more_means}"
        return Shown((self._figure()[1], views.table(shown[columns], caption), *self._speech()))

    def _rows(self) -> pd.DataFrame:
        state, table = self.state, self.values
        return table[
            table["article_id"].isin(state.articles) & table["measure"].eq(state.measure) & table["voice"].eq(state.voice)
        ]

    def _figure(self) -> tuple[Axes, str]:
        key = (self.state.articles, self.state.measure, self.state.voice)
        if key not in self._figures:
            labels = {a: self.story.labels[a] for a in self.state.articles}
            measure = MEASURES[self.state.measure]
            if measure.name in readability.MEASURES:
                ax = draw_readability.scores(self._rows(), [measure], labels, self.state.voice)
            else:
                ax = draw_tone.by_voice(self._rows(), labels, measure, (self.state.voice,))
            self._figures[key] = (ax, show(ax)._repr_html_())
        return self._figures[key]

    def _speech(self) -> list[views.View | str]:
        """The speaker's statements in the chosen articles, and the paragraphs in which they stand."""
        speaker, table = self.state.speaker, self.story.attributions
        if not speaker:
            return [self._passage(self.state.articles[0])]
        own = table[table["article_id"].isin(self.state.articles) & table["speaker_ids"].map(lambda i: speaker in i.split(";"))]
        listed = own.assign(article=own["article_id"].map(self.story.labels))
        columns = ["article", "start", "end", "cue", "stance", "kind", "confidence", "words"]
        ids = {label: article for article, label in self.story.labels.items()}
        said = views.table(listed[columns], f"{self.speakers[speaker]}: statements in the articles chosen", ids)
        return [said, *(self._passage(article, speaker) for article in list(dict.fromkeys(own["article_id"]))[:MOST_TEXTS])]

    def _passage(self, article: str, speaker: str = "") -> views.View:
        """The annotated article, or of it the paragraphs in which a speaker is heard."""
        key = (article, speaker)
        if key not in self._passages:
            only = None
            table, spans = self.story.attributions, self.story.spans
            said = table[table["article_id"].eq(article)]
            if speaker:
                said = said[said["speaker_ids"].map(lambda ids: speaker in ids.split(";"))]
                lines = self.story.paragraphs[self.story.paragraphs["article_id"].eq(article)]
                places = list(zip(said["start"], said["end"], strict=True))
                starts, ends = lines["start"].to_numpy(), lines["end"].to_numpy()
                held = [any(a < e and s < b for s, e in places) for a, b in zip(starts, ends, strict=True)]
                only = lines["paragraph"].to_numpy()[held].tolist()
            content = spans[spans["article_id"].eq(article) & spans["part"].eq("content")]
            anchors = zip(content["start"], content["end"], strict=True)
            text = self.story.corpus[article].text
            self._passages[key] = views.annotated(article, text, self.story.shown, only=only, anchors=anchors)
        return self._passages[key]

    def show(self, figures: str = "") -> None:
        """Display the view where it will follow the controls; with a folder, also export its figure there."""
        from IPython.display import display

        if figures:
            export(self._figure()[0], NAME, figures)
        self._handle = display(self.view, display_id=True)

    def set(self, **changes: Any) -> None:
        """Change the state; what :meth:`show` displayed follows."""
        self.state = replace(self.state, **changes)
        if self.state.voice not in voices_of(self.state.measure):
            self.state = replace(self.state, voice="outlet")
        if getattr(self, "_handle", None) is not None:
            self._handle.update(self.view)

    def controls(self) -> Any:
        """The controls: articles (several with Shift or Ctrl), speaker, measure, voice."""
        import ipywidgets as w

        state, labels = self.state, self.story.labels
        wide = w.Layout(width="22rem")
        people = [("everyone: whole article", ""), *((name, i) for i, name in self.speakers.items())]
        boxes = {
            "articles": w.SelectMultiple(options=[(v, k) for k, v in labels.items()], value=state.articles, rows=min(8, len(labels)),
                                         description="Articles", layout=wide),
            "speaker": w.Dropdown(options=people, value=state.speaker, description="Speaker", layout=wide),
            "measure": w.Dropdown(options=[(m.label, n) for n, m in MEASURES.items()], value=state.measure, description="Measure",
                                  layout=wide),
            "voice": w.Dropdown(options=_options(state.measure), value=state.voice, description="Voice", layout=wide),
        }  # fmt: skip

        def follow(change: Any, name: str) -> None:
            if name == "articles" and not change["new"]:
                return  # a list box with nothing chosen: keep what was shown
            if name == "measure" and voices_of(change["old"]) != voices_of(change["new"]):
                keep = boxes["voice"].value if boxes["voice"].value in voices_of(change["new"]) else "outlet"
                with boxes["voice"].hold_trait_notifications():
                    boxes["voice"].options = _options(change["new"])
                    boxes["voice"].value = keep
            self.set(**{name: change["new"], "voice": boxes["voice"].value} if name == "measure" else {name: change["new"]})

        for name, box in boxes.items():
            box.observe(lambda change, name=name: follow(change, name), names="value")
        return w.HBox(list(boxes.values()), layout=w.Layout(flex_flow="row wrap"))


class Dropped:
    """A text of one's own, typed or pasted: the same measures and the same marks at once."""

    def __init__(self, text: str = "", seed: int = 0) -> None:
        self.text, self.seed = text, seed

    def controls(self) -> Any:
        """A box to paste into; leaving it (Tab, or a click elsewhere) reads the text."""
        import ipywidgets as w

        box = w.Textarea(
            value=self.text,
            placeholder="Paste a text here, then press Tab",
            description="Your text",
            continuous_update=False,
            layout=w.Layout(width="44rem", height="9rem"),
        )
        box.observe(lambda change: self.set(change["new"]), names="value")
        return box

    def show(self) -> None:
        """Display what is known of the text, where it will follow the box."""
        from IPython.display import display

        self._handle = display(dropped(self.text, self.seed), display_id=True)

    def set(self, text: str) -> None:
        """Take another text; what :meth:`show` displayed follows."""
        self.text = text
        if getattr(self, "_handle", None) is not None:
            self._handle.update(dropped(text, self.seed))


def dropped(text: str, seed: int = 0) -> Shown:
    """Readability, tone and statements of one text; a sentence where there is nothing to read."""
    if not text.strip():
        return Shown(("<p>No text yet.</p>",))
    try:
        story = analyze(read([text]), seed=seed)
    except InputError:
        return Shown(("<p>This text cannot be measured: it holds no words, or does not seem to be English.</p>",))
    tones = sentiment.voices(story.sentences, seed=seed)
    rows = pd.concat([story.readability, tones])
    rows = rows[rows["voice"].eq("all") & rows["measure"].isin(list(MEASURES))]
    table = pd.DataFrame(
        {
            "measure": [MEASURES[m].axis for m in rows["measure"]],
            "more means": [MEASURES[m].more_means for m in rows["measure"]],
            **{c: rows[c].to_numpy() for c in ("value", "low", "high", "n_sentences")},
        }
    )
    article = story.corpus.articles[0].id
    return Shown((views.table(table, "With 95 % intervals, where there is text enough"), story.annotated(article)))


def _options(measure: str) -> list[tuple[str, str]]:
    return [(_VOICES[v], v) for v in voices_of(measure)]


def _among(what: str, wanted: str, known: Iterable[str]) -> None:
    names = list(known)
    if wanted not in names:
        listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
        raise InputError(f"There is no {what} {wanted!r}. Choose one of: {listed}.")
