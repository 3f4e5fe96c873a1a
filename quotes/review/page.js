"use strict";
// Whatever an article holds is put in as text, never as markup: the page's policy forbids anything else.

const $ = (id) => document.getElementById(id);
const COMMANDS = "nrkmucs"; // every other letter, and any capital, begins a search
let view = null; // what the server says: where we are, and the quotation
let item = null; // the quotation in view; a missed one is made here
let article = null;
let edits = {}; // kind, role or cue as changed here, before a decision
let chosen = 0; // the offer that Enter takes
let finder = null; // {mode, entries, at}
let marked = null; // a selection in the article: [start, end]
let busy = false;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const bdi = (text) => make("bdi", { textContent: text });

function say(text, bad = false) {
  $("message").textContent = text;
  $("message").className = bad ? "bad" : "";
}

async function ask(path, sent) {
  const options = sent ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) } : {};
  let reply;
  try {
    reply = await fetch(path, options);
  } catch {
    throw new Error("the server has ended; start it again and open the address that it prints. What was decided is kept");
  }
  if (reply.status === 404) throw new Error("another server has this address now; open the address that it prints");
  const data = await reply.json().catch(() => ({ error: `refused (${reply.status})` }));
  if (!reply.ok) throw Object.assign(new Error(data.error), { status: reply.status });
  return data;
}

/** Run one request at a time; a key pressed meanwhile is lost rather than taken for the next quotation. */
async function once(work) {
  if (busy) return;
  busy = true;
  say("");
  document.body.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    say(error.message, true);
    if (error.status === 409) await open(`item?article=${encodeURIComponent(item.article)}&id=${item.id}&at=${view.at ?? -1}`);
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

async function open(path) {
  await put(await ask(path));
}

async function put(given) {
  view = given;
  const before = article;
  if (view.item) {
    if (!article || article.id !== view.item.article) article = await ask(`article?id=${encodeURIComponent(view.item.article)}`);
    if (article !== before) hold(article.text);
  }
  show(view.item);
}

function show(next) {
  item = next;
  edits = {};
  finder = null;
  marked = null;
  chosen = 0;
  if (item && item.decided && item.labels) {
    const at = item.offers.findIndex((offer) => offer.labels && same(offer.labels, item.labels));
    if (at < 0) item.offers.unshift({ labels: item.labels, probability: null, by: view.reviewer });
    chosen = Math.max(at, 0);
  }
  draw();
  if (item) document.querySelector(".here")?.scrollIntoView({ block: "center" });
  else $("panel").scrollTop = 0;
}

/** What Enter decides: the chosen offer, with what was changed by hand. */
function draft() {
  const offer = item.offers[chosen];
  return offer?.labels ? { ...offer.labels, ...edits } : null;
}

const decide = (labels, reason) =>
  once(async () => {
    const span = [item.start, item.end];
    const at = (view.at ?? -1) - (item.queued ? 0 : 1); // beside the queue, it goes on where it was left
    const sent = { article: item.article, span, labels, seen: item.seen, at, ...(reason ? { reason } : {}) };
    const told = `${labels ? (labels.name ?? words(labels.speaker) ?? "nobody") : "no quotation"}: saved`;
    const reply = await ask("decide", sent);
    const stays = reply.item && reply.item.article === article.id;
    if (stays) article = await ask(`article?id=${encodeURIComponent(article.id)}`);
    await put(reply);
    say(told);
  });

const undo = () =>
  once(async () => {
    if (!view.undo) return say("nothing to undo");
    const reply = await ask("undo", view.undo);
    article = null;
    await put(reply);
    say("taken back");
  });

const accept = () => {
  if (item) decide(draft());
};

const take = (number) => {
  const at = number === 0 ? item.offers.findIndex((offer) => offer.labels && !offer.labels.speaker && !offer.by) : number - 1;
  if (!item.offers[at]) return say(`there is no ${number}`);
  takeAt(at);
};

function takeAt(at) {
  chosen = at;
  accept();
}

const go = (step) => once(() => open(`item?at=${(view.at ?? -1) + step}`));
const visit = (id) => once(() => open(`item?article=${encodeURIComponent(article.id)}&id=${id}&at=${view.at ?? -1}`));
const none = (reason = "scare") => item && decide(null, reason);

function kind() {
  const now = draft();
  if (!now) return;
  edits.kind = now.kind === "full" ? "partial" : "full";
  draw();
}

/** Begin a quotation that was missed; who says it is decided next. */
function miss(span) {
  const id = article.spans.find(({ start, end }) => start === span[0] && end === span[1])?.id;
  if (id) return visit(id);
  const people = byDistance(article.people.map((person) => ({ ...person, place: nearest(person.places, span) })), span);
  const labels = { kind: "full", speaker: null, name: null, role: null, cue: null };
  const offers = people.slice(0, 8).map((person) => ({ labels: { ...labels, speaker: person.place, name: person.name, role: person.role }, probability: null, by: null }));
  show({ id: "", article: article.id, start: span[0], end: span[1], offers: [...offers, { labels, probability: null, by: null }], labels: null, decided: null, seen: null, reasons: [], missed: true });
  say("a quotation that was missed: who says it? Esc leaves it");
}
