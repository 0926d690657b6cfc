// Ten thousand calls, and a hundred changes a second: whether the page can still be used, and what it costs. The figures are printed, not judged.
import {test} from "node:test";
import assert from "node:assert/strict";
import {Agent, request} from "node:https";
import {endpoint, envelope, launch, open, password, picture, user} from "./browser.mjs";

const CALLS = 10000;
const CHANGES_A_SECOND = 100;
const WATCHED_SECONDS = 25;

const agent = new Agent({keepAlive: true, maxSockets: 16});

/** Without reading what came back: there are many. */
const place = number => new Promise((resolve, reject) => {
  request(endpoint, {method: "POST", agent, auth: `${user}:${password}`, headers: {"Content-Type": "text/xml; charset=utf-8"}}, answer => {
    answer.resume();
    answer.on("end", () => answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`)));
  }).on("error", reject).end(envelope(number));
});

test("ten thousand calls and a hundred changes a second", async () => {
  const browser = await launch();
  const page = await open(browser);
  await page.waitForFunction(count => Number(document.querySelector(".table")?.getAttribute("aria-rowcount")) > count, CALLS - 1);

  await page.evaluate(() => {
    window.frames = [];
    window.tasks = [];
    new PerformanceObserver(list => list.getEntries().forEach(task => window.tasks.push(task.duration))).observe({type: "longtask"});
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      window.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    });
  });
  const start = performance.now();
  const end = start + WATCHED_SECONDS * 1000;
  let placed = 0;
  const changes = Promise.all(Array.from({length: 4}, async () => { // Each call when it is due, whatever became of the others
    while (placed < WATCHED_SECONDS * CHANGES_A_SECOND) {
      const due = start + placed++ * 1000 / CHANGES_A_SECOND;
      await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now())));
      await place("5550101");
    }
  }));
  while (performance.now() < end) {
    await page.locator(".long").evaluate(box => box.scrollBy(0, 4000));
    await page.waitForTimeout(500);
  }
  await changes;
  const seconds = (performance.now() - start) / 1000;
  const {frames, tasks} = await page.evaluate(() => ({frames: window.frames, tasks: window.tasks}));
  await page.locator(".long").evaluate(box => box.scrollTo(0, 0));
  const began = performance.now();
  await page.getByPlaceholder("Number or mailbox").fill("5550101");
  await page.waitForFunction(() => [...document.querySelectorAll(".row a.number")].every(link => link.textContent === "5550101"));
  const filtered = performance.now() - began;
  await picture(page, "crowd");

  const rows = await page.locator(".row").count();
  const sorted = frames.toSorted((a, b) => a - b);
  const at = share => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  console.log(`${CALLS} calls up, ${Math.round(placed / seconds)} a second placed and busy, for ${Math.round(seconds)} s while somebody scrolls: `
    + `${(frames.length / seconds).toFixed(1)} frames a second, median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; `
    + `tasks above 50 ms: ${tasks.length}, above 200 ms: ${tasks.filter(task => task > 200).length}, longest ${Math.round(Math.max(0, ...tasks))} ms; `
    + `narrowing down took ${Math.round(filtered)} ms; rows in the page: ${rows}`);
  assert.ok(rows < 100, "Only what can be seen is in the page");
  assert.ok(placed > 0);
  assert.deepEqual(page.complaints, []);
  await browser.close();
  agent.destroy();
});
