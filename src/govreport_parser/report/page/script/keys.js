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
