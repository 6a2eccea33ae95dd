"""Words: a private jieba, windows of text as spaCy Docs, and a spaCy tokenizer over the original text.

The one door to jieba and, for words, to spaCy; both are imported when the first word is asked for. jieba's global
tokenizer, its cache file and its user dictionary are never touched: the table is read with `gen_pfdict` and the terms
of the genre are written into that private table. Cutting is the most probable path through the dictionary, without
jieba's guess at unknown words (`HMM`): it joins 由区财政局 into 由区|财政局, and a left edge has to be a word that is known.
"""

import functools
import threading
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreport_parser.text.normalize import NormalizedText, normalize

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["ReportTokenizer", "cut", "cut_around", "function_words", "report_tokenizer", "terms", "words_doc", "zone"]

_FREQUENCY = 1000
"""Of a term without one: more than its pieces have together, less than everyday words."""
_LOCK = threading.Lock()


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
def _load() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

        tokenizer = jieba.Tokenizer()
        table, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    for word, frequency in terms().items():
        total += frequency - table.get(word, 0)
        table[word] = frequency
        for end in range(1, len(word)):
            table.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = table, total, True
    return tokenizer


def _jieba() -> Any:
    with _LOCK:
        return _load()


def cut(text: str) -> list[str]:
    """Cut simplified text into words; joined they give `text` again.

    >>> cut("我区政府信息公开工作")
    ['我区', '政府信息公开', '工作']
    """
    return list(_jieba().cut(text, HMM=False)) if text else []


def cut_around(text: str, start: int, end: int, fixed: Sequence[tuple[int, int]]) -> list[str]:
    """Cut `text[start:end]`, in which the stretches `fixed` (sorted, disjoint) are words of their own.

    >>> cut_around("做好二七区委托事项", 0, 9, [(2, 5)])
    ['做好', '二七区', '委托', '事项']
    """
    words: list[str] = []
    cutter = _jieba()
    for left, right in fixed:
        if start < left:
            words.extend(cutter.cut(text[start:left], HMM=False))
        words.append(text[left:right])
        start = right
    if start < end:
        words.extend(cutter.cut(text[start:end], HMM=False))
    return words


def zone(vocab: "Vocab") -> AbstractContextManager[Any]:
    """Return the vocabulary's memory zone: what is made inside is freed when it ends (spaCy before 3.8 has none)."""
    make: Callable[[], AbstractContextManager[Any]] = getattr(vocab, "memory_zone", nullcontext)
    return make()


def words_doc(vocab: "Vocab", words: Sequence[str], tags: Sequence[str] | None = None) -> "Doc":
    """Return a Doc of `words` without blanks between them; call it inside `zone(vocab)`."""
    from spacy.tokens import Doc

    return Doc(vocab, words=list(words), spaces=[False] * len(words), tags=None if tags is None else list(tags))


class ReportTokenizer:
    """A spaCy tokenizer for reports: words over the original text, in whatever script it was written.

    `doc.text` is the text as given. Each token's `norm_` is its form in simplified mainland wording: 附屬檔案 has 附件.
    It holds nothing of its own, so that there is nothing to save; the four methods are there because spaCy asks for them.
    """

    def __init__(self, vocab: "Vocab") -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> "Doc":
        """Return the Doc of one text."""
        normal = normalize(text)
        pairs = _over_source(normal, cut(normal.text))
        doc = words_doc(self.vocab, [word for word, _ in pairs])
        for token, (word, norm) in zip(doc, pairs, strict=True):
            if norm != word:
                token.norm_ = norm
        return doc

    def pipe(self, texts: Iterable[str]) -> Iterable["Doc"]:
        """Yield the Docs of several texts, one by one."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the dictionary comes with the package."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> "ReportTokenizer":  # noqa: ARG002
        """Return the tokenizer itself."""
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write nothing: the dictionary comes with the package."""

    def from_disk(self, path: str | Path, **_: Any) -> "ReportTokenizer":  # noqa: ARG002
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


def report_tokenizer() -> Callable[[Any], ReportTokenizer]:
    """Return the factory that spaCy's configuration asks for: nlp → tokenizer."""
    return _make


def _make(nlp: Any) -> ReportTokenizer:
    return ReportTokenizer(nlp.vocab)
