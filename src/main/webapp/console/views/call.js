// One call: how far it came, how long each part took, who did what, and the envelopes about it.
import {Component, codeMark, copy, empty, fact, link, mono, press, section, state, tags, title} from "../ui.js";
import {clock, date, lasting, moment, t} from "../text.js";
import {ask, part} from "../server.js";

const {div, li, ol, p, span} = tags;

const AGAIN = 400;

export class Call extends Component {
  state = {call: null, problem: null};

  componentDidMount() {
    this.props.store.readsJournal = true;
    this.load();
  }

  componentWillUnmount() {
    this.props.store.readsJournal = false;
    clearTimeout(this.timer);
    this.gone = true;
  }

  /** Anew whenever the call, or the journal, is not what it was. */
  componentDidUpdate() {
    const {store, id} = this.props;
    if (store.calls.get(id) !== this.known || store.newestEntry !== this.newest) {
      this.timer ??= setTimeout(() => this.load(), AGAIN);
    }
  }

  async load() {
    const {store, id} = this.props;
    this.timer = null;
    this.known = store.calls.get(id);
    this.newest = store.newestEntry;
    try {
      const call = await ask(`/calls/${part(id)}`);
      this.gone || this.setState({call, problem: null});
    } catch (problem) {
      this.gone || this.setState({problem});
    }
  }

  render({store, hangUp, act, say}, {call, problem}) {
    if (!call) {
      return div({class: "view"}, title(t("call.title")), empty(p(problem ? problem.message : t("loading"))));
    }
    const now = store.now();
    return div({class: "view"},
      title(call.number, state(call),
        call.over ? null : press(t("call.hangUp"), () => hangUp(call), {kind: "danger", disabled: call.hangingUp})),
      div({class: "facts"},
        fact(t("call.mailbox"), call.mailbox),
        fact(t("call.message"), mono(call.message)),
        fact(t("call.node"), call.node),
        fact(t("call.placedAt"), date(call.placedAt)),
        fact(t("call.sip"), call.sip && `${call.sip.code} ${call.sip.text}`),
        fact(t("call.id"), span(mono(call.id), " ", press(t("copy"), async () => say(t(await copy(call.id) ? "copied" : "copy.refused")),
          {kind: "small", "aria-label": t("call.id.copy")})))),
      section(t("call.timeline"), bar(call, now), timeline(call, now)),
      store.server.town && !call.over ? section(t("call.otherEnd"), otherEnd(call, act)) : null,
      section(t("call.envelopes"), envelopes(call)));
  }
}

/** The parts of a call between one state and the next, with how long each took. */
function parts(call, now) {
  const states = call.steps.filter(step => step.kind === "state");
  return states.map((step, i) => {
    const end = states[i + 1]?.at ?? (step.state === "Disconnected" ? step.at : new Date(now).toISOString());
    return {...step, ms: Date.parse(end) - Date.parse(step.at)};
  });
}

/** A picture of the timeline; the list below says the same in words. */
function bar(call, now) {
  const lengths = parts(call, now).filter(one => one.state !== "Disconnected" && one.ms > 0);
  const size = one => Math.max(1, Math.sqrt(one.ms)); // So that a second can be seen beside a minute
  const whole = lengths.reduce((sum, one) => sum + size(one), 0);
  return lengths.length === 0 ? null : div({class: "bar", "aria-hidden": "true"}, lengths.map(one =>
    div({class: `part ${one.state}`, style: {flexGrow: size(one)}}, size(one) / whole < 0.15 ? null : lasting(one.ms))));
}

function timeline(call, now) {
  if (call.steps.length === 0) {
    return empty(p(t("call.timeline.none")));
  }
  const lengths = new Map(parts(call, now).map(one => [one.at + one.state, one.ms]));
  return ol({class: "timeline"}, call.steps.map((step, i) => li({key: i, class: step.kind},
    span({class: "at"}, moment(step.at)),
    span({class: "what"}, i === 0 && step.state === "Idle" ? t("step.placed") : step.kind === "state" ? state({...step, cause: step.state === "Disconnected" ? call.cause : undefined,
      over: step.state === "Disconnected"}) : t(`step.${step.kind}`),
      step.sip ? span({class: "quiet"}, ` ${step.sip.code} ${step.sip.text}`) : null),
    span({class: "who"}, t(`by.${step.by.kind}`, step.by)),
    span({class: "long-for"}, step.kind === "state" && step.state !== "Disconnected" ? lasting(lengths.get(step.at + step.state)) : ""))));
}

const HAPPENINGS = {
  rings: call => !call.answeredAt, answers: call => !call.answeredAt, "is-busy": call => !call.answeredAt,
  transfers: call => call.state === "Connected", "hangs-up": () => true,
};

const otherEnd = (call, act) => div({class: "buttons"}, Object.entries(HAPPENINGS)
  .filter(([, possible]) => possible(call))
  .map(([event]) => press(t(`happens.${event}`), () => act(() => ask(`/town/calls/${part(call.id)}/events`, "POST", {event})))));

const envelopes = call => call.journal.length === 0 ? empty(p(t("call.envelopes.none")))
  : div({class: "list"}, call.journal.map(entry => link(`#/journal/${entry.number}`, [
    span({class: "at"}, clock(entry.at)), span({class: "operation"}, entry.operation), codeMark(entry), span({class: "quiet"}, entry.caller),
  ], {key: entry.number, class: "item"})));
