"use strict";
// Keys, pointer and selection; what begins it all stands at the end.

const KEYS = {
  Enter: accept,
  n: () => none(),
  r: () => item && role(),
  k: () => item && kind(),
  c: () => item && cue(),
  m: () => article && missed(),
  s: () => item && utterance(),
  u: undo,
  "/": () => find("speaker"),
  "?": () => $("help").showModal(),
  ArrowLeft: () => go(-1),
  ArrowRight: () => go(1),
  ArrowUp: () => move(-1),
  ArrowDown: () => move(1),
  Escape: () => once(() => open(view.at === null ? "next" : `item?at=${view.at}`)),
};

function move(step) {
  if (!item) return;
  chosen = (chosen + step + item.offers.length) % item.offers.length;
  draw();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("help").open || !view) return;
  if (finder) return search(event);
  const key = event.key;
  if (event.target instanceof HTMLButtonElement && (key === "Enter" || key === " ")) return;
  const act = KEYS[key] ?? (/^\d$/.test(key) && item ? () => take(Number(key)) : null);
  const begins = key.length === 1 && /\p{L}/u.test(key) && !COMMANDS.includes(key);
  if (!act && !begins) return;
  event.preventDefault();
  if (busy || (event.repeat && !key.startsWith("Arrow"))) return;
  if (act) act();
  else find("speaker", key);
});

function search(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Enter") pick(finder.at);
  else if (event.key === "Escape") show(item);
  else if (event.key in steps) {
    finder.at = (finder.at + steps[event.key] + finder.entries.length) % Math.max(finder.entries.length, 1);
    drawFinder();
  } else return;
  event.preventDefault();
}

$("letters").addEventListener("input", refine);
$("finder").addEventListener("submit", (event) => event.preventDefault());
$("keys").addEventListener("click", () => $("help").showModal());
$("article").addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  const { take: number, id } = event.target.dataset ?? {};
  if (number && item) takeAt(Number(number) - 1);
  else if (id) visit(id);
});

/** Where a point of the page lies in the article, in characters. */
function offset(node, at) {
  const element = node instanceof Element ? node : node.parentElement;
  const part = element?.closest("[data-at]");
  if (!part) return null;
  return Number(part.dataset.at) + (node instanceof Element ? 0 : Array.from(node.data.slice(0, at)).length);
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const before = marked;
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const inside = range && $("article").contains(range.commonAncestorContainer);
  let [start, end] = inside ? [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)] : [null, null];
  marked = null;
  if (start !== null && end !== null) {
    while (start < end && /[\s“”"«»„]/u.test(chars[start])) start += 1;
    while (start < end && /[\s“”"«»„]/u.test(chars[end - 1])) end -= 1;
    if (start < end) marked = [start, end];
  }
  if (!same(before, marked)) drawMarked();
});

$("help").append(
  make("h2", { textContent: "Keys" }),
  make("dl", {}, ...[
    ["⏎", "take what is marked: at first, what was found"],
    ["1 – 9, 0", "take that one; 0 is nobody"],
    ["letters", "find a person or any words; capitals always do, and /"],
    ["n", "no quotation"],
    ["r", "another role: from a list, typed, or the words selected"],
    ["k", "full or partial"],
    ["c", "another cue"],
    ["m", "a quotation that was missed: set aside, typed, or selected"],
    ["s", "one utterance with another quotation; of words selected, the speaker"],
    ["u", "take back the last decision"],
    ["← →", "the quotation before, the next"],
    ["↑ ↓", "mark another line"],
    ["Esc", "leave as it is"],
  ].flatMap(([key, what]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })])),
);
$("help").addEventListener("click", () => $("help").close());
once(() => open("next"));
