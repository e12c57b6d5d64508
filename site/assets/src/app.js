// Two improvements; every page works without them.

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
