"use strict";
(() => {
const $ = id => document.getElementById(id);
const root = document.documentElement, text = $("text"), records = $("records");
const data = JSON.parse($("data").textContent);
const english = () => root.lang.startsWith("en");
const say = (zh, en) => (english() ? en : zh);
const wide = () => matchMedia("(min-width:56.01rem)").matches;
root.classList.add("js");
root.dataset.pane = "left";

/* Language, light and dark, print. */
if (root.dataset.lang === "auto") root.lang = (navigator.language || "zh").startsWith("zh") ? "zh-Hans" : "en";
$("b-lang").onclick = () => { root.lang = english() ? "zh-Hans" : "en"; };
$("b-theme").onclick = () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
};
$("b-print").onclick = () => print();
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const fold of folded) fold.open = true;
  if (mode) for (const line of lines()) wrapEdits(line);
});
addEventListener("afterprint", () => { for (const fold of folded) fold.open = false; });

/* Help. */
$("b-help").onclick = () => $("help").showModal();
$("help-close").onclick = () => $("help").close();

/* The text as the browser holds it: every text node with its place in the source. */
const lines = () => text.querySelectorAll(".ln");
const width = node => (parseInt(node.textContent.slice(3), 16) > 0xffff ? 2 : 1);
function segments(line) {
  const found = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = +line.dataset.s;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const control = node.parentNode.className === "ctl";
    const size = control ? width(node) : node.length;
    found.push({ at, size, node, control });
    at += size;
  }
  return found;
}
let whole = null;
function reading() {
  if (whole) return whole;
  const pieces = [], parts = [];
  let length = 0;
  for (const line of lines()) {
    const start = +line.dataset.s;
    if (start > length) { parts.push("\n".repeat(start - length)); length = start; }
    for (const piece of segments(line)) {
      pieces.push(piece);
      parts.push(piece.control ? "\u25a1".repeat(piece.size) : piece.node.data);
      length += piece.size;
    }
  }
  whole = { pieces, source: parts.join("") };
  return whole;
}
let plainText = null;
/* The wording that was read, with the place of each of its characters in the source. */
function normal() {
  if (plainText) return plainText;
  const source = reading().source, parts = [], from = [];
  let at = 0;
  for (const [start, end, words] of data.edits) {
    parts.push(source.slice(at, start), words);
    for (; at < start; at++) from.push(at);
    for (let i = 0; i < words.length; i++) from.push(words.length === end - start ? start + i : start);
    at = end;
  }
  parts.push(source.slice(at));
  for (; at <= source.length; at++) from.push(at);
  plainText = { words: parts.join(""), from };
  return plainText;
}
function locate(position, end) {
  const pieces = reading().pieces;
  let low = 0, high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (end ? pieces[middle].at < position : pieces[middle].at <= position) low = middle; else high = middle - 1;
  }
  const piece = pieces[low];
  return piece && [piece.node, piece.control ? (end ? piece.node.length : 0) : Math.max(0, Math.min(piece.node.length, position - piece.at))];
}
function offset(mark) {
  const line = mark.closest(".ln");
  for (const piece of segments(line)) if (mark.contains(piece.node)) return piece.at;
  return +line.dataset.s;
}
const lineOf = mark => { let line = mark.closest(".ln"); const all = [...lines()]; let i = all.indexOf(line); while (i > 0 && !all[i].dataset.n) i--; return all[i] && all[i].dataset.n; };

/* Selection: one record, shown on both sides. */
let chosen = null, chosenMark = null;
const kindOf = element => ["count", "date", "event", "institution", "document", "absence", "cell", "finding"].find(kind => element.classList.contains(kind));
const isOff = mark => root.classList.contains("off-" + kindOf(mark));
const marksOf = id => [...text.querySelectorAll(`mark[data-r~="${CSS.escape(id)}"]`)];
function unfold(element) {
  // What was left out of the layout for speed has no true place; what is looked for must have one.
  for (let around = element; around && around !== document.body; around = around.parentElement) {
    if (around.matches(".part,.tab,.rec,.ln,.card")) around.style.contentVisibility = "visible";
  }
  for (let fold = element.parentElement && element.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    // A heading stands in its own fold's summary and is seen though it is shut.
    if (!(fold.firstElementChild.contains(element))) fold.open = true;
  }
}
/* What comes into sight gets its true height only then: move until the place stands still. */
const moving = {};
function settle(move, name = "") {
  const mine = (moving[name] = {});
  let frames = 20, still = 0;
  const again = () => {
    if (moving[name] !== mine) return;
    still = Math.abs(move()) < 2 ? still + 1 : 0;
    if (--frames > 0 && still < 3) requestAnimationFrame(again);
  };
  again();
}
function reveal(pane, element) {
  unfold(element);
  settle(() => {
    if (!pane || !wide()) { const before = scrollY; element.scrollIntoView({ block: "center", inline: "nearest" }); return scrollY - before; }
    const box = pane.getBoundingClientRect(), own = element.getBoundingClientRect();
    if (own.left < box.left || own.right > box.right) element.scrollIntoView({ block: "nearest", inline: "center" });
    const gap = own.top - box.top - Math.max(16, (box.height - own.height) * 0.38);
    pane.scrollTop += gap;
    return gap;
  }, pane ? pane.id : "page");
  element.classList.remove("flash");
  void element.offsetWidth;
  element.classList.add("flash");
}
function toDesk() {
  if (!wide()) return;
  settle(() => {
    const gap = $("desk").getBoundingClientRect().top;
    scrollBy(0, gap);
    return gap;
  }, "page");
}
function pane(name) {
  root.dataset.pane = name;
  for (const button of document.querySelectorAll("[data-pane]")) if (button !== root) button.setAttribute("aria-pressed", String(button.dataset.pane === name));
}
for (const button of document.querySelectorAll(".tabs button")) button.onclick = () => { pane(button.dataset.pane); $("desk").scrollIntoView(); };
function clear() {
  for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  chosen = chosenMark = null;
}
function remember(id) {
  try { history.replaceState(null, "", "#" + encodeURIComponent(id)); } catch { /* a page shown inside another may not */ }
}
/* side: where the reader looks next; the other side follows along. */
function select(id, { side = "both", at = null, mark = null, focus = false } = {}) {
  const record = document.getElementById(id);
  const marks = marksOf(id);
  if (!record && !marks.length) return false;
  clear();
  chosen = id;
  for (const element of marks) element.classList.add("on");
  const inText = mark || (at !== null && marks.find(element => offset(element) === at)) || marks[0];
  chosenMark = inText || null;
  if (record) record.classList.add("on");
  remember(id);
  const isCard = record && record.classList.contains("card");
  const isSection = record && text.contains(record);
  if (!isCard || inText || isSection) toDesk();
  if (isSection) reveal(text, record.querySelector("summary") || record);
  if (inText && side !== "right") { if (side === "left" || wide()) pane("left"); reveal(text, inText); }
  if (record && !isCard && !isSection && side !== "left") { if (side === "right") pane("right"); reveal(records, record); }
  if (isCard && !inText) reveal(null, record);
  if (record && side === "left" && wide() && records.contains(record)) reveal(records, record);
  const next = side === "right" ? record : inText || record;
  if (focus && next) { if (!next.hasAttribute("tabindex") && !next.matches("a,button,summary")) next.tabIndex = -1; next.focus({ preventScroll: true }); }
  return true;
}
text.addEventListener("click", event => {
  let mark = event.target.closest("mark.m");
  while (mark && isOff(mark)) mark = mark.parentElement.closest("mark.m");
  if (!mark || !getSelection().isCollapsed) return;
  event.preventDefault();
  // A second click on the same words goes to the record around.
  if (mark === chosenMark && !mark.dataset.r.includes(" ")) { const outer = mark.parentElement.closest("mark.m"); if (outer && !isOff(outer)) mark = outer; }
  endWalk();
  follow(mark);
});
function follow(mark, focus) {
  // Cells that share their characters share a mark: each further click goes to the next of them.
  const ids = mark.dataset.r.split(" "), id = ids[(ids.indexOf(chosen) + 1) % ids.length], record = document.getElementById(id);
  if (record && record.classList.contains("card")) { clear(); chosen = id; chosenMark = mark; mark.classList.add("on"); record.classList.add("on"); remember(id); startWalk(id); return; }
  select(id, { side: "right", mark, focus });
}
document.addEventListener("click", event => {
  const link = event.target.closest("[data-go]");
  if (link) {
    event.preventDefault();
    const finding = link.dataset.finding;
    if (finding) startWalk(finding, link); else if (!link.closest("#walk")) endWalk();
    const side = records.contains(link) && !link.closest(".tile,.pairs,.strip") ? "left" : "both";
    select(link.dataset.go, { side: wide() ? side : "left", at: link.dataset.at ? +link.dataset.at : null, focus: event.detail === 0 });
    return;
  }
  const cite = event.target.closest("[data-cite]");
  if (cite) { copy(cite.dataset.cite); return; }
  const part = event.target.closest("[data-part]");
  if (part) {
    event.preventDefault();
    pane("right");
    const target = $("p-" + part.dataset.part);
    settle(() => {
      if (!wide()) { target.scrollIntoView(); return 0; }
      const gap = target.getBoundingClientRect().top - records.getBoundingClientRect().top - 8;
      records.scrollTop += gap;
      return gap;
    }, "records");
    return;
  }
  const row = event.target.closest(".rec > .row, td.rec");
  if (row && !event.target.closest("a,button,summary") && getSelection().isCollapsed) { endWalk(); select(row.closest(".rec").id, { side: "left" }); }
});
function opened() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id || id.startsWith("p-")) return;
  const card = document.getElementById(id);
  if (card && card.classList.contains("card")) { clear(); chosen = id; card.classList.add("on"); startWalk(id); reveal(null, card); card.focus({ preventScroll: true }); }
  else select(id.startsWith("t-") && !card ? id.slice(2) : id, { side: wide() ? "both" : "right" });
}
addEventListener("hashchange", opened);

/* Walking through what a finding compares. */
let walk = null;
function startWalk(id, link) {
  const card = document.getElementById(id), links = [...card.querySelectorAll("[data-go]")];
  walk = { id, links, at: link ? links.indexOf(link) : -1 };
  const said = card.querySelector(".card > .said"), sides = card.querySelector(".sides");
  $("walked").replaceChildren(...[...said.childNodes].map(node => node.cloneNode(true)));
  if (sides) $("walked").prepend(`${[...sides.querySelectorAll(".side")].map(side => side.textContent).join(" ≠ ")}  `);
  $("walk").hidden = false;
  for (const other of document.querySelectorAll(".card.on")) if (other !== card) other.classList.remove("on");
  card.classList.add("on");
}
function endWalk() { walk = null; $("walk").hidden = true; }
function step(by) {
  if (!walk || !walk.links.length) return;
  walk.at = (walk.at + by + walk.links.length) % walk.links.length;
  const link = walk.links[walk.at];
  select(link.dataset.go, { at: link.dataset.at ? +link.dataset.at : null, side: wide() ? "both" : "left" });
}
$("w-next").onclick = () => step(1);
$("w-back").onclick = () => step(-1);
$("w-close").onclick = endWalk;
function nextFinding(by) {
  const cards = [...document.querySelectorAll(".card")];
  if (!cards.length) return;
  const now = cards.findIndex(card => card.classList.contains("on"));
  const card = cards[(now + by + cards.length) % cards.length];
  clear(); chosen = card.id; card.classList.add("on"); startWalk(card.id); remember(card.id);
  reveal(null, card); card.focus({ preventScroll: true });
}

/* Kinds of marks. */
for (const button of document.querySelectorAll("[data-kind]")) button.onclick = () => {
  const off = root.classList.toggle("off-" + button.dataset.kind);
  button.setAttribute("aria-pressed", String(!off));
};

/* Folding. */
const foldAll = open => { for (const fold of text.querySelectorAll("details.sec")) fold.open = open; };
$("fold").onclick = () => foldAll(false);
$("unfold").onclick = () => foldAll(true);

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

/* What was repaired or reworded, shown in place; lines are worked on as they come into sight. */
let mode = 0;
const minor = kind => kind === "script" || kind === "width" || kind === "line-end" || kind === "line_end";
function firstEdit(position) {
  let low = 0, high = data.edits.length;
  while (low < high) { const middle = (low + high) >> 1; if (data.edits[middle][1] < position) low = middle + 1; else high = middle; }
  return low;
}
function wrapEdits(line) {
  if (line.dataset.done) return;
  line.dataset.done = "1";
  let pieces = segments(line);
  if (!pieces.length) return;
  const start = pieces[0].at, last = pieces[pieces.length - 1], end = last.at + last.size;
  for (let i = firstEdit(start); i < data.edits.length && data.edits[i][0] < end; i++) {
    const [from, to, words, kind] = data.edits[i];
    let shown = words.replace(/\n/g, "⏎");
    for (const piece of pieces.filter(item => item.at < to && from < item.at + item.size).reverse()) {
      const span = document.createElement("span");
      span.className = "ed" + (minor(kind) ? " minor" : "");
      span.dataset.to = shown;
      span.title = `${kind}: ${words || "∅"}`;
      shown = "";
      if (piece.control) { piece.node.parentNode.before(span); span.append(piece.node.parentNode); continue; }
      const part = document.createRange();
      part.setStart(piece.node, Math.max(0, from - piece.at));
      part.setEnd(piece.node, Math.min(piece.size, to - piece.at));
      part.surroundContents(span);
    }
    pieces = segments(line);
  }
  whole = null;
}
const seen = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); wrapEdits(entry.target); }
}, { root: null, rootMargin: "600px" });
function edits(value) {
  mode = value;
  root.classList.toggle("edits-1", mode === 1);
  root.classList.toggle("edits-2", mode === 2);
  for (const button of document.querySelectorAll("[data-edits]")) button.setAttribute("aria-pressed", String(+button.dataset.edits === mode));
  if (mode) for (const line of lines()) if (!line.dataset.done) seen.observe(line);
}
for (const button of document.querySelectorAll("[data-edits]")) button.onclick = () => edits(+button.dataset.edits);

/* One line to cite: figure, unit, body, year, quote. */
function quote(record, mark) {
  const { source } = reading();
  let start = +record.dataset.s, end = +record.dataset.e;
  if (mark && record.dataset.k === "institution") { start = offset(mark); end = start + mark.textContent.length; }
  const stop = record.dataset.k === "cell" ? /[\r\n]/ : /[。；！？;!?\r\n]/;
  let from = start, to = end;
  while (from > 0 && start - from < 90 && !stop.test(source[from - 1])) from--;
  while (to < source.length && to - end < 90 && !stop.test(source[to])) to++;
  if (to < source.length && /[。；！？;!?]/.test(source[to])) to++;
  return (start - from >= 90 ? "…" : "") + source.slice(from, to).trim() + (to - end >= 90 ? "…" : "");
}
function citation(id) {
  const record = document.getElementById(id);
  const mark = chosen === id && chosenMark ? chosenMark : marksOf(id)[0];
  const line = mark ? lineOf(mark) : null, figure = record.dataset.f || "", words = quote(record, mark);
  const body = data.body || data.source, year = data.year;
  return english()
    ? `${figure} — ${body}, ${[data.title, year ? `report on ${year}` : ""].filter(Boolean).join(", ")}: “${words}” (${data.source}${line ? `, line ${line}` : ""})`
    : `${figure} —— ${body}${year ? `，${year}年度` : ""}${data.title ? `，《${data.title}》` : ""}：“${words}”（${data.source}${line ? `，第${line}行` : ""}）`;
}
let hiding = 0;
function tell(words) {
  $("toast").textContent = words;
  clearTimeout(hiding);
  hiding = setTimeout(() => { $("toast").textContent = ""; }, 6000);
}
async function copy(id) {
  const record = document.getElementById(id);
  if (!record || !record.dataset.f) return;
  const words = citation(id);
  let done = false;
  try { await navigator.clipboard.writeText(words); done = true; } catch { done = oldCopy(words); }
  tell(say(done ? "已复制：" : "请手动复制：", done ? "Copied: " : "Copy by hand: ") + words);
}
function oldCopy(words) {
  const area = document.createElement("textarea"), before = document.activeElement;
  area.value = words;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before) before.focus({ preventScroll: true });
  return done;
}

/* Keyboard. */
function stepMark(by) {
  const all = [...text.querySelectorAll("mark.m")].filter(mark => !isOff(mark));
  if (!all.length) return;
  let now = chosenMark ? all.indexOf(chosenMark) : -1;
  if (now < 0) {
    const top = text.getBoundingClientRect().top;
    now = all.findIndex(mark => mark.getBoundingClientRect().top >= Math.max(top, 0)) - (by > 0 ? 1 : 0);
  }
  const mark = all[(now + by + all.length) % all.length];
  endWalk();
  select(mark.dataset.r.split(" ")[0], { side: "left", mark, focus: true });
}
const shortcuts = {
  "/": () => { toDesk(); $("q").focus(); $("q").select(); },
  n: () => stepMark(1), p: () => stepMark(-1),
  f: () => nextFinding(1), F: () => nextFinding(-1),
  c: () => { if (chosen) copy(chosen); },
  t: () => { toDesk(); pane("left"); (chosenMark || text).focus({ preventScroll: true }); },
  r: () => { toDesk(); pane("right"); const record = chosen && document.getElementById(chosen); (record && records.contains(record) ? record : records).focus({ preventScroll: true }); },
  "[": () => foldAll(false), "]": () => foldAll(true),
  w: () => edits((mode + 1) % 3),
  "?": () => $("help").showModal(),
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("help").open) return;
  const on = event.target;
  if (on.matches("input,textarea,select")) return;
  if (event.key === "Escape") { clear(); endWalk(); $("toast").textContent = ""; return; }
  if (event.key === "Enter") {
    if (on.matches("mark.m")) { event.preventDefault(); follow(on, true); }
    else if (on.matches(".rec")) { event.preventDefault(); select(on.id, { side: "left", focus: true }); }
    else if (on.matches(".card") && walk) { event.preventDefault(); step(1); if (chosenMark) { chosenMark.tabIndex = -1; chosenMark.focus({ preventScroll: true }); } }
    return;
  }
  const act = $("shortcuts").checked && shortcuts[event.key];
  if (act) { event.preventDefault(); act(); }
});
opened();
})();
