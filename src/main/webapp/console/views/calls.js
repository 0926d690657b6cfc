// The calls, the newest first; and what to do when there is none.
import {Component, LongTable, h, empty, link, press, state, tags, title} from "../ui.js";
import {count, lasting, t} from "../text.js";
import {curl, play} from "../envelopes.js";
import {part, soap} from "../server.js";

const {div, input, label, pre, p, span} = tags;

const SHOWN = {all: () => true, up: call => !call.over, over: call => call.over};

export const age = (call, now) => lasting((call.over ? Date.parse(call.endedAt) : now) - Date.parse(call.placedAt));

export class Calls extends Component {
  state = {shown: "all", search: ""};

  narrow = matchMedia("(max-width: 640px)");

  componentDidMount() {
    this.narrow.onchange = () => this.forceUpdate();
  }

  componentWillUnmount() {
    this.narrow.onchange = null;
  }

  render({store, hangUp, say}, {shown, search}) {
    const rows = store.sorted().filter(call => SHOWN[shown](call)
      && (search === "" || call.number.includes(search) || call.mailbox.includes(search) || call.id === search));
    const up = store.sorted().reduce((sum, call) => sum + (call.over ? 0 : 1), 0);
    const now = store.now();
    return div({class: "view"},
      title(t("calls.title"), span({class: "count"}, t("calls.up", {up: count(up), all: count(store.calls.size)}))),
      div({class: "filters", role: "search"},
        div({class: "segments", role: "group", "aria-label": t("calls.show")}, Object.keys(SHOWN).map(name =>
          press(t(`calls.show.${name}`), () => this.setState({shown: name}), {kind: "segment", "aria-pressed": shown === name}))),
        label({class: "search"}, span({class: "hidden"}, t("calls.search")),
          input({type: "search", placeholder: t("calls.search"), value: search,
            onInput: event => this.setState({search: event.currentTarget.value.trim()})}))),
      rows.length > 0 ? table(rows, now, hangUp, this.narrow.matches)
        : store.calls.size > 0 ? empty(p(t("calls.none.filtered"))) : first(store, say));
  }
}

function table(rows, now, hangUp, narrow) {
  const columns = ["number", "state", "mailbox", "age", "action"].map(name => ({class: name, label: t(`calls.column.${name}`)}));
  return h(LongTable, {
    label: t("calls.title"), columns, rows, rowHeight: narrow ? 64 : 40, keyOf: call => call.id,
    row: call => [
      link(`#/calls/${part(call.id)}`, call.number, {class: "number"}),
      state(call),
      call.mailbox,
      age(call, now),
      call.over ? null : press(call.hangingUp ? t("call.hangingUp") : t("call.hangUp"), () => hangUp(call),
        {kind: "small danger", disabled: call.hangingUp, "aria-label": t("call.hangUp.which", {number: call.number})}),
    ],
  });
}

/** What a newcomer sees: a first call, to copy or to run. */
function first(store, say) {
  const message = store.town?.messages.find(one => one.mailbox === store.server.you.mailbox || one.mailbox === "*");
  if (!message) {
    return empty(p(t("calls.none")), p({class: "quiet"}, t(store.server?.town ? "calls.none.message" : "calls.none.real")));
  }
  const envelope = play(message.id, "5550100");
  return empty(
    p(t("calls.none")),
    p({class: "quiet"}, t("calls.none.try")),
    pre({tabindex: 0, "aria-label": "curl"}, curl(envelope, store.server.you.name)),
    press(t("calls.none.run"), async () => {
      const answer = await soap(envelope);
      const text = await answer.text();
      say(text.includes("NoError") ? t("calls.none.placed") : t("calls.none.failed", {status: answer.status}));
    }, {kind: "primary"}));
}
