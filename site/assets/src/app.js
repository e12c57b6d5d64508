// Small improvements; every page works without them.

import { locate } from "./locate.js";
import { suggest } from "./suggest.js";

for (const form of document.querySelectorAll(".fp-search")) {
  for (const input of form.querySelectorAll(".fp-search__field input")) suggest(form, input);
  locate(form, form.elements.near);
}

// Tell people at once that something needs mending: move to the error summary.
const summary = document.querySelector(".nhsuk-error-summary");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
  summary.addEventListener("blur", () => summary.removeAttribute("tabindex"), { once: true });
}

// A second press within five seconds sends nothing: hands shake, and connections are slow.
const pause = 5000;
let sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const now = Date.now();
  if (now - sent.get(event.target) < pause) event.preventDefault();
  else sent.set(event.target, now);
});

// A page brought back by the Back button may be sent again straight away.
addEventListener("pageshow", () => { sent = new WeakMap(); });

// A button that prints stands only where it can.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// On a page that somebody may have to leave quickly, three presses of Shift leave it, and Back does not lead to it.
const leave = document.querySelector(".fp-leave__link");
if (leave) {
  const away = (event) => {
    if (event) event.preventDefault();
    document.body.hidden = true;
    location.replace(leave.href);
  };
  leave.addEventListener("click", away);
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.slice(-2), Date.now()];
    if (presses.length === 3 && presses[2] - presses[0] < pause) away();
  });
}
