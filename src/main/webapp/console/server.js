// The API, and the copy of what it told that the views are drawn from.
const API = "../api/v1";
const PAGE = 1000;
const MOST_CALLS = 10000;
const MOST_ENTRIES = 500;
const REFRESH = 60000;

/** What the server said when something could not be done. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function ask(path, method = "GET", body) {
  const answer = await fetch(API + path, method === "GET" ? {} : {
    method, headers: {"Content-Type": "application/json"}, body: JSON.stringify(body ?? {}),
  });
  if (answer.ok) {
    return answer.status === 204 ? null : answer.json();
  }
  const problem = answer.headers.get("Content-Type")?.startsWith("application/problem+json") ? await answer.json() : {};
  throw new Problem(answer.status, problem.detail ?? `${answer.status} ${answer.statusText}`);
}

/** An id or number as a part of a path. */
export const part = text => encodeURIComponent(text);

export const health = async which => {
  const answer = await fetch(`../health/${which}`);
  return answer.json();
};

/** Sends an envelope to the endpoint itself, as any client would. */
export const soap = envelope => fetch("../Exchange.asmx", {
  method: "POST", headers: {"Content-Type": "text/xml; charset=utf-8"}, body: envelope,
});

export const endpoint = () => new URL("../Exchange.asmx", location.href.split("#")[0]).href;

const later = (one, other) => one.placedAt < other.placedAt || (one.placedAt === other.placedAt && one.id < other.id) ? 1 : -1;

/** Everything that is shown. Whoever draws it is told when it has changed. */
export class Store {
  calls = new Map();
  entries = [];
  newestEntry = 0;
  town = null;
  server = null;
  connection = "connecting";
  problem = null;
  #sorted = null;
  #changed;
  #loading = null;
  #again = false;
  #skew = 0;
  #reads = false;
  #timer = null;

  constructor(changed) {
    this.#changed = changed;
  }

  /** The server's time, in milliseconds. */
  now() {
    return Date.now() + this.#skew;
  }

  /** The calls, the newest first. */
  sorted() {
    this.#sorted ??= [...this.calls.values()].sort(later);
    return this.#sorted;
  }

  async start() {
    this.server = await ask("/server");
    this.#skew = Date.parse(this.server.time) - Date.now();
    const events = new EventSource(`${API}/events`);
    let resumed = false;
    events.onopen = () => {
      this.connection = "live";
      if (!resumed) {
        this.reload();
      }
      resumed = true; // From now on the browser names the last event, and the server says when that is not enough
      this.#changed();
    };
    events.onerror = () => {
      this.connection = "connecting";
      this.#changed();
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(() => this.#reconnect(), 3000);
      }
    };
    events.addEventListener("calls", event => this.take(JSON.parse(event.data).calls));
    events.addEventListener("journal", event => this.#journal(JSON.parse(event.data).newest));
    events.addEventListener("town", () => this.loadTown());
    events.addEventListener("reload", () => this.reload());
    this.events = events;
    this.refresh ??= setInterval(() => document.hidden || this.reload(), REFRESH);
  }

  async #reconnect() {
    try {
      await this.start();
    } catch {
      setTimeout(() => this.#reconnect(), 3000);
    }
  }

  take(calls) {
    for (const call of calls) {
      this.calls.set(call.id, call);
    }
    if (this.town?.subscribers.some(one => one.next.length > 0)) {
      this.loadTown(); // The call may have been the next one
    }
    this.#sorted = null;
    this.#changed();
  }

  /** Asks for everything anew; once more when that is wanted meanwhile. */
  async reload() {
    if (this.#loading) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#load();
    try {
      await this.#loading;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.#loading = null;
    this.#changed();
    if (this.#again) {
      this.#again = false;
      await this.reload();
    }
  }

  async #load() {
    this.entries = [];
    await Promise.all([this.#loadCalls(), this.#reads ? this.#loadEntries() : null, this.loadTown()]);
  }

  async #loadCalls() {
    const found = new Map();
    let next = "";
    do {
      const page = await ask(`/calls?limit=${PAGE}${next}`);
      page.calls.forEach(call => found.set(call.id, call));
      next = page.next ? `&after=${part(page.next)}` : "";
    } while (next && found.size < MOST_CALLS);
    this.calls = found;
    this.#sorted = null;
    this.#changed();
  }

  /** Whether somebody looks at the journal now. */
  set readsJournal(reads) {
    this.#reads = reads;
    if (reads) {
      this.#soon();
    }
  }

  #journal(newest) {
    this.newestEntry = newest;
    if (this.#reads) {
      this.#soon();
    }
    this.#changed();
  }

  /** At most once a second, however fast requests come. */
  #soon() {
    this.#timer ??= setTimeout(async () => {
      this.#timer = null;
      try {
        await this.#loadEntries();
      } catch (problem) {
        this.problem = problem;
        this.#changed();
      }
    }, this.entries.length ? 1000 : 0);
  }

  /** Those that are not known yet. */
  async #loadEntries() {
    const known = this.entries[0]?.number ?? 0;
    const missing = Math.min(MOST_ENTRIES, Math.max(1, this.newestEntry - known));
    const page = await ask(`/journal?limit=${known ? missing : MOST_ENTRIES}`);
    const added = page.entries.filter(entry => entry.number > known);
    this.entries = [...added, ...this.entries].slice(0, MOST_ENTRIES);
    this.newestEntry = page.newest;
    this.#changed();
  }

  async loadTown() {
    if (this.server.town) {
      this.town = await ask("/town");
      this.#changed();
    }
  }
}
