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

