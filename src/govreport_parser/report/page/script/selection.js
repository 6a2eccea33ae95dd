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

