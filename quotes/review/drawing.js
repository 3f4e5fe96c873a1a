"use strict";
// What is seen: made anew of what is known, each time.

function draw() {
  const share = view.total ? view.done / view.total : 1;
  $("filled").style.width = `${100 * share}%`;
  $("count").textContent = `${view.done} of ${view.total} decided`;
  $("pace").textContent = view.seconds === null ? "" : `${view.seconds.toFixed(1)} s a decision`;
  $("about").textContent = `${view.reviewer} · ${view.order} · ${view.release}`;
  document.title = `${view.done}/${view.total} ${view.release}`;
  drawArticle();
  drawCurrent();
  drawOffers();
  drawFinder();
  drawMarked();
}

function drawArticle() {
  if (!article) return;
  const kind = ({ aside, done }) => (aside ? "aside" : done ? "quote done" : "quote");
  const marks = article.spans.map((span) => ({ ...span, kind: kind(span) }));
  if (item) {
    marks.push({ start: item.start, end: item.end, kind: "here" });
    const at = (offer) => JSON.stringify(offer.labels?.speaker ?? null);
    const times = Object.groupBy(item.offers, at);
    item.offers.forEach((offer, number) => {
      const place = offer.labels?.speaker;
      if (place && times[at(offer)].length === 1) marks.push({ start: place[0], end: place[1], kind: "offer", number: number + 1 });
    });
    const now = draft();
    for (const name of ["speaker", "cue"]) if (now?.[name]) marks.push({ start: now[name][0], end: now[name][1], kind: name });
    for (const name of ["name", "role"]) {
      const place = now?.[name] ? nearestWords(now[name], now.speaker ?? [item.start, item.end]) : null;
      if (place && !(name === "name" && now.speaker && place[0] === now.speaker[0])) marks.push({ start: place[0], end: place[1], kind: name });
    }
  }
  const about = [article.source, article.published, article.title ? article.id : null].filter(Boolean).join(" · ");
  const head = [make("h1", { dir: "auto", textContent: article.title ?? article.id }), make("p", { className: "about", dir: "auto", textContent: about })];
  $("article").replaceChildren(...head, ...paragraphs(marks));
}

function* paragraphs(marks) {
  const cuts = new Set([0, chars.length]);
  for (const { start, end } of marks) cuts.add(start).add(end);
  chars.forEach((char, at) => (char === "\n" ? cuts.add(at).add(at + 1) : null));
  const ordered = [...cuts].sort((a, b) => a - b);
  const opening = new Map();
  for (const mark of marks) opening.set(mark.start, [...(opening.get(mark.start) ?? []), mark]);
  let active = [];
  let line = [];
  for (let step = 0; step + 1 < ordered.length; step += 1) {
    const [start, end] = [ordered[step], ordered[step + 1]];
    active = [...active.filter((mark) => mark.end > start), ...(opening.get(start) ?? [])];
    const text = words([start, end]);
    if (text === "\n") {
      if (line.length) yield make("p", { dir: "auto" }, ...line);
      line = [];
    } else line.push(segment(text, start, active));
  }
  if (line.length) yield make("p", { dir: "auto" }, ...line);
}

function segment(text, start, active) {
  const made = make("span", { textContent: text, className: active.map((mark) => mark.kind).join(" ") });
  made.dataset.at = start;
  const numbers = active.filter((mark) => mark.number && mark.start === start).map((mark) => mark.number);
  if (numbers.length) made.dataset.number = numbers.join(" ");
  const id = active.findLast((mark) => mark.id)?.id;
  if (numbers.length) made.dataset.take = numbers[0];
  else if (id && id !== item?.id) made.dataset.id = id;
  return made;
}

function drawCurrent() {
  if (!item) {
    const nothing = view.total ? "All of this queue is decided." : "There is nothing in this queue.";
    $("current").replaceChildren(make("p", { id: "done", textContent: `${nothing} u takes the last decision back, ← and → look at them again.` }));
    return;
  }
  const sure = item.confidence === null || item.confidence === undefined ? "" : `${Math.round(100 * item.confidence)} % sure by ${item.method}`;
  const state = item.missed ? "missed until now" : item.decided ? `you decided: ${item.decided.replace("_", " ")}` : item.aside ? `set aside: ${item.aside}` : sure;
  $("current").replaceChildren(
    make("p", { className: "words", dir: "auto", textContent: words([item.start, item.end]) }),
    make("p", { className: "state" }, state, ` · ${view.at === null ? "–" : view.at + 1} of ${view.total}`),
    make("p", { className: "why", textContent: item.reasons.join(" · ") }),
  );
}

function drawOffers() {
  const rows = finder || !item ? [] : item.offers.map((offer, at) => row(offerParts(offer, at), at === chosen, () => takeAt(at)));
  $("offers").replaceChildren(...rows);
  const now = item && !finder ? draft() : null;
  const told = now
    ? [["role", now.role ?? "none", "r", role], ["kind", now.kind, "k", kind], ["cue", words(now.cue) ?? "none", "c", cue], ["one with", words(now.same_as) ?? "none", "s", utterance]]
    : [];
  $("labels").replaceChildren(
    ...told.flatMap(([name, value, key, act]) => [make("dt", { textContent: name }), make("dd", { dir: "auto", textContent: value }), button(key, "", act)]),
  );
  const common = [["m", "missed", missed], ["u", "undo", undo], ["←", "", () => go(-1)], ["→", "", () => go(1)]];
  const acts = item ? [["n", "no quotation", () => none()], ["/", "find", () => find("speaker")], ...common] : common;
  $("buttons").replaceChildren(...acts.map(([key, label, act]) => button(key, label, act)));
}

function button(key, label, act) {
  const made = make("button", { type: "button" }, make("kbd", { textContent: key }), label && ` ${label}`);
  made.addEventListener("click", () => (act(), made.blur()));
  return made;
}

function row({ key, label, sure, more }, current, act) {
  const parts = [make("kbd", { textContent: key }), make("span", { dir: "auto" }, ...label), make("span", { className: "sure", textContent: sure ?? "" })];
  const made = make("button", { type: "button", tabIndex: -1 }, ...parts, more ? make("small", { dir: "auto", textContent: more }) : null);
  if (current) made.setAttribute("aria-current", "true");
  made.addEventListener("click", act);
  return make("li", {}, made);
}

function offerParts(offer, at) {
  const { labels } = offer;
  const nobody = labels && !labels.speaker;
  const mention = words(labels?.speaker);
  const who = !labels ? ["no quotation"] : nobody ? ["nobody"] : labels.name ? [bdi(labels.name)] : [bdi(line(mention))];
  if (labels?.name && mention && line(mention) !== line(labels.name)) who.push(" (“", bdi(line(mention)), "”)");
  const number = nobody && !offer.by ? "0" : `${at + 1}`;
  const sure = offer.probability === null ? "" : `${Math.round(100 * offer.probability)} %`;
  return { key: at === chosen ? `⏎ ${number}` : number, label: offer.by ? [bdi(offer.by), ": ", ...who] : who, sure, more: labels?.role };
}

function drawMarked() {
  $("marked").hidden = !marked || !item;
  if (!marked || !item) return;
  const span = marked;
  const text = line(words(span));
  const set = (name, value) => () => {
    edits[name] = value;
    marked = null;
    draw();
  };
  $("marked").replaceChildren(
    make("span", {}, "“", bdi(text.length > 40 ? `${text.slice(0, 40)}…` : text), "” is"),
    button("s", "speaker", () => mention(span)),
    button("r", "role", set("role", text)),
    button("c", "cue", set("cue", span)),
    button("m", "missed", () => miss(span)),
  );
}
