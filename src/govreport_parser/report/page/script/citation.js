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

