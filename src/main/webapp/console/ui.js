// Elements as functions, and the few parts that every view is made of. Text is always text: nothing here takes HTML.
import {h, Component} from "./lib/preact.module.js";
import {t} from "./text.js";

const isProps = value => value?.constructor === Object; // Elements have no constructor, so that nobody can pass one off as JSON

/** `div({class: "x"}, child, …)` or `div(child, …)`. */
export const tags = new Proxy({}, {
  get: (_, tag) => (first, ...rest) => isProps(first) ? h(tag, first, ...rest) : h(tag, null, first, ...rest),
});
export {h, Component};

const {a, button, code, dialog, div, form, h1, h2, p, path, span, svg} = tags;

const SHAPES = {
  Idle: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z",
  Connecting: "M3 6.6h2.8v2.8H3zm3.7 0h2.8v2.8H6.7zm3.7 0h2.8v2.8h-2.8z",
  Alerted: "M8 1.6a1 1 0 0 1 1 1v.5a4 4 0 0 1 3 3.9v2.6l1.4 2.4H2.6L4 9.6V7a4 4 0 0 1 3-3.9v-.5a1 1 0 0 1 1-1zM6.4 13h3.2a1.6 1.6 0 0 1-3.2 0z",
  Connected: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
  Incoming: "M7 2h2v7.2l2.6-2.6 1.4 1.4-5 5-5-5 1.4-1.4L7 9.2z",
  Forwarding: "m9 3 5 5-5 5-1.4-1.4L10.2 9H2V7h8.2L7.6 4.4z",
  Transferring: "m9 3 5 5-5 5-1.4-1.4L10.2 9H2V7h8.2L7.6 4.4z",
  Disconnected: "M3 7h10v2H3z",
  failed: "m4.2 3 3.8 3.8L11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z",
};

/** A small picture that goes with a word, never instead of it. */
export const glyph = name => svg({class: "glyph", viewBox: "0 0 16 16", width: 12, height: 12, "aria-hidden": "true"},
  path({d: SHAPES[name] ?? SHAPES.Idle}));

const tone = call => call.cause ? "bad" : call.state === "Connected" || call.state === "Transferring" ? "good"
  : call.over ? "quiet" : "busy";

/** The state of a call: a shape, a word, and a colour that only repeats them. */
export const state = call => span({class: `state ${tone(call)}`},
  glyph(call.cause ? "failed" : call.state), t(call.cause ? `cause.${call.cause}` : `state.${call.state}`));

export const codeMark = entry => span({class: `state ${entry.code === "NoError" ? "good" : "bad"}`},
  glyph(entry.code === "NoError" ? "Connected" : "failed"), entry.code);

/** Something to press; `kind` is quiet, danger or primary. */
export const press = (label, action, {kind = "quiet", ...more} = {}) =>
  button({type: "button", class: kind, onClick: action, ...more}, label);

export const title = (text, ...more) => div({class: "title"}, h1({tabindex: -1, id: "title"}, text), ...more);

export const section = (heading, ...children) => div({class: "section", role: "group", "aria-label": heading}, h2(heading), ...children);

export const link = (href, label, more = {}) => a({href, ...more}, label);

export const empty = (...children) => div({class: "empty"}, ...children);

/** A label and its value, as a line of facts. */
export const fact = (label, value) => value === undefined || value === "" ? null
  : div({class: "fact"}, span({class: "label"}, label), span({class: "value"}, value));

const HEAD = 40;

/** A table of rows that have all the same height, of which only those are made that can be seen. */
export class LongTable extends Component {
  state = {top: 0, height: 600};

  componentDidMount() {
    this.resize = new ResizeObserver(() => this.setState({height: this.box.clientHeight}));
    this.resize.observe(this.box);
  }

  componentWillUnmount() {
    this.resize.disconnect();
  }

  render({label, columns, rows, row, keyOf, rowHeight}, {top, height}) {
    const first = Math.max(0, Math.floor(top / rowHeight) - 8);
    const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + 8);
    const spacer = (key, count) => div({key, class: "spacer", role: "presentation", style: {height: `${count * rowHeight}px`}});
    return div({class: "long", ref: box => { if (box) this.box = box; }, tabindex: 0, role: "region", "aria-label": label,
      style: {height: `${rows.length * rowHeight + HEAD}px`},
      onScroll: event => this.setState({top: event.currentTarget.scrollTop})},
      div({class: "table", role: "table", "aria-label": label, "aria-rowcount": rows.length + 1},
        div({role: "rowgroup", class: "head"},
          div({role: "row", class: "row", "aria-rowindex": 1}, columns.map(column =>
            span({role: "columnheader", class: `cell ${column.class}`, key: column.class}, column.label)))),
        div({role: "rowgroup"},
          spacer("above", first),
          rows.slice(first, last).map((one, i) => div({key: keyOf(one), role: "row", class: "row", "aria-rowindex": first + i + 2,
            style: {height: `${rowHeight}px`}},
            row(one).map((content, n) => span({role: "cell", class: `cell ${columns[n].class}`, key: columns[n].class}, content)))),
          spacer("below", rows.length - last))));
  }
}

/** Asks before something is done that cannot be taken back. */
export class Confirm extends Component {
  componentDidMount() {
    this.dialog.showModal();
  }

  render({question, consequence, yes, no, onYes, onNo}) {
    return dialog({ref: element => { this.dialog = element ?? this.dialog; }, "aria-labelledby": "question", onClose: onNo},
      form({method: "dialog", onSubmit: event => { event.preventDefault(); onYes(); }},
        h2({id: "question"}, question), p(consequence),
        div({class: "buttons"},
          press(no, onNo),
          button({type: "submit", class: "danger"}, yes))));
  }
}

/** Puts text where the user can paste it from; whether that was allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export const mono = text => code({class: "mono"}, text);
