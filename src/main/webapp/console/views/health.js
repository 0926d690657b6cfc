// Whether the server is well, as load balancers are told.
import {Component, empty, fact, glyph, section, tags, title} from "../ui.js";
import {clock, date, has, lasting, t} from "../text.js";
import {health} from "../server.js";

const {div, li, p, span, ul} = tags;

const AGAIN = 5000;

export class Health extends Component {
  state = {ready: null, live: null, problem: null};

  componentDidMount() {
    this.look();
    this.timer = setInterval(() => this.look(), AGAIN);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  async look() {
    try {
      const [ready, live] = await Promise.all([health("ready?checks"), health("live")]);
      this.setState({ready, live, problem: null});
    } catch (problem) {
      this.setState({problem});
    }
  }

  render({store}, {ready, live, problem}) {
    const skew = store.now() - Date.now();
    return div({class: "view"},
      title(t("health.title"), ready ? mark(ready.status) : null),
      problem ? empty(p(t("health.unreachable"))) : null,
      ready && live ? section(t("health.checks"), ul({class: "checks"},
        check(t("health.live"), live.status), check(t("health.ready"), ready.status),
        (ready.checks ?? []).map(one => one.name === "gateway" ? gateways(one) : check(named(one.name), one.status, one.data)))) : null,
      section(t("health.console"), div({class: "facts"},
        fact(t("health.events"), t(`connection.${store.connection}`)),
        fact(t("health.you"), store.server.you.name),
        fact(t("health.network"), t(store.server.town ? "health.network.town" : "health.network.real")),
        fact(t("health.clock"), Math.abs(skew) < 1000 ? t("health.clock.same") : t(skew > 0 ? "health.clock.ahead" : "health.clock.behind", {by: lasting(Math.abs(skew))})))));
  }
}

const mark = status => word(...(status === "UP" ? ["good", "Connected", "health.up"] : ["bad", "failed", "health.down"]));

const word = (tone, shape, text) => span({class: `state ${tone}`}, glyph(shape), t(text));

const row = (name, marked, told, more = "") => li({key: name, class: more}, span({class: "name"}, name), marked, span({class: "quiet"}, told));

const check = (name, status, data = {}) => row(name, mark(status),
  Object.entries(data).map(([key, value]) => `${said("fact", key)}: ${TIME.test(value) ? date(value) : value}`).join(" · "));

const TIME = /^\d{4}-\d\d-\d\dT.*Z$/;

/** As people say it; the checks of plug-ins have their own words only. */
const said = (kind, name) => has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name;

const named = name => said("check", name);

/** All gateways, and each by itself when there are several or one is not in service: its facts begin with its name. */
const gateways = ({name, status, data: {reason, ...facts} = {}}) => [
  check(named(name), status, reason ? {reason} : {}),
  Object.keys(facts).filter(key => !key.includes(".")).map(each => {
    const trouble = facts[`${each}.trouble`];
    const until = facts[`${each}.left-alone-until`];
    return row(each, facts[each] === "enabled" && trouble ? word("bad", "failed", "gateway.trouble") : word(...SERVICE[facts[each]], `gateway.${facts[each]}`),
      until ? t("gateway.until", {until: clock(until)}) : trouble, "within");
  }),
];

const SERVICE = {enabled: ["good", "Connected"], draining: ["busy", "Forwarding"], disabled: ["quiet", "Disconnected"]};
