// What the stories of the console have in common: the server they are told of, and the browser they happen in.
import {chromium} from "playwright-core";
import {readFile, mkdir} from "node:fs/promises";
import {createRequire} from "node:module";
import assert from "node:assert/strict";

export const {EWS_URL: endpoint, EWS_USER: user, EWS_PASSWORD: password, EWS_PICTURES: pictures, EWS_CERTIFICATE: certificate} = process.env;

export const consoleUrl = new URL("console/", endpoint).href;
const api = new URL("api/v1/", endpoint).href;
const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () => chromium.launch({
  executablePath: process.env.EWS_BROWSER ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync"],
});

/** A page of somebody who has signed in, at the console. */
export async function open(browser, {colorScheme = "light", width = 1280, height = 800, locale = "en-GB", hash = "", password: given = password} = {}) {
  const context = await browser.newContext({
    colorScheme, locale, viewport: {width, height}, ignoreHTTPSErrors: true, reducedMotion: "reduce",
    httpCredentials: {username: user, password: given}, permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", message => message.type() === "error" && page.complaints.push(message.text()));
  page.on("pageerror", error => page.complaints.push(String(error)));
  await page.goto(consoleUrl + hash);
  return page;
}

/** The PhoneCallId of a call that was placed by SOAP, as clients do it. */
export async function play(number, item = "AAMkDemo1") {
  const answer = await fetch(endpoint, {
    method: "POST", headers: {authorization, "Content-Type": "text/xml; charset=utf-8"}, body: envelope(number, item),
  });
  const text = await answer.text();
  const id = /PhoneCallId Id="([^"]+)"/.exec(text)?.[1];
  assert.ok(id, text);
  return id;
}

/** Has Microsoft's own client for Java place a call. */
export async function playByEwsJavaApi(number) {
  const answer = await fetch(process.env.EWS_JAVA_API, {method: "POST", body: number});
  assert.ok(answer.ok, await answer.text());
}

const xml = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export const envelope = (number, item = "AAMkDemo1") => `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
  <PlayOnPhone xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"><ItemId Id="${item}"/><DialString>${xml(number)}</DialString></PlayOnPhone>
</s:Body></s:Envelope>`;

export const post = body => fetch(endpoint, {method: "POST", headers: {authorization, "Content-Type": "text/xml; charset=utf-8"}, body});

export const ask = async (path, method = "GET", body) => {
  const answer = await fetch(api + path, {method, headers: {authorization, "Content-Type": "application/json"},
    body: method === "GET" ? undefined : JSON.stringify(body ?? {})});
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
};

/** Nothing that axe-core knows stands between this page and anybody who uses it. */
export async function accessible(page, what) {
  await page.evaluate(`${axe}; undefined`);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
  assert.deepEqual(violations.map(one => `${one.id}: ${one.nodes.map(node => `${node.target} ${node.failureSummary}`).join("; ")}`), [], what);
}

export async function picture(page, name) {
  await mkdir(pictures, {recursive: true});
  await page.screenshot({path: `${pictures}/${name}.png`});
}

export const number = async (page, digits) => page.getByRole("row").filter({hasText: digits}).first();
