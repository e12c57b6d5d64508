// Takes out of the compiled style sheets what no page uses: whole families that
// nhsuk-frontend and Leaflet put in one file with the parts we need, and rules for
// browsers that can no longer open a secure site. It saves a fifth of the
// first sheet. A class missing from a page? Take it off this list.

const unused = new RegExp(
  [
    // Internet Explorer and old Firefox
    "-ms-",
    "::-moz-focus-inner",
    // variants
    "nhsuk-(?:action-link|back-link|button|card|details|tag)--reverse",
    "nhsuk-button--(?:brand|icon|login|secondary-solid)",
    "nhsuk-button \\.nhsuk-icon",
    "nhsuk-card--(?:clickable|feature|primary|secondary|top-task)",
    "nhsuk-card--care__heading",
    "nhsuk-card-group",
    "nhsuk-card__(?:content--|heading--|img)",
    "nhsuk-error-summary__title",
    "nhsuk-expander",
    "nhsuk-icon--(?:size|white)",
    "nhsuk-image",
    "nhsuk-input-wrapper__",
    "nhsuk-lede-text",
    "nhsuk-width-container-fluid",
    // parts of Leaflet that the map does without
    "lvml",
    "leaflet-(?:attribution|control-attribution|control-layers|crosshair|default-icon|div-icon|image-layer|oldie|retina|shadow-pane|marker-shadow|tooltip|vml|zoom-box)",
    "leaflet-map-pane canvas",
    "leaflet-pane > ?canvas",
    // these need a script we do not send
    "nhsuk-(?:checkboxes|radios)__conditional",
  ].join("|"),
);

/** prune returns compressed CSS without the rules and selectors that are unused. */
export function prune(css) {
  let out = "";
  for (let at = 0; ; ) {
    const open = css.indexOf("{", at);
    if (open < 0) return out;
    const close = closing(css, open);
    const head = css.slice(at, open).replace(/,\s*\(-ms-high-contrast:[a-z]+\)/g, "");
    const body = css.slice(open + 1, close);
    at = close + 1;

    if (/^@(?:media|supports)/.test(head)) {
      const inner = /^@media[^(]*\\0/.test(head) ? "" : prune(body);
      if (inner) out += `${head}{${inner}}`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}`;
    } else {
      const kept = selectors(head).filter((selector) => !unused.test(selector));
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
  }
}

/** closing finds the brace that closes the one at open. */
function closing(css, open) {
  for (let depth = 0, i = open; i < css.length; i++) {
    if (css[i] === "{") depth++;
    else if (css[i] === "}" && --depth === 0) return i;
  }
  throw new Error("the compiled style sheet has an open brace");
}

/** selectors splits a selector list, but not inside :not(a, b). */
function selectors(list) {
  return list.split(/,(?![^(]*\))/);
}
