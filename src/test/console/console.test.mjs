// The console as a person sees it.
import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {accessible, ask, certificate, consoleUrl, envelope, launch, open, password, picture, play, playByEwsJavaApi, post, user} from "./browser.mjs";

const run = promisify(execFile);
let browser;

before(async () => { browser = await launch(); });
after(async () => browser?.close());

const row = (page, text) => page.getByRole("row").filter({hasText: text});
const calm = page => assert.deepEqual(page.complaints, []);

test("nobody sees the console without a password", async () => {
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  const answer = await context.request.get(consoleUrl);
  assert.equal(answer.status(), 401);
  await context.close();
});

test("a call placed by ews-java-api appears without a reload, is opened, hung up, and has both its envelopes", async () => {
  const page = await open(browser);
  await page.getByText("Live").first().waitFor();

  await playByEwsJavaApi("5550106");
  await row(page, "5550106").first().getByText("Ringing").waitFor();
  await row(page, "5550106").first().getByRole("link").click();

  await page.getByRole("heading", {name: "5550106"}).waitFor();
  const id = decodeURIComponent(page.url().split("/").at(-1));
  const steps = page.locator(".timeline li");
  await steps.nth(2).waitFor();
  assert.match(await steps.nth(0).innerText(), new RegExp(`by ${user}`));
  assert.match(await steps.nth(2).innerText(), /Ringing[\s\S]*by the network/);

  await page.getByRole("button", {name: "Hang up", exact: true}).click();
  const question = page.getByRole("dialog");
  assert.match(await question.innerText(), /Hang up the call to 5550106\?/);
  await accessible(page, "the question");
  await question.getByRole("button", {name: "Keep it"}).click();
  assert.equal((await ask(`calls/${id}`)).over, false);

  await page.getByRole("button", {name: "Hang up", exact: true}).click();
  await page.getByRole("dialog").getByRole("button", {name: "Hang up"}).click();
  await page.getByText("The call to 5550106 has ended.").waitFor();
  await page.locator(".timeline").getByText("Ended").waitFor();
  assert.match(await steps.last().innerText(), new RegExp(`by ${user}`));
  await picture(page, "call");

  await page.getByRole("link", {name: /PlayOnPhone/}).click();
  const [sent, answered] = [page.getByLabel("Request", {exact: true}).locator("pre"), page.getByLabel("Answer", {exact: true}).locator("pre")];
  assert.match(await sent.innerText(), /DialString>5550106</);
  assert.ok((await answered.innerText()).includes(`Id="${id}"`));
  assert.match(await sent.innerText(), /RequestServerVersion Version="Exchange2010_SP2"/);
  await picture(page, "request");
  calm(page);
  await page.context().close();
});

test("a request that was copied as curl does in a terminal what it did before", async () => {
  await play("5550107");
  const page = await open(browser, {hash: "#/journal"});
  await row(page, "5550107").first().getByRole("link").click();
  await page.getByRole("button", {name: "As sent"}).click();
  assert.equal(await page.getByLabel("Request", {exact: true}).locator("pre").innerText(), envelope("5550107"));
  await page.getByRole("button", {name: "Copy as curl"}).click();
  await page.getByText("Copied", {exact: true}).waitFor();
  const line = await page.evaluate(() => navigator.clipboard.readText());

  const {stdout} = await run("sh", ["-c", line.replace(`-u '${user}'`, `-s -u '${user}:${password}'`)], {env: {...process.env, CURL_CA_BUNDLE: certificate}});

  assert.match(stdout, /<ResponseCode>NoError<\/ResponseCode>|ResponseCode>NoError</);
  assert.match(stdout, /PhoneCallId[^>]* Id="/);
  calm(page);
  await page.context().close();
});

test("the journal explains what went wrong, and can be narrowed down", async () => {
  await post(envelope("5550100").replace(/<ItemId[^>]*>/, "<ItemId/>").replaceAll("http://schemas.microsoft", "https://schemas.microsoft"));
  const page = await open(browser, {hash: "#/journal"});
  await page.getByRole("combobox", {name: "Code"}).selectOption("ErrorSchemaValidation");
  await row(page, "ErrorSchemaValidation").first().getByRole("link").click();
  const findings = page.locator(".findings");
  await findings.getByText(/The message is not what the contract says: .*ItemId.*line 3/).waitFor();
  await findings.getByText("accepted as the documented dialect").waitFor();
  await picture(page, "explained");
  calm(page);
  await page.context().close();
});

test("somebody is told to be busy at the next call, and is", async () => {
  const page = await open(browser, {hash: "#/town"});
  const subscriber = page.getByRole("listitem").filter({hasText: "5555551212"});
  await subscriber.getByRole("combobox").selectOption("busy");
  await subscriber.getByRole("button", {name: "At the next call"}).click();
  await subscriber.getByText("Next", {exact: true}).waitFor();
  await picture(page, "town");

  await play("5555551212");
  await subscriber.getByText("Next", {exact: true}).waitFor({state: "detached"});
  await page.getByRole("link", {name: "Calls"}).click();
  await row(page, "5555551212").first().getByText("Busy").waitFor();
  calm(page);
  await page.context().close();
});

test("somebody calls from outside, and what they do is told from the call", async () => {
  const page = await open(browser, {hash: "#/town"});
  await page.getByRole("button", {name: "Let it ring"}).click();
  await page.getByText("5550199 calls.").waitFor();
  await page.getByRole("link", {name: "Calls"}).click();
  await row(page, "5550199").first().getByRole("link").click();
  await page.getByRole("heading", {name: "5550199"}).waitFor();
  await page.getByRole("button", {name: "Pick up"}).click();
  await page.locator(".title").getByText("Connected").waitFor();
  await page.getByRole("button", {name: "Hang up there"}).click();
  await page.locator(".title").getByText("Ended").waitFor();
  calm(page);
  await page.context().close();
});

test("the console speaks Spanish, at once and the next time", async () => {
  const page = await open(browser);
  await page.getByRole("combobox", {name: "Language"}).selectOption("es");
  await page.getByRole("heading", {name: "Llamadas"}).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "es");
  await picture(page, "llamadas");
  await page.reload();
  await page.getByRole("heading", {name: "Llamadas"}).waitFor();
  await page.context().close();

  const other = await open(browser, {locale: "es-ES", hash: "#/town"});
  await other.getByRole("heading", {name: "Ciudad"}).waitFor();
  await other.context().close();
});

test("a number that is HTML is shown as text and runs nothing", async () => {
  const hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
  await post(envelope(hostile));
  await ask(`town/calls`, "POST", {mailbox: user, number: hostile});
  const page = await open(browser);
  await row(page, "onerror").first().getByRole("link").click();
  await page.getByRole("heading", {name: /<img src=x onerror/}).waitFor();
  await page.goto(`${consoleUrl}#/journal`);
  await row(page, "onerror").first().getByRole("link").click();
  await page.locator("pre.envelope").first().waitFor();
  assert.match(await page.locator("pre.envelope").first().innerText(), /&lt;img src=x onerror/);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("img").count(), 0);
  calm(page);
  await page.context().close();
});

test("the page may load nothing from elsewhere, and no script that is not a file of the server", async () => {
  const page = await open(browser);
  const answer = await page.goto(consoleUrl);
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  await page.context().close();
});

test("health tells what is checked, as operators are told", async () => {
  const page = await open(browser, {hash: "#/health"});
  const check = name => page.locator(".checks li").filter({hasText: name});
  for (const name of ["Takes requests", "Call registry", "Gateway", "Certificate"]) {
    await check(name).getByText("Up", {exact: true}).waitFor();
  }
  await check("Certificate").getByText(/valid until: \w+ \d+, 20/).waitFor();
  calm(page);
  await page.context().close();
});

test("everything can be done from the keyboard", async () => {
  const id = await play("5550102");
  const page = await open(browser);
  await row(page, "5550102").first().getByRole("button").waitFor();
  await row(page, "5550102").first().getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({state: "detached"});
  assert.equal((await ask(`calls/${id}`)).over, false);
  await row(page, "5550102").first().getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", {name: "Hang up"}).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The call to 5550102 has ended.").waitFor();
  await page.getByRole("link", {name: "Journal"}).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", {name: "Journal"}).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "title");
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    test(`nothing stands in anybody's way: ${colorScheme}, ${width} px`, async () => {
      const id = await play("5550100");
      await play("5550101");
      const page = await open(browser, {colorScheme, width, height: width === 390 ? 844 : 800});
      const {entries} = await ask("journal?code=NoError&operation=PlayOnPhone");
      for (const [name, hash] of [["calls", ""], ["call", `#/calls/${id}`], ["journal", "#/journal"],
        ["request", `#/journal/${entries[0].number}`], ["town", "#/town"], ["health", "#/health"], ["nothing", "#/calls/none"]]) {
        await page.goto(consoleUrl + hash);
        await page.locator("h1").waitFor();
        await page.getByText("Loading…").waitFor({state: "detached"});
        await page.locator({calls: "a.number", call: ".timeline li", journal: ".row .operation a", request: "pre.envelope", town: ".town li",
          health: ".checks li", nothing: ".empty"}[name]).first().waitFor();
        await picture(page, `${name}-${colorScheme}-${width}`);
        await accessible(page, `${name}, ${colorScheme}, ${width} px`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `${name} is ${wider} px wider than the window`);
      }
      await page.context().close();
    });
  }
}
