/* What all pieces of the script use; then language, light and dark, print, help. */
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

