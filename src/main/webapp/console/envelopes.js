// Envelopes for people: a first one to try, indented ones, and ones for a terminal.
import {endpoint} from "./server.js";

const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

export const play = (item, number) => `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
    xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
  <s:Header><t:RequestServerVersion Version="Exchange2010"/></s:Header>
  <s:Body>
    <m:PlayOnPhone>
      <m:ItemId Id="${escaped(item)}"/>
      <m:DialString>${escaped(number)}</m:DialString>
    </m:PlayOnPhone>
  </s:Body>
</s:Envelope>`;

const quoted = text => `'${text.replace(/'/g, "'\\''")}'`;

/** What does the same in a terminal; curl asks for the password. */
export const curl = (envelope, user) => [
  `curl -u ${quoted(user)}`,
  "-H 'Content-Type: text/xml; charset=utf-8'",
  `--data-binary ${quoted(envelope)}`,
  quoted(endpoint()),
].join(" \\\n  ");

/** Indented, or as it is when it is no XML. */
export function pretty(text) {
  const parsed = new DOMParser().parseFromString(text, "text/xml");
  if (parsed.getElementsByTagName("parsererror").length > 0) {
    return text;
  }
  return written(parsed.documentElement, "").trimEnd();
}

function written(element, indent) {
  const attributes = [...element.attributes].map(one => ` ${one.name}="${escaped(one.value)}"`).join("");
  const children = [...element.childNodes].filter(node => node.nodeType === Node.ELEMENT_NODE);
  const open = `${indent}<${element.tagName}${attributes}`;
  if (children.length > 0) {
    return `${open}>\n${children.map(child => written(child, `${indent}  `)).join("")}${indent}</${element.tagName}>\n`;
  }
  return element.textContent === "" ? `${open}/>\n` : `${open}>${escaped(element.textContent)}</${element.tagName}>\n`;
}
