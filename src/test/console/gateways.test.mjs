// Several gateways: each as it is.
import {test} from "node:test";
import {accessible, launch, open, picture, play} from "./browser.mjs";

test("of several gateways each is told, in both languages", async () => {
  const browser = await launch();
  await play("5550109"); // The first cannot be reached, the second takes the call
  for (const {locale, said} of [
    {locale: "en-GB", said: {simulated: "Takes no calls", "left alone": /left alone until \d\d:\d\d:\d\d/, sip: "In service", ari: "Draining"}},
    {locale: "es-ES", said: {simulated: "No acepta llamadas", "left alone": /se reintenta a las \d\d:\d\d:\d\d/, sip: "En servicio", ari: "Vaciándose"}},
  ]) {
    for (const width of [1280, 390]) {
      const page = await open(browser, {locale, width, hash: "#/health"});
      const row = name => page.locator(".checks .within").filter({hasText: name});
      for (const name of ["simulated", "sip", "ari"]) {
        await row(name).getByText(said[name], {exact: true}).waitFor();
      }
      await row("simulated").getByText(said["left alone"]).waitFor();
      await picture(page, `gateways-${locale.slice(0, 2)}-${width}`);
      await accessible(page, `gateways, ${locale}, ${width} px`);
      await page.context().close();
    }
  }
  await browser.close();
});
