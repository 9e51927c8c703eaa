"""Scores of a network on whole articles, by the scorer that the project's evaluation uses."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from analysis.quotes import decoding, pieces
from analysis.quotes.marks import outermost, pair


def answers(forward, text: str, tokenizer) -> list[decoding.Found]:
    """The statements in a text. ``forward`` takes ids, case, quoted, mask (arrays) and gives tags, query, key."""
    stretches = outermost(pair(text))
    paragraphs = pieces.encode(text, tokenizer, stretches)
    windows = pieces.pack([len(p) for p in paragraphs])
    rows = [pieces.inputs([paragraphs[n] for n in w.paragraphs], tokenizer) for w in windows]
    scores: list[decoding.Scores | None] = [None] * len(windows)
    for batch in pieces.batches([row.shape[1] for row in rows], 2048):
        arrays = pieces.padded([rows[n] for n in batch])
        outputs = forward(*arrays)
        for place, n in enumerate(batch):
            scores[n] = decoding.Scores(*(np.asarray(o[place]) for o in outputs))
    return decoding.decode(paragraphs, windows, scores, stretches)


def by_torch(model):
    """A network as ``forward``."""
    model.eval()

    def forward(ids, case, quoted, mask):
        with torch.inference_mode():
            return [o.numpy() for o in model(*(torch.from_numpy(a) for a in (ids, case, quoted)), torch.from_numpy(mask))]

    return forward


def score(forward, articles: list[dict], gold: dict[str, list[dict]], tokenizer, scorer: Path, bootstrap: int = 0) -> dict:
    """F1 and the rest of ``score_attribution.py`` on these articles."""
    with tempfile.TemporaryDirectory() as folder:
        texts, marked, given = (Path(folder) / name for name in ("texts.jsonl", "gold.jsonl", "given.jsonl"))
        _write(texts, ({"id": a["id"], "text": a["text"]} for a in articles))
        _write(marked, ({"id": a["id"], "attributions": gold[a["id"]]} for a in articles))
        found = ((a["id"], answers(forward, a["text"], tokenizer)) for a in articles)
        _write(given, ({"id": i, "attributions": [_spans(f) for f in fs]} for i, fs in found))
        command = [sys.executable, str(scorer), str(marked), str(given), "--articles", str(texts), "--json", "-"]
        result = subprocess.run([*command, "--bootstrap", str(bootstrap)], capture_output=True, text=True, check=True)
    return json.loads(result.stdout)


def _spans(found: decoding.Found) -> dict:
    return {"content": found.content, "cue": found.cue, "source": found.source}


def _write(path: Path, rows) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
