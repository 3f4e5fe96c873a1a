"use strict";
// Where things stand in the article: places are [start, end] in its characters.

let chars = []; // the article's characters, as the server counts them: not JavaScript's halves of them
let lines = []; // for each of them, the line that it is in
let points = []; // for each of JavaScript's halves, the character that it belongs to
let whole = ""; // the text with small letters, as long as it was

function hold(text) {
  chars = Array.from(text);
  lines = new Uint32Array(chars.length + 1);
  points = new Uint32Array(text.length + 1);
  let half = 0;
  chars.forEach((char, at) => {
    lines[at + 1] = lines[at] + (char === "\n");
    points[half] = at;
    half += char.length;
  });
  points[half] = chars.length;
  whole = chars.map((char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join("");
}

const words = (span) => (span ? chars.slice(span[0], span[1]).join("") : null);
const line = (text) => text.replace(/\s+/g, " ").trim();

/** How far a place is from a span: another paragraph is further than anything in its own. */
function distance(place, span) {
  const [from, to] = place[1] <= span[0] ? [place[1], span[0]] : [span[1], place[0]];
  return (to > from && lines[to] > lines[from] ? 1e9 : 0) + Math.max(to - from, 0);
}

function nearest(places, span) {
  const outside = places.filter((place) => place[1] <= span[0] || place[0] >= span[1]);
  return (outside.length ? outside : places).reduce((a, b) => (distance(b, span) < distance(a, span) ? b : a));
}

const byDistance = (entries, span) => entries.sort((a, b) => distance(a.place, span) - distance(b.place, span));

/** Where a pattern matches the small letters of the text. */
const matches = (pattern) => Array.from(whole.matchAll(pattern), (one) => [points[one.index], points[one.index + one[0].length]]);

const escaped = (text) => text.toLowerCase().replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");

/** The place nearest to a span where words stand, whatever white space is between them. */
function nearestWords(sought, span) {
  const found = matches(new RegExp(escaped(sought), "gu"));
  return found.length ? nearest(found, span) : null;
}

/** Where letters begin a word, the nearest first: that word, and all up to the next mark. */
function beginnings(letters, span, inside) {
  if (letters.length < 2) return [];
  const start = `(?<![\\p{L}\\p{N}])${escaped(letters)}`;
  const ends = ["[\\p{L}\\p{N}-]*", "[^,.;:!?“”\"«»()\\n]*[\\p{L}\\p{N}]"];
  const found = ends.flatMap((end) => matches(new RegExp(start + end, "gu")));
  const seen = new Set();
  return found
    .filter((place) => inside || place[1] <= span[0] || place[0] >= span[1])
    .sort((a, b) => distance([a[0], a[0]], span) - distance([b[0], b[0]], span) || a[1] - b[1])
    .filter((place) => !seen.has(words(place)) && seen.add(words(place)));
}
