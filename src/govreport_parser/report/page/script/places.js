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

