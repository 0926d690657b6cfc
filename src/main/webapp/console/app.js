// The console: which view is shown, and what the views have in common.
import {Component, Confirm, empty, h, press, tags} from "./ui.js";
import {LANGUAGES, language, preferred, speak, t} from "./text.js";
import {Problem, Store, ask, part} from "./server.js";
import {render} from "./lib/preact.module.js";
import {Calls} from "./views/calls.js";
import {Call} from "./views/call.js";
import {Entry, Journal} from "./views/journal.js";
import {Town} from "./views/town.js";
import {Health} from "./views/health.js";

const {a, div, header, li, main, nav, option, p, select, span, ul, label} = tags;

const SAID_FOR = 6000;
const VIEWS = ["calls", "journal", "town", "health"];

const route = () => location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);

class Console extends Component {
  state = {route: route(), asks: null, said: "", problem: null, ready: false};

  store = new Store(() => this.soon());

  async componentDidMount() {
    addEventListener("hashchange", () => this.go());
    setInterval(() => this.soon(), 1000); // Ages grow
    await this.begin();
  }

  async begin() {
    try {
      await this.store.start();
      this.setState({ready: true, problem: null});
    } catch (problem) {
      this.setState({problem});
    }
  }

  /** Draws at most once a frame, and not at all where nobody looks. */
  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.forceUpdate();
    });
  }

  go() {
    this.setState({route: route()}, () => document.getElementById("title")?.focus());
  }

  say(text) {
    clearTimeout(this.silence);
    this.setState({said: text});
    this.silence = setTimeout(() => this.setState({said: ""}), SAID_FOR);
  }

  /** Does something, and says what came of it. */
  async act(action, done) {
    try {
      await action();
      if (done) {
        this.say(done);
      }
    } catch (problem) {
      this.say(problem instanceof Problem ? problem.message : t("unreachable"));
    }
  }

  ask(asks) {
    this.setState({asks});
  }

  hangUp(call) {
    this.ask({
      question: t("call.hangUp.question", {number: call.number}), consequence: t("call.hangUp.consequence"),
      yes: t("call.hangUp"), no: t("call.hangUp.no"),
      action: async () => this.store.take([await ask(`/calls/${part(call.id)}/hang-up`, "POST")]),
      done: t("call.hungUp", {number: call.number}),
    });
  }

  reset() {
    this.ask({
      question: t("town.reset.question"), consequence: t("town.reset.consequence"), yes: t("town.reset"), no: t("cancel"),
      action: () => ask("/town/reset", "POST"), done: t("town.reset.done"),
    });
  }

  render(_, {route: [view = "", id], asks, said, problem, ready}) {
    const shown = VIEWS.includes(view) ? view : "calls";
    document.title = `${id ?? t(`${shown}.title`)} · ews-phone`;
    return [
      a({class: "skip", href: "#title", onClick: event => { event.preventDefault(); document.getElementById("title")?.focus(); }}, t("skip")),
      this.head(shown, ready),
      main({key: "main"}, ready ? this.view(shown, id) : this.start(problem)),
      div({key: "said", class: "said", role: "status", "aria-live": "polite"}, said ? span(said) : null),
      asks ? h(Confirm, {key: "asks", ...asks, onNo: () => this.ask(null), onYes: () => {
        this.ask(null);
        this.act(asks.action, asks.done);
      }}) : null,
    ];
  }

  head(shown, ready) {
    return header({key: "head"},
      a({class: "brand", href: "#/calls"}, span({class: "logo", "aria-hidden": "true"}), "ews-phone"),
      nav({"aria-label": t("views")}, ul(VIEWS.map(name => li({key: name},
        a({href: `#/${name}`, "aria-current": shown === name ? "page" : undefined}, t(`${name}.title`)))))),
      div({class: "aside"},
        ready ? span({class: `live ${this.store.connection}`}, span({class: "dot", "aria-hidden": "true"}), t(`connection.${this.store.connection}`)) : null,
        label(span({class: "hidden"}, t("language")), select({value: language(), onChange: async event => {
          await speak(event.currentTarget.value);
          this.forceUpdate();
        }}, LANGUAGES.map(name => option({key: name, value: name, lang: name, selected: language() === name}, name.toUpperCase()))))));
  }

  start(problem) {
    return div({class: "view"}, tags.h1({id: "title", tabindex: -1}, "ews-phone"), problem
      ? empty(p(problem.status === 403 ? t("forbidden") : t("unreachable")), p({class: "quiet"}, problem.message),
        press(t("again"), () => this.begin(), {kind: "primary"}))
      : empty(p(t("loading"))));
  }

  view(shown, id) {
    const common = {store: this.store, hangUp: call => this.hangUp(call), act: (action, done) => this.act(action, done),
      say: text => this.say(text), reset: () => this.reset(), key: `${shown}/${id ?? ""}`};
    switch (shown) {
      case "journal": return id ? h(Entry, {...common, number: id}) : h(Journal, common);
      case "town": return h(Town, common);
      case "health": return h(Health, common);
      default: return id ? h(Call, {...common, id}) : h(Calls, common);
    }
  }
}

await speak(preferred());
render(h(Console), document.body);
