// Suggestions below a field of the search form: an editable combobox with a list (WAI-ARIA 1.2, list autocomplete with
// manual selection). Whoever passes them over loses nothing: what is typed stays as it is, and Enter sends the form.

import { make } from "./make.js";

const pause = 150; // ms without a key before anything is asked
const least = 2; // letters
const longest = 100; // letters that the server reads

// What may be more of a postcode than its sector, also with blanks or a slip in it. It is somebody's home, so it is asked
// about nowhere.
const home = /\b[a-z]{1,3}\W?\d{0,2}[a-z]?\W*\d\W?[a-z]/i;
const sector = /^[a-z]{1,2}\d[a-z\d]? ?\d?$/i;

/** mayAsk says whether a text may be sent as it is typed. Of places with a number in them, an address among them, only postcodes up to their sector. */
function mayAsk(field, text) {
  if (text.length < least || text.length > longest || home.test(text)) return false;
  return field !== "near" || !/\d/.test(text) || sector.test(text);
}

/** suggest makes a combobox of a field. */
export function suggest(form, input) {
  const say = form.dataset;
  const counts = say.counts.split("|");
  const language = form.getAttribute("action").replace(/\/search$/, ""); // how the addresses of its pages begin
  const list = make("div", { class: "fp-suggest", id: `${input.id}-suggestions`, role: "listbox", "aria-label": say.suggestions, hidden: "" });
  const status = make("div", { class: "nhsuk-u-visually-hidden", role: "status" });
  input.after(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let options = [];
  let active = -1; // which option the keys have come to; -1 is the field itself
  let asked = 0; // counts the questions, so that an answer that comes too late is known
  let timer, request, chosen;

  const activate = (next) => {
    if (options[active]) options[active].removeAttribute("aria-selected");
    active = next;
    const option = options[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const stop = () => {
    asked++;
    clearTimeout(timer);
    if (request) request.abort();
  };

  const close = () => {
    stop();
    activate(-1);
    options = [];
    list.hidden = true;
    list.textContent = status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  };

  const show = (found) => {
    close();
    options = found.slice(0, counts.length).map(({ name, note, value, url }, i) => {
      const option = make(url ? "a" : "div", { class: "fp-suggest__option", id: `${list.id}-${i}`, role: "option" }, name);
      if (note) option.append(" ", make("span", { class: "fp-suggest__note" }, note));
      if (url) {
        option.href = language + url;
        option.tabIndex = -1;
      } else {
        option.addEventListener("click", () => {
          chosen = { name, value };
          input.value = shown(chosen);
          close();
          input.focus();
        });
      }
      return option;
    });
    if (!options.length) return;
    list.append(...options);
    list.hidden = false;
    status.textContent = counts[options.length - 1];
    input.setAttribute("aria-expanded", "true");
  };

  const ask = async (first = -1) => {
    stop();
    const mine = asked;
    const text = input.value.trim();
    if (!mayAsk(input.name, text)) return close();
    request = new AbortController();
    let found = [];
    try {
      const answer = await fetch(`${language}/api/suggest?${input.name}=${encodeURIComponent(text)}`, { credentials: "omit", signal: request.signal });
      if (answer.ok) found = entries(await answer.json(), say);
    } catch (e) {
      // No answer is no suggestion; the form does without.
    }
    if (mine !== asked || document.activeElement !== input) return;
    show(found);
    if (options[first]) activate(first);
  };

  input.addEventListener("input", () => {
    stop();
    activate(-1);
    timer = setTimeout(ask, pause);
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = !list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) {
      const stops = options.length + 1; // the field is one of them
      activate(((active + 1 + step + stops) % stops) - 1);
    } else if (event.key === "ArrowDown") {
      ask(0);
    } else if (event.key === "Enter" && options[active]) {
      options[active].click();
    } else if (event.key === "Escape" && open) {
      close();
    } else {
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(event.key)) activate(-1); // back in the text
      return;
    }
    event.preventDefault();
  });

  // A place of a name that others have too shows by its whole name, and is sent as what finds it.
  form.addEventListener("formdata", (event) => {
    if (chosen && input.value === chosen.name) event.formData.set(input.name, chosen.value);
  });
}

/** shown is what choosing a suggestion fills in: what is sent, unless that is a code. */
function shown({ name, value }) {
  return /^[A-Z]\d{8}$/.test(value) ? name : value;
}

/** entries are what the server found, in the order in which it is listed. */
function entries({ places = [], topics = [], services = [] }, say) {
  const room = Math.max(4, 8 - services.length); // for topics
  return [
    ...places.map(({ label, near }) => ({ name: label, value: near })),
    ...topics.slice(0, room).map(({ name }) => ({ name, value: name, note: say.topic })),
    ...services.map(({ name, url }) => ({ name, url, note: say.service })),
  ];
}
