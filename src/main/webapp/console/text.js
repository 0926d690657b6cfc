// What the console says, in the language of the user.
let words = {};
let locale = "en";

export const LANGUAGES = ["en", "es"];

export const language = () => locale;

/** The language chosen before, otherwise the browser's, otherwise English. */
export function preferred() {
  const chosen = localStorage.getItem("language");
  return LANGUAGES.includes(chosen) ? chosen
    : navigator.languages.map(tag => tag.slice(0, 2)).find(tag => LANGUAGES.includes(tag)) ?? "en";
}

export async function speak(next) {
  const answer = await fetch(`lang/${next}.json`);
  words = await answer.json();
  locale = next;
  localStorage.setItem("language", next);
  document.documentElement.lang = next;
}

/** The text of this name, with what stands in its places. A name that has none shows itself. */
export const t = (name, places = {}) =>
  (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, place) => places[place] ?? whole);

export const has = name => name in words;

const two = number => String(number).padStart(2, "0");

/** A length of time, in milliseconds, as people say it. */
export function lasting(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 10) {
    return `${seconds.toLocaleString(locale, {maximumFractionDigits: 1})} s`;
  }
  if (seconds < 60) {
    return `${Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(Math.floor(seconds % 60))} min`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`;
}

export const clock = at => new Date(at).toLocaleTimeString(locale, {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});

/** With its day. */
export const date = at => new Date(at).toLocaleString(locale, {dateStyle: "medium", timeStyle: "medium", hourCycle: "h23"});

export const moment = at => `${clock(at)}.${at.slice(20, 23).padEnd(3, "0")}`;

export const count = number => number.toLocaleString(locale);
