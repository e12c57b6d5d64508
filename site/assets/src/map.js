// The map of a page of results. Everything it shows stands on the page; it asks the server only for pictures of the ground,
// where an operator has some. The list below it says the same.

import { Zoom } from "leaflet/src/control/Control.Zoom.js";
import { Scale } from "leaflet/src/control/Control.Scale.js";
import { LatLng } from "leaflet/src/geo/LatLng.js";
import { LatLngBounds } from "leaflet/src/geo/LatLngBounds.js";
import "leaflet/src/layer/Popup.js";
import { DivIcon } from "leaflet/src/layer/marker/DivIcon.js";
import { Marker } from "leaflet/src/layer/marker/Marker.js";
import { GridLayer } from "leaflet/src/layer/tile/GridLayer.js";
import { Circle } from "leaflet/src/layer/vector/Circle.js";
import { SVG } from "leaflet/src/layer/vector/SVG.js";
import { Map as Ground } from "leaflet/src/map/Map.js";
import "leaflet/src/map/handler/Map.Drag.js";
import "leaflet/src/map/handler/Map.Keyboard.js";
import "leaflet/src/map/handler/Map.TouchZoom.js";
import { make } from "./make.js";

const closest = 16; // zoom to begin with: streets, if there is only one place

// All circles are drawn by one renderer.
const drawing = new SVG();
Ground.include({
  getRenderer() {
    if (!this.hasLayer(drawing)) this.addLayer(drawing);
    return drawing;
  },
});

// Leaflet's own layer of tiles empties a picture with a data: address, which the pages' policy forbids.
const Tiles = GridLayer.extend({
  createTile({ x, y, z }, done) {
    const tile = make("img", { alt: "" });
    tile.onload = () => done(null, tile);
    tile.onerror = () => done(new Error("no tile"), tile);
    tile.src = this.options.path.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    return tile;
  },
});

// Miles, as the distances of the page are: Leaflet would count short ones in feet.
const Miles = Scale.extend({
  _updateImperial(metres) {
    const most = metres / 1609.344;
    const miles = most > 1 ? this._getRoundNum(most) : [0.5, 0.2, 0.1, 0.05].find((m) => m <= most) || 0.02;
    this._updateScale(this._iScale, `${miles} mi`, miles / most);
  },
});

const box = document.getElementById("map");
if (box) draw(box, JSON.parse(document.getElementById("map-data").textContent));

function draw(box, { points, area, tiles }) {
  const say = box.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.textContent = "";
  box.classList.add("fp-map--drawn");
  document.getElementById("map-key").hidden = false;
  const ground = new Ground(box, {
    attributionControl: false, // the page says whose it is
    fadeAnimation: false,
    inertia: !still,
    markerZoomAnimation: !still,
    maxZoom: 18,
    minZoom: 5,
    zoomAnimation: !still,
    zoomControl: false,
    zoomSnap: tiles ? 1 : 0.25, // pictures are sharp at whole steps only
  });
  ground.addControl(new Zoom({ position: "bottomright", zoomInTitle: say.in, zoomOutTitle: say.out }));
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize); // in large text the bars need room
  ground.addControl(new Miles({ maxWidth: 8 * letter }));
  if (tiles) ground.addLayer(new Tiles({ path: tiles }));

  const near = points.filter((point) => point.near);
  const shown = new LatLngBounds();
  for (const { lat, lon, rough } of near.length ? near : points) {
    shown.extend(rough ? new LatLng(lat, lon).toBounds(2 * rough) : [lat, lon]); // the whole of a circle is in sight
  }
  if (area) shown.extend(new LatLng(area.lat, area.lon).toBounds(2 * area.rough));
  ground.fitBounds(shown, { animate: false, maxZoom: closest, padding: [30, 44] });
  ground.on("click", ({ latlng }) => ground.panTo(latlng, { animate: !still })); // for whoever cannot drag (WCAG 2.5.7)

  const circle = ({ lat, lon, rough }, className) =>
    ground.addLayer(new Circle([lat, lon], { className, interactive: false, radius: rough }));
  if (area) circle(area, "fp-map__area");
  const places = new Map(); // by position: several services may share one
  for (const point of points) {
    const at = `${point.lat},${point.lon}`;
    places.set(at, [...(places.get(at) || []), point]);
  }
  // The focus goes into what opens and back again, but for a mouse, which needs none.
  let byMouse = false;
  box.addEventListener("keydown", () => { byMouse = false; }, true);
  box.addEventListener("pointerdown", ({ pointerType }) => { byMouse = pointerType === "mouse"; }, true);
  for (const services of places.values()) {
    const [{ lat, lon, rough }] = services;
    if (rough) circle(services[0], "fp-map__rough");
    const numbers = services.slice(0, 2).map((s) => s.number).join(", ") + (services.length > 2 ? " …" : "");
    const label = `${numbers}: ${services.map((s) => s.name).join("; ")}`;
    const kind = (rough ? " fp-pin--rough" : "") + (services.length > 1 ? " fp-pin--wide" : "");
    const marker = new Marker([lat, lon], {
      autoPanOnFocus: false, // it brings no more than the foot of a pin into sight
      icon: new DivIcon({ className: `fp-pin${kind}`, html: numbers, iconSize: null, popupAnchor: [0, rough ? -8 : -36] }),
      riseOnHover: true,
      title: label,
    });
    marker.bindPopup(details(services), { autoPanPadding: [10, 10], maxHeight: Math.max(120, box.clientHeight * 0.6), maxWidth: Math.min(280, box.clientWidth - 90), minWidth: 0 });
    ground.addLayer(marker);
    const pin = marker.getElement();
    pin.setAttribute("aria-label", label);
    pin.addEventListener("focus", () => ground.panInside([lat, lon], { animate: false, padding: [3 * letter, 4 * letter] }));
    pin.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // Leaflet itself heeds Enter alone
      event.preventDefault();
      marker.openPopup();
    });
    marker.on("popupopen", ({ popup }) => {
      const content = popup.getElement();
      content.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say.close);
      if (!byMouse) content.querySelector("a").focus();
    });
    marker.on("popupclose", () => {
      if (!byMouse) pin.focus();
    });
  }
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") ground.closePopup();
  });
}

/** details are the links to the services at one position. */
function details(services) {
  const list = make("ul", { class: "fp-map__services" });
  for (const { number, name, url, note } of services) {
    const item = make("li", {}, `${number}. `);
    item.append(make("a", { href: url }, name));
    if (note) item.append(make("span", { class: "fp-map__note" }, note));
    list.append(item);
  }
  return list;
}
