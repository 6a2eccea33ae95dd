"""Words: simplified text cut as jieba cuts it, spaCy Docs of words, and a spaCy tokenizer over the original text.

The one door to jieba's dictionary and, for words, to spaCy. jieba itself is not imported, so nobody's global tokenizer,
cache file or user dictionary is touched: the words are those of `dictionary`, jieba's with the terms of the genre, and
the cut is jieba's own, which the tests hold beside it. It is the most probable path through the dictionary, without
jieba's guess at unknown words (`HMM`), which joins single characters into words that do not exist: a left edge has to
be a word that is known.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_parser.dictionary import Dictionary
from govreport_parser.errors import DictionaryError
from govreport_parser.text.normalize import NormalizedText, normalize

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["ReportTokenizer", "cut", "cut_around", "function_words", "report_tokenizer", "terms", "words_doc"]

_FREQUENCY = 1000
"""Of a term without one: more than its pieces have together, less than everyday words."""
_CHINESE = re.compile(r"[\u4e00-\u9fd5]+")
_BLOCKS = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|\r\n|.", re.DOTALL)
"""What jieba cuts as one row; all other characters are words of their own."""
_INFINITE = float("inf")


def _data_lines(name: str) -> list[str]:
    text = files("govreport_parser").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def terms() -> dict[str, int]:
    """Return the genre's terms with their frequencies: 政府信息公开 first of all.

    >>> terms()["政府信息公开"] > terms()["住建局"]
    True
    """
    rows = (line.split() for line in _data_lines("terms.txt"))
    return {row[0]: int(row[1]) if len(row) > 1 else _FREQUENCY for row in rows}


@functools.cache
def function_words() -> frozenset[str]:
    """Return the words that never stand inside the name of a body: 召开, 以及, 已经."""
    return frozenset(_data_lines("function_words.txt"))


@functools.cache
def _dictionary() -> Dictionary:
    try:
        lines = Path(str(distribution("jieba").locate_file("jieba/dict.txt"))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise DictionaryError(
            f"jieba's dictionary dict.txt was not found ({error}). Run: pip install --force-reinstall jieba"
        ) from error
    return Dictionary(lines, terms())


def cut(text: str) -> list[str]:
    """Cut simplified text into words; joined they give `text` again.

    >>> cut("我区政府信息公开工作")
    ['我区', '政府信息公开', '工作']
    """
    words: list[str] = []
    for block in _BLOCKS.findall(text):
        words.extend([block] if len(block) == 1 or block == "\r\n" else _joined(_path(block)))
    return words


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Put single letters and digits that stand side by side into one word, as jieba does."""
    held = ""
    for word in words:
        if len(word) == 1 and word.isascii() and word.isalnum():
            held += word
            continue
        if held:
            yield held
            held = ""
        yield word
    if held:
        yield held


def cut_around(text: str, start: int, end: int, fixed: Sequence[tuple[int, int]]) -> list[str]:
    """Cut `text[start:end]`, in which the stretches `fixed` (sorted, disjoint) are words of their own.

    >>> cut_around("做好二七区委托办理", 0, 9, [(2, 5)])
    ['做好', '二七区', '委托', '办理']
    """
    words: list[str] = []
    for left, right in fixed:
        if start < left:
            words.extend(_letters(text[start:left]))
        words.append(text[left:right])
        start = right
    if start < end:
        words.extend(_letters(text[start:end]))
    return words


def _letters(text: str) -> list[str]:
    return _path(text) if _CHINESE.fullmatch(text) else cut(text)


def _path(text: str) -> list[str]:
    """Cut a row of characters: the path that jieba takes, found in one loop instead of three.

    Like jieba's, the path is the most probable one, of equals the one whose first word is longer.
    """
    known = _dictionary()
    known.learn(text)
    look_up, unknown = known.gains.get, known.unknown
    size = len(text)
    score, reach = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        best, best_end, end = -_INFINITE, start + 1, start + 1
        gain = look_up(text[start])
        while gain is not None:
            if gain:
                value = gain + score[end]
                if value >= best:
                    best, best_end = value, end
            end += 1
            if end > size:
                break
            gain = look_up(text[start:end])
        if best == -_INFINITE:
            best = score[start + 1] + unknown
        score[start], reach[start] = best, best_end
    words, start = [], 0
    while start < size:
        words.append(text[start : reach[start]])
        start = reach[start]
    return words


def words_doc(vocab: "Vocab", words: list[str]) -> "Doc":
    """Return a Doc of `words` without blanks between them."""
    from spacy.tokens import Doc

    return Doc(vocab, words=words, spaces=[False] * len(words))


class ReportTokenizer:
    """A spaCy tokenizer for reports: words over the original text, in whatever script it was written.

    `doc.text` is the text as given. Each token's `norm_` is its form in simplified mainland wording: 附屬檔案 has 附件.
    It holds nothing of its own, so that there is nothing to save; the four methods are there because spaCy asks.
    """

    def __init__(self, vocab: "Vocab") -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> "Doc":
        """Return the Doc of one text."""
        normal = normalize(text)
        pairs = _over_source(normal, cut(normal.text))
        doc = words_doc(self.vocab, [word for word, _ in pairs])
        for token, (_, norm) in zip(doc, pairs, strict=True):
            token.norm_ = norm
        return doc

    def pipe(self, texts: Iterable[str]) -> Iterable["Doc"]:
        """Yield the Docs of several texts, one by one."""
        return map(self, texts)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the dictionary comes with the package."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> "ReportTokenizer":  # noqa: ARG002
        """Return the tokenizer itself."""
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write nothing: the dictionary comes with the package."""

    def from_disk(self, path: str | Path, **_: object) -> "ReportTokenizer":  # noqa: ARG002
        """Return the tokenizer itself."""
        return self

    def __reduce__(self) -> tuple[Callable[["Vocab"], "ReportTokenizer"], tuple["Vocab"]]:
        return ReportTokenizer, (self.vocab,)


def _over_source(normal: NormalizedText, words: Iterable[str]) -> list[tuple[str, str]]:
    """Pair the source's own words with their normalised form; what normalisation dropped goes to the word before."""
    pairs: list[tuple[str, str]] = []
    reach = position = 0
    pending = ""
    for word in words:
        span = normal.source_span(position, position + len(word))
        position += len(word)
        pending += word
        if span.end <= reach:
            # Two words of one rewritten stretch: they are one word of the source.
            if pairs:
                pairs[-1] = (pairs[-1][0], pairs[-1][1] + pending)
                pending = ""
            continue
        gap = normal.source[reach : max(span.start, reach)]
        if gap and pairs:
            pairs[-1] = (pairs[-1][0] + gap, pairs[-1][1])
            gap = ""
        pairs.append((gap + normal.source[max(span.start, reach) : span.end], pending))
        reach, pending = span.end, ""
    rest = normal.source[reach:]
    if rest:
        pairs.append((rest, rest)) if not pairs else pairs.__setitem__(-1, (pairs[-1][0] + rest, pairs[-1][1]))
    return pairs


def report_tokenizer() -> Callable[["Language"], ReportTokenizer]:
    """Return the factory that spaCy's configuration asks for: nlp → tokenizer."""
    return _make


def _make(nlp: "Language") -> ReportTokenizer:
    return ReportTokenizer(nlp.vocab)
