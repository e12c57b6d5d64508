// A button that fills in where somebody is. The browser asks them first; the form is theirs to send.

import { make } from "./make.js";

const patience = 10000; // ms
const refused = 1; // the codes of GeolocationPositionError
const late = 3;

/** locate adds the button to a search form, where the browser can tell. */
export function locate(form, input) {
  if (!navigator.geolocation || !window.isSecureContext) return;
  const say = form.dataset;
  const button = make("button", { class: "nhsuk-link fp-locate__button", type: "button" }, say.locate);
  const status = make("span", { class: "fp-locate__status", role: "status" });
  const row = make("div", { class: "fp-locate" });
  row.append(button, status);
  input.closest(".nhsuk-form-group").after(row);

  button.addEventListener("click", () => {
    status.textContent = say.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals are some 100 metres: near enough to walk from, and no one's door.
        input.value = [coords.latitude, coords.longitude].map((degrees) => Number(degrees.toFixed(3))).join(", ");
        status.textContent = say.located;
      },
      ({ code }) => {
        status.textContent = code === refused ? say.refused : code === late ? say.late : say.unknown;
      },
      { enableHighAccuracy: false, maximumAge: 300000, timeout: patience },
    );
  });
  input.addEventListener("input", () => {
    status.textContent = "";
  });
}
