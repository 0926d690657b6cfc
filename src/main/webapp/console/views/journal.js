// What clients sent, and what they were told.
import {Component, LongTable, codeMark, copy, empty, fact, h, link, mono, press, section, tags, title} from "../ui.js";
import {clock, date, has, lasting, t} from "../text.js";
import {ask} from "../server.js";
import {curl, pretty} from "../envelopes.js";

const {details, div, input, label, li, option, p, pre, select, span, summary, ul} = tags;

export class Journal extends Component {
  state = {operation: "", code: "", call: ""};

  narrow = matchMedia("(max-width: 640px)");

  componentDidMount() {
    this.props.store.readsJournal = true;
    this.narrow.onchange = () => this.forceUpdate();
  }

  componentWillUnmount() {
    this.props.store.readsJournal = false;
    this.narrow.onchange = null;
  }

  render({store}, {operation, code, call}) {
    const entries = store.entries;
    const rows = entries.filter(entry => (operation === "" || entry.operation === operation) && (code === "" || entry.code === code)
      && (call === "" || entry.call?.includes(call)));
    return div({class: "view"},
      title(t("journal.title"), span({class: "count"}, t("journal.kept", {shown: rows.length, kept: entries.length}))),
      div({class: "filters", role: "search"},
        this.choice("operation", entries.map(entry => entry.operation), operation),
        this.choice("code", entries.map(entry => entry.code), code),
        label({class: "search"}, span({class: "hidden"}, t("journal.call")), input({type: "search", placeholder: t("journal.call"), value: call,
          onInput: event => this.setState({call: event.currentTarget.value.trim()})}))),
      rows.length === 0 ? empty(p(t(entries.length === 0 ? "journal.none" : "journal.none.filtered"))) : this.table(rows));
  }

  choice(name, values, chosen) {
    const known = [...new Set(values.filter(Boolean))].sort();
    return label({class: "choice"}, span({class: "hidden"}, t(`journal.${name}`)),
      select({value: chosen, onChange: event => this.setState({[name]: event.currentTarget.value})},
        option({value: ""}, t(`journal.${name}.all`)), known.map(value => option({key: value, value}, value))));
  }

  table(rows) {
    const columns = ["at", "operation", "code", "about", "caller", "ms"].map(name => ({class: name, label: t(`journal.column.${name}`)}));
    return h(LongTable, {
      label: t("journal.title"), columns, rows, rowHeight: this.narrow.matches ? 64 : 36, keyOf: entry => entry.number,
      row: entry => [clock(entry.at), link(`#/journal/${entry.number}`, entry.operation ?? t("journal.unreadable")), codeMark(entry),
        entry.dialled ?? (entry.call ? mono(entry.call) : ""), entry.caller, lasting(entry.ms)],
    });
  }
}

export class Entry extends Component {
  state = {entry: null, problem: null, raw: false};

  async componentDidMount() {
    try {
      this.setState({entry: await ask(`/journal/${this.props.number}`)});
    } catch (problem) {
      this.setState({problem});
    }
  }

  render({store, say}, {entry, problem, raw}) {
    if (!entry) {
      return div({class: "view"}, title(t("journal.entry")), empty(p(problem ? problem.message : t("loading"))));
    }
    const line = curl(entry.requestBody.text, entry.caller);
    return div({class: "view"},
      title(entry.operation ?? t("journal.unreadable"), codeMark(entry)),
      findings(entry),
      div({class: "facts"},
        fact(t("journal.column.at"), date(entry.at)),
        fact(t("journal.column.caller"), entry.caller === entry.mailbox ? entry.caller : `${entry.caller} → ${entry.mailbox}`),
        fact(t("journal.address"), entry.address),
        fact(t("journal.column.ms"), lasting(entry.ms)),
        fact(t("journal.status"), String(entry.status)),
        fact(t("journal.column.call"), entry.call && (store.calls.has(entry.call) ? link(`#/calls/${encodeURIComponent(entry.call)}`, entry.call) : mono(entry.call))),
        fact(t("journal.request"), mono(entry.request))),
      div({class: "buttons"},
        div({class: "segments", role: "group", "aria-label": t("journal.shape")},
          press(t("journal.pretty"), () => this.setState({raw: false}), {kind: "segment", "aria-pressed": !raw}),
          press(t("journal.raw"), () => this.setState({raw: true}), {kind: "segment", "aria-pressed": raw})),
        press(t("journal.curl"), async () => say(t(await copy(line) ? "copied" : "copy.refused")), {kind: "primary", disabled: !entry.requestBody.complete})),
      div({class: "pair"},
        envelope(t("journal.sent"), entry.requestBody, raw),
        envelope(t("journal.answered"), entry.answerBody, raw)),
      entry.requestBody.complete ? details(summary(t("journal.curl.show")), pre({class: "curl", tabindex: 0, "aria-label": "curl"}, line)) : null);
  }
}

const findings = entry => entry.findings.length === 0 ? null
  : ul({class: "findings"}, entry.findings.map(finding => li({key: finding.kind}, sentence(finding))));

/** In the user's language when it is known there, otherwise as the server says it. */
const sentence = finding => has(`finding.${finding.kind}`) ? t(`finding.${finding.kind}`, finding.values) : finding.text;

const envelope = (heading, body, raw) => section(heading,
  body.text === "" ? empty(p(t("journal.unread"))) : pre({class: "envelope", tabindex: 0, "aria-label": heading}, raw ? body.text : pretty(body.text)),
  body.complete ? null : p({class: "quiet"}, t("journal.cut", {bytes: body.bytes})));
