/* Search, in the source's own characters and in the wording that was read: 复议 finds 複議. */
let hits = [], hit = -1;
const most = 5000;
function find(query) {
  const found = new Map();
  const look = (words, place) => {
    for (let at = words.indexOf(query); at >= 0 && found.size < most; at = words.indexOf(query, at + query.length)) {
      const [start, end] = place(at, at + query.length);
      if (!found.has(start) || found.get(start) < end) found.set(start, end);
    }
  };
  look(reading().source.toLowerCase(), (start, end) => [start, end]);
  const { words, from } = normal();
  look(words.toLowerCase(), (start, end) => [from[start], Math.max(from[end - 1] + 1, from[end])]);
  return [...found].sort((a, b) => a[0] - b[0]);
}
function range([start, end], live) {
  const from = locate(start, false), to = locate(end, true);
  if (!from || !to) return null;
  // A live range costs a walk over its siblings; thousands of them would take seconds.
  if (!live) return new StaticRange({ startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] });
  const result = document.createRange();
  result.setStart(...from);
  result.setEnd(...to);
  return result;
}
function paint() {
  if (!CSS.highlights) return;
  const ranges = hits.map(place => range(place)).filter(Boolean);
  CSS.highlights.set("hit", new Highlight(...ranges));
  if (hit >= 0 && ranges[hit]) CSS.highlights.set("now", new Highlight(ranges[hit])); else CSS.highlights.delete("now");
}
function search() {
  const query = $("q").value.trim().toLowerCase();
  hits = query ? find(query) : [];
  hit = -1;
  root.classList.toggle("searching", Boolean(query));
  for (const record of document.querySelectorAll(".rec.hit")) record.classList.remove("hit");
  if (query) for (const record of records.querySelectorAll(".rec")) if (matches(record, query)) for (let up = record; up; up = up.parentElement.closest(".rec")) up.classList.add("hit");
  paint();
  tellHits();
}
function matches(record, query) {
  if ((record.dataset.f || "").toLowerCase().includes(query)) return true;
  const start = +record.dataset.s, end = +record.dataset.e;
  let low = 0, high = hits.length;
  while (low < high) { const middle = (low + high) >> 1; if (hits[middle][1] <= start) low = middle + 1; else high = middle; }
  return low < hits.length && hits[low][0] < end;
}
function tellHits() {
  const some = hits.length >= most ? "+" : "";
  $("hits").textContent = $("q").value.trim() ? (hit >= 0 ? `${hit + 1} / ${hits.length}${some}` : `${hits.length}${some} ${say("处", "hits")}`) : "";
}
function toHit(by) {
  if (!hits.length) return;
  hit = hit < 0 ? (by > 0 ? 0 : hits.length - 1) : (hit + by + hits.length) % hits.length;
  const node = locate(hits[hit][0], false)[0].parentElement;
  toDesk();
  pane("left");
  unfold(node);
  paint();
  node.closest(".ln").scrollIntoView({ block: "nearest" });
  settle(() => {
    if (hit < 0) return 0;
    const own = range(hits[hit], true).getBoundingClientRect(), box = text.getBoundingClientRect();
    const gap = wide() ? own.top - box.top - box.height * 0.38 : own.top - innerHeight * 0.4;
    if (wide()) text.scrollTop += gap; else scrollBy(0, gap);
    return gap;
  }, "text");
  tellHits();
}
let waiting = 0;
$("q").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
$("q").addEventListener("keydown", event => {
  if (event.isComposing) return;
  if (event.key === "Enter") { event.preventDefault(); clearTimeout(waiting); if (hit < 0) search(); toHit(event.shiftKey ? -1 : 1); }
  if (event.key === "Escape") { $("q").value = ""; search(); text.focus(); }
});
$("q-next").onclick = () => toHit(1);
$("q-back").onclick = () => toHit(-1);

