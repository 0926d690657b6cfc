// The simulated town: who does what, what they do next, and calls from outside.
import {Component, empty, glyph, press, section, tags, title} from "../ui.js";
import {t} from "../text.js";
import {ask, part} from "../server.js";

const {div, form, input, label, li, option, p, select, span, ul, button} = tags;

const BEHAVIOURS = ["answers", "answers-late", "hangs-up", "answers-while-cancelled", "no-answer", "busy", "unavailable", "declines",
  "overloaded", "gateway-down", "gateway-refuses", "no-gateway", "slow-gateway"];

export class Town extends Component {
  state = {from: "5550199", mailbox: null, number: ""};

  render({store, act, reset}, {from, mailbox, number}) {
    if (!store.town) {
      return div({class: "view"}, title(t("town.title")), empty(p(t(store.server.town ? "loading" : "town.none"))));
    }
    const whose = mailbox ?? store.server.you.mailbox;
    return div({class: "view"},
      title(t("town.title"), press(t("town.reset"), reset, {kind: "danger"})),
      p({class: "quiet"}, t("town.about")),
      ul({class: "town"}, store.town.subscribers.map(one => this.subscriber(one, act))),
      section(t("town.other"), form({class: "line", onSubmit: event => {
        event.preventDefault();
        this.tell({number, next: []}, event.currentTarget.does.value, act);
      }},
      label(t("town.number"), input({required: true, maxlength: 256, value: number, onInput: event => this.setState({number: event.currentTarget.value.trim()})})),
      label(t("town.does"), behaviours("does")),
      button({type: "submit", class: "quiet"}, t("town.next.add")))),
      section(t("town.incoming"), form({class: "line", onSubmit: event => {
        event.preventDefault();
        act(() => ask("/town/calls", "POST", {mailbox: whose, number: from}), t("town.incoming.placed", {number: from}));
      }},
      label(t("town.incoming.from"), input({required: true, maxlength: 256, value: from, onInput: event => this.setState({from: event.currentTarget.value.trim()})})),
      label(t("town.incoming.mailbox"), input({required: true, value: whose, onInput: event => this.setState({mailbox: event.currentTarget.value.trim()})})),
      button({type: "submit", class: "primary"}, t("town.incoming.place")))));
  }

  subscriber(one, act) {
    const isPattern = /[*?]/.test(one.number);
    return li({key: one.number},
      span({class: "number"}, one.number),
      span({class: "usually"}, describe(one.usually)),
      one.next.length === 0 ? null : span({class: "next"}, span({class: "label"}, t("town.next")), one.next.map((behaviour, i) =>
        span({key: i, class: "state busy"}, glyph("Forwarding"), describe(behaviour)))),
      isPattern ? null : form({class: "line", onSubmit: event => {
        event.preventDefault();
        this.tell(one, event.currentTarget.does.value, act);
      }},
      label(span({class: "hidden"}, t("town.next.which", {number: one.number})), behaviours("does")),
      button({type: "submit", class: "small quiet"}, t("town.next.add")),
      one.next.length === 0 ? null : press(t("town.next.clear"), () => act(() => setNext(one.number, [])), {kind: "small quiet"})));
  }

  tell(one, does, act) {
    act(() => setNext(one.number, [...one.next, {does}]), t("town.next.told", {number: one.number, does: t(`does.${does}`)}));
  }
}

const setNext = (number, next) => ask(`/town/subscribers/${part(number)}/next`, "PUT", {next});

const behaviours = name => select({name, defaultValue: "busy"}, BEHAVIOURS.map(does =>
  option({key: does, value: does, selected: does === "busy"}, t(`does.${does}`))));

/** What somebody does, with the times and codes that a script may give. */
const describe = ({does, ...more}) => [t(`does.${does}`),
  ...Object.entries(more).map(([key, value]) => t(`with.${key}`, {value}))].join(" · ");
