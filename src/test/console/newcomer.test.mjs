// What somebody sees who has just started a server; its calls are soon forgotten, so that there is none.
import {test} from "node:test";
import assert from "node:assert/strict";
import {accessible, ask, launch, open, picture, user} from "./browser.mjs";

test("a newcomer copies the first call, or places it by a button", async () => {
  await ask("town/reset", "POST");
  while ((await ask("calls")).total > 0) {
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  const browser = await launch();
  const page = await open(browser);
  await page.getByText("There are no calls yet.").waitFor();
  assert.match(await page.getByLabel("curl").innerText(), new RegExp(`^curl -u '${user}'[^]*<m:DialString>5550100<`));
  await picture(page, "first-call");
  await accessible(page, "no calls");

  await page.getByRole("button", {name: "Place this call"}).click();

  await page.getByRole("row").filter({hasText: "5550100"}).first().waitFor();
  assert.deepEqual(page.complaints, []);
  await browser.close();
});
