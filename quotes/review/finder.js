"use strict";
// The finder: letters narrow down a list of people, roles or words.

function find(mode, letters = "") {
  if (!item && mode !== "missed") return;
  finder = { mode, at: 0, entries: [], mention: null };
  $("letters").value = letters;
  refine();
}

const ASKED = {
  speaker: "Who says it? Letters find any mention",
  name: "Whose name is behind that? ⏎ for nobody's",
  role: "Which role? Letters find any words",
  cue: "Which words say that it was said?",
  same: "Which quotation is it one utterance with?",
  missed: "Which words are a quotation, too?",
};

function refine() {
  const letters = $("letters").value;
  finder.entries = entries(finder.mode, letters.trim().toLowerCase()).slice(0, 9);
  finder.at = Math.min(finder.at, Math.max(finder.entries.length - 1, 0));
  drawOffers();
  drawFinder();
  $("letters").focus();
}

function drawFinder() {
  $("finder").hidden = !finder;
  if (!finder) return;
  $("asked").textContent = ASKED[finder.mode];
  const rows = finder.entries.map((entry, at) => row({ ...entry, key: at === finder.at ? "⏎" : "" }, at === finder.at, () => pick(at)));
  $("found").replaceChildren(...(rows.length ? rows : [make("li", { textContent: "not in the article" })]));
}

function entries(mode, letters) {
  const span = item ? [item.start, item.end] : [0, 0];
  const begins = (text) => ` ${text.toLowerCase()}`.includes(` ${letters}`);
  const literal = () => found(letters, span);
  if (mode === "missed") {
    const aside = article.spans
      .filter((one) => one.aside && begins(words([one.start, one.end])))
      .map((one) => ({ place: [one.start, one.end], label: [words([one.start, one.end])], more: `set aside: ${one.aside}`, act: () => visit(one.id) }));
    return [...byDistance(aside, span), ...literal().map((entry) => ({ ...entry, act: () => miss(entry.place) }))];
  }
  if (mode === "same") {
    const others = article.spans
      .filter((one) => !one.aside && one.id !== item.id && begins(words([one.start, one.end])))
      .map((one) => ({ place: [one.start, one.end], label: [line(words([one.start, one.end]))] }));
    const no = draft()?.same_as && !letters ? [{ label: ["none"], place: null }] : [];
    return [...no, ...byDistance(others, span)].map((entry) => ({ ...entry, act: () => (edits.same_as = entry.place) }));
  }
  if (mode === "role") {
    const roles = [...new Set([...item.offers.map((offer) => offer.labels?.role), ...article.people.map((person) => person.role)])];
    const listed = roles.filter((text) => text && begins(text)).map((text) => ({ label: [text], value: text }));
    const others = literal().map((entry) => ({ ...entry, value: line(words(entry.place)) }));
    const no = letters ? [] : [{ label: ["no role"], value: null }];
    return [...listed, ...no, ...others].map((entry) => ({ ...entry, act: () => (edits.role = entry.value) }));
  }
  if (mode === "cue") {
    const no = letters ? [] : [{ label: ["no cue"], place: null }];
    return [...no, ...literal()].map((entry) => ({ ...entry, act: () => (edits.cue = entry.place) }));
  }
  const named = article.people.filter((person) => begins(person.name));
  const placed = named.map((person) => ({ ...person, place: nearest(person.places, span), label: [bdi(person.name)], more: person.role }));
  const people = byDistance(placed, span).sort((a, b) => b.weight - a.weight);
  if (mode === "name") {
    const no = letters ? [] : [{ label: ["nobody by name"], name: null, role: null }];
    return [...no, ...people].map((entry) => ({ ...entry, act: () => says(finder.mention, entry.name, entry.role) }));
  }
  return [...people.map((entry) => ({ ...entry, act: () => says(entry.place, entry.name, entry.role) })), ...literal().map((entry) => ({ ...entry, act: () => mention(entry.place) }))];
}

function found(letters, span) {
  const context = (place) => `…${line(words([Math.max(place[0] - 30, 0), place[1] + 30]))}…`;
  const places = beginnings(letters, span, finder.mode === "missed").slice(0, 6);
  return places.map((place) => ({ place, label: [line(words(place))], more: context(place) }));
}

/** Take a place for the mention; where it is no name, ask whose name is behind it. */
function mention(place) {
  const person = article.people.find((one) => one.places.some(([start, end]) => start <= place[0] && place[1] <= end));
  if (person) return says(place, person.name, person.role);
  find("name");
  finder.mention = place;
  return true;
}

function says(speaker, name, role) {
  const now = draft();
  decide({ kind: now?.kind ?? "full", cue: now?.cue ?? null, speaker, name, role, ...edits });
}

function pick(at) {
  const entry = finder.entries[at];
  if (!entry) return;
  if (entry.act() === true) return; // it asks on
  finder = null;
  document.activeElement?.blur();
  draw();
}

const role = () => (marked ? ((edits.role = line(words(marked))), (marked = null), draw()) : find("role"));
const cue = () => (marked ? ((edits.cue = marked), (marked = null), draw()) : find("cue"));
const utterance = () => (marked ? mention(marked) : draft() && find("same"));
const missed = () => (marked ? miss(marked) : find("missed"));
