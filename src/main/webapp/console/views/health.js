// Whether the server is well, as load balancers are told.
import {Component, empty, fact, glyph, section, tags, title} from "../ui.js";
import {lasting, t} from "../text.js";
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
      const [ready, live] = await Promise.all([health("ready"), health("live")]);
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
        (ready.checks ?? []).map(one => check(one.name, one.status, one.data)))) : null,
      section(t("health.console"), div({class: "facts"},
        fact(t("health.events"), t(`connection.${store.connection}`)),
        fact(t("health.you"), store.server.you.name),
        fact(t("health.network"), t(store.server.town ? "health.network.town" : "health.network.real")),
        fact(t("health.clock"), Math.abs(skew) < 1000 ? t("health.clock.same") : t(skew > 0 ? "health.clock.ahead" : "health.clock.behind", {by: lasting(Math.abs(skew))})))));
  }
}

const mark = status => span({class: `state ${status === "UP" ? "good" : "bad"}`}, glyph(status === "UP" ? "Connected" : "failed"),
  t(status === "UP" ? "health.up" : "health.down"));

const check = (name, status, data = {}) => li({key: name}, span({class: "name"}, name), mark(status),
  span({class: "quiet"}, Object.entries(data).map(([key, value]) => `${key}: ${value}`).join(" · ")));
