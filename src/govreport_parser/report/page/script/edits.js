/* What was repaired or reworded, shown in place; lines are worked on as they come into sight. */
let mode = 0;
const minor = kind => kind === "script" || kind === "width" || kind === "newline";
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

