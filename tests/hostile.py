"""Input as no user should have to give it, made from a number: broken bytes, odd characters, broken tables, hostile pages.

Every generator takes a ``random.Random`` and gives the files of a folder, by name. Where ``good.txt`` (or the row ``good``) is
among them, it must be read whatever stands beside it. ``ATTACKS`` are texts that try to be executed where they are only to be read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from random import Random

Files = dict[str, bytes]

GOOD = (
    "Council to mend bridge\nBy Ann Lee\nMarch 3, 2021\n\n"
    "The council met on Monday and agreed to mend the bridge over the river before the winter comes.\n\n"
    "“It will hold for 20 years,” said Mayor Tom Bell, who had opposed the plan. He praised the engineers.\n\n"
    "Critics said that the cost, about $2.5 million, was a disgrace and that the ferry would have been cheaper.\n"
)
SCRIPT = "window.ran=1;fetch('/ran');alert(1)"
ATTACKS = (
    f"<script>{SCRIPT}</script>",
    f"</script></style></title></textarea><script>{SCRIPT}</script>",
    f'<img src=x onerror="{SCRIPT}">',
    f'"><svg onload={SCRIPT}>',
    f"' onmouseover='{SCRIPT}' autofocus onfocus='{SCRIPT}' x='",
    f"javascript:{SCRIPT}",
    f"[press here](javascript:{SCRIPT})",
    f'<a href="javascript:{SCRIPT}">press</a>',
    "<iframe src='http://attacker.invalid/frame'></iframe><link rel=stylesheet href='http://attacker.invalid/s.css'>",
    "![](http://attacker.invalid/picture.png) <img src='http://attacker.invalid/picture.png'>",
    "<style>@import url(http://attacker.invalid/s.css); * { background: url(http://attacker.invalid/b.png) }</style>",
    "<meta http-equiv=refresh content='0;url=http://attacker.invalid/'><base href='http://attacker.invalid/'>",
    f"{{{{ 7*7 }}}} {{% raw %}} ${{7*7}} <!--#exec cmd='id'--> ]]> &lt;script&gt;{SCRIPT}&lt;/script&gt;",
    '=HYPERLINK("http://attacker.invalid/","press")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m",
    "\x9b31mred\x9d0;owned\x9c",
    "$x^2$ $\\href{javascript:alert(1)}{x}$ \\(a\\) \\input{/etc/passwd}",
    "\u202egnirts desrever\u202c \u2066isolated\u2069 \u200b\u200d\ufeff",
)
BAD_IDS = (
    "../../outside", "/etc/outside", "..", ".", "C:\\outside", "a/b/c", "..\\..\\outside", "CON", "nul.txt", "aux", "x" * 300,
    "a\x00b", "a\nb", "-rf", "~", "$HOME", "`id`", "id;ls", "café", "CAFÉ", "<b>", "a'b\"c", "\u202egpj", "#", "?q=1", "%2e%2e%2f",
    "=1+1", "", " ", "\U0001f600",
)  # fmt: skip
ALPHABET = (
    list("abcdefgh EOT.,;:!?-()[]{}0123456789\n\n\n  ")
    + list("\"'“”‘’„‟«»`´‹›")
    + ["''", "``", "—", "–", "…", "\t", "\r", "\r\n", "\x00", "\x01", "\x0b", "\x0c", "\x1b", "\x1c", "\x7f", "\x85", "\xa0", "\xad"]
    + ["\u2028", "\u2029", "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff"]
    + ["\ufffd", "\uffff", "\U0001f600", "\u0301"]
    + list("İßﬁ中ق")
)  # fmt: skip
WORDS = (
    "the The of and to in a is that for it on as was with by at be said says told according Mr. Mrs. Gen. U.S. President Ann Lee "
    "Tom Bell Lee's council bridge Monday on. he He she they “we I” \"no\" 'yes' million $2.5 20 1,000 1/2 2014 45-year-old 6'2\" 3% "
    "March 3, 2021 Moscow Berlin European Union report titled called good bad disgrace praised not never very who which , . ? ! -- … "
    "percent about at least between 10 and 20 III Jr. van de O'Neil McDonald — : ; ( ) By Photo: AP Getty Reuters © Subscribe "
    "tens hundreds thousands dozens half an sixth two thirds it his her its both and or nor US WHO May Q: LEE: driver, officials "
    # Where case is ignored, a pattern takes these letters for s and i.
    "h\u0131s m\u0131llion M\u0130LL\u0130ON th\u0131rds s\u0131xth dozen\u017f \u017feptember"
).split()
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "mac-roman",
    "shift-jis",
    "koi8-r",
)


def words(rng: Random, most: int = 60) -> str:
    """Running text of the words that the rules look at, in no order."""
    glue = (" ", " ", " ", " ", "\n\n", "", "\n", "\u00a0")
    return "".join(rng.choice(WORDS) + rng.choice(glue) for _ in range(rng.randrange(1, most)))


def characters(rng: Random, most: int = 120) -> str:
    return "".join(rng.choice(ALPHABET) for _ in range(rng.randrange(1, most)))


def marks(rng: Random) -> str:
    """One mark or two by the hundred, with or without words between."""
    own = rng.sample(ALPHABET[44:60], 2)
    fill = rng.choice(["", " ", "a", " a ", ". ", "\n"])
    return "".join(rng.choice(own) + fill for _ in range(rng.randrange(1, 300)))


def text(rng: Random) -> str:
    """Any of the texts above, attacks, or a good article with something wrong in it."""
    parts = rng.choices(
        [words, characters, marks, lambda r: r.choice(ATTACKS), lambda r: GOOD, _damaged, _one_line],
        weights=[6, 4, 2, 2, 1, 3, 1],
        k=rng.choice([1, 1, 2, 3]),
    )
    return rng.choice(["", " ", "\n", "\n\n"]).join(part(rng) for part in parts)


def _damaged(rng: Random) -> str:
    """A good article with pieces cut out, doubled, moved, or odd characters put in."""
    own = GOOD
    for _ in range(rng.randrange(1, 8)):
        a, b = sorted(rng.randrange(len(own) + 1) for _ in range(2))
        own = rng.choice([own[:a] + own[b:], own[:b] + own[a:], own[:a] + rng.choice(ALPHABET) + own[a:], own[b:] + own[:b]])
        own = own[:2000] or "x"
    return own


def _one_line(rng: Random) -> str:
    """One unit over and over, in one line: what a rule that looks too far stumbles over."""
    return (rng.choice(WORDS) + rng.choice(["", " ", ". ", "“", " '"])) * rng.randrange(50, 400)


def text_files(rng: Random) -> Files:
    return {"good.txt": GOOD.encode(), _name(rng, ".txt"): text(rng).encode("utf-8", "surrogatepass")}


def binary_files(rng: Random) -> Files:
    """Bytes of no encoding, of an odd one, or of one that was broken on the way."""
    data = rng.choice(
        [rng.randbytes(rng.randrange(400)), _encoded(rng), GOOD.encode()[: rng.randrange(400)] + rng.randbytes(9)]
    )
    if rng.random() < 0.5 and data:
        cut = rng.randrange(len(data))
        data = (
            data[:cut]
            + rng.choice([b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", bytes([rng.randrange(256)])])
            + data[cut:]
        )
    return {"good.txt": GOOD.encode(), _name(rng, rng.choice([".txt", ".md", ".html"])): data}


def _encoded(rng: Random) -> bytes:
    return text(rng).encode(rng.choice(ENCODINGS), "replace" if rng.random() < 0.5 else "ignore")


def html_files(rng: Random) -> Files:
    """Pages that are no pages: tags that never close, nest or overlap, attributes without end, scripts, deep trees."""
    tags = (
        "html head title body article p div span h1 table td ul li a b i script style iframe svg math meta br template".split()
    )
    out = []
    for _ in range(rng.randrange(1, 40)):
        tag = rng.choice(tags)
        part = rng.choice(
            [
                "<{0}>",
                "</{0}>",
                "<{0} class='{1}",
                '<{0} {1}="{1}">',
                "<{0}>{1}</{0}>",
                "<!--",
                "-->",
                "<![CDATA[",
                "&#{2};",
                "{1}",
            ]
        )
        out.append(part.format(tag, rng.choice([text(rng), rng.choice(ATTACKS), "x"]), rng.randrange(0x120000)))
    if rng.random() < 0.3:
        out.insert(0, f"<html><title>{rng.choice(ATTACKS)}</title><article><p>{GOOD}</p>" * rng.randrange(1, 3))
    if rng.random() < 0.05:
        out.insert(0, "<div>" * rng.randrange(1000, 5000))
    return {"good.txt": GOOD.encode(), _name(rng, ".html"): "".join(out).encode("utf-8", "replace")}


def table_files(rng: Random) -> Files:
    """Tables with missing, extra and doubled columns, cells of any kind, broken lines; one row is a good article."""
    columns = [
        *rng.sample(["outlet", "title", "byline", "published", "url", "outlet_basis", "extra", ""], rng.randrange(8)),
        "id",
        "text",
    ]
    columns += rng.choice([[], [], ["text"], ["id"], ["ID", "Text "]])
    rng.shuffle(columns)
    rows = [{c: _cell(rng) for c in columns} for _ in range(rng.randrange(4))]
    rows.insert(rng.randrange(len(rows) + 1), {**{c: "" for c in columns}, "id": "good", "text": GOOD})
    if rng.random() < 0.5:
        return {"table.jsonl": _json_lines(rng, rows)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=rng.choice(["\n", "\r\n"]))
    writer.writerow(columns)
    for row in rows:
        good = row["id"] == "good"
        cells = [GOOD if good and c == "text" else "good" if good and c == "id" else str(row[c]) for c in columns]
        writer.writerow(cells if good else rng.choice([cells, cells, cells[: rng.randrange(len(cells))], [*cells, "more"]]))
    return {"table.csv": out.getvalue().encode("utf-8", "replace")}


def _json_lines(rng: Random, rows: list[dict]) -> bytes:
    lines = [json.dumps(row, ensure_ascii=rng.random() < 0.5) for row in rows]
    odd = ["", "{", "[]", "null", '"text"', "[" * 3000, '{"id": {"a": [1]}, "text": ["x", null]}', '{"id": "s", "text": "\\ud800 a \\udfff"}',
           '{"id": 1e999, "text": NaN}', '{"id": "n", "text": ' + "9" * 5000 + "}"]  # fmt: skip
    for _ in range(rng.randrange(3)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(odd))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _cell(rng: Random) -> object:
    return rng.choice(
        [
            text(rng),
            rng.choice(ATTACKS),
            rng.choice(BAD_IDS),
            "",
            "\ud800",
            None,
            3,
            1.5,
            True,
            ["a"],
            {"b": 1},
            "x" * rng.choice([1] * 9 + [200_000]),
        ]
    )


_SETTINGS = [
    'roles."good.txt" = {"0" = "kicker", "99" = "body"}',
    'roles."nowhere.txt" = {"0" = "body"}',
    'language."other.txt" = "en"',
    'entities.same = [["Tom Bell", "Ann Lee", "Mayor"], ["Tom Bell"]]',
    'entities.different = [["Tom Bell", "Bell"], []]',
    'events."../../x" = ["good.txt", "nowhere.txt"]',
    'tone.topic_words = ["bridge", ""]',
    "tone.neutral_words = []",
    "unknown = 3",
    '[kinds]\n"Tom Bell" = "place"\n"the" = "person"\n"Ann Lee" = "anonymous"',
    '[speakers."other.txt"]\n0 = ["Ann Lee", "nobody we know"]',
    '[speakers."good.txt"]\n0 = []\n"1" = ["\\u202e", "the", "Tom Bell"]',
]
_KEYS = ["roles", "language", "entities.same", "entities.different", "tone.topic_words", "tone.other", "entities", "tone", "events",
         'roles."good.txt"', 'language."other.txt"', "events.x",
         "kinds", 'kinds."Tom Bell"', "speakers", 'speakers."good.txt"', 'speakers."good.txt"."0"']  # fmt: skip
_VALUES = ['"en"', "3", "[1]", '["a", "b"]', '[["Tom Bell", "Ann Lee"]]', '[["", " "]]', "{}", '{"0" = "body"}', '{"x" = "nothing"}',
           '{"0" = 3}', "2020-01-02", "true", "nan", "[[]]"]  # fmt: skip


def sidecar_files(rng: Random) -> Files:
    """Good and odd articles under ``metadata.csv`` and ``overrides.toml`` that name what is not there or are no such files."""
    ids = ["good.txt", "other.txt", "nowhere.txt", *rng.sample(BAD_IDS, 2)]
    columns = rng.sample(["outlet", "title", "byline", "published", "url", "event", "x"], rng.randrange(1, 7))
    columns.insert(rng.randrange(len(columns)), "id" if rng.random() < 0.9 else "ID")
    lines = [",".join(columns)]
    for _ in range(3):
        cells = [rng.choice(ids) if c == "id" else rng.choice([*ATTACKS, "2020-01-02", "9999-99-99", ""]) for c in columns]
        lines.append(",".join(json.dumps(cell) for cell in cells[: rng.choice([9, 9, 9, 2])]))
    toml = "\n".join(rng.sample(_SETTINGS, rng.randrange(4)))
    if rng.random() < 0.2:
        toml += f"\n{rng.choice(_KEYS)} = {rng.choice(_VALUES)}"
    toml += rng.choice([*[""] * 40, "\n[", "\n= 3", "\nx = 1\nx = 2", "\n\x00", "\nx = " + "[" * 2000])
    found = {"good.txt": GOOD.encode(), "other.txt": text(rng).encode("utf-8", "replace")}
    if rng.random() < 0.7:
        found["metadata.csv"] = "\n".join(lines).encode() if rng.random() < 0.9 else rng.randbytes(60)
    if rng.random() < 0.7:
        found["overrides.toml"] = toml.encode() if rng.random() < 0.9 else rng.randbytes(60)
    return found


def _name(rng: Random, ending: str) -> str:
    stem = rng.choice(["odd", "a b", "-x", "ö", "metadata copy", "=1", "x" * 200, "<b>", "a;b", "\u202ex", "$(id)", "\udcff"])
    return stem + ending


KINDS: dict[str, Callable[[Random], Files]] = {
    "text": text_files,
    "bytes": binary_files,
    "html": html_files,
    "table": table_files,
    "sidecars": sidecar_files,
}


def hostile_table(articles: int = 5) -> bytes:
    """JSON Lines of articles whose ids, titles, outlets, bylines, names and words all try to be executed."""
    rows = []
    for n in range(articles):
        own = [ATTACKS[(n + k * articles) % len(ATTACKS)] for k in range(-(-len(ATTACKS) // articles))]
        lines = [
            f"Council to mend bridge {own[0]}",
            f"By Ann {own[1]}",
            "The council met on Monday and agreed to mend the bridge over the river before the winter comes, officials said.",
            f"“It will hold for {20 + n} years {own[2]},” said Mayor Tom Bell, who had opposed the plan. He praised the engineers.",
            f"Mr. Bell {own[3]} told reporters that “the cost {own[-1]} is a disgrace,” about ${2 + n} million.",
            f"According to {own[1]}, the ferry is good. [Carol Kane]({own[0]}) denied it: “That is a lie {own[2]}.”",
        ]
        known = {
            "outlet": own[0] if n else "=1+1",
            "title": own[1],
            "byline": own[2],
            "url": f"javascript:{SCRIPT}",
            "event": own[0],
        }
        rows.append(
            {"id": [*own, *BAD_IDS][n % 3] + f" {BAD_IDS[n]}", "text": "\n\n".join(lines), **known, "published": "2021-03-03"}
        )
    return "\n".join(json.dumps(row) for row in rows).encode()
