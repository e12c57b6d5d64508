// Builds what the site serves from what stands in src/:
//
//   node build.mjs
//
// Each file gets its content's hash in its name, so that browsers may keep it
// for ever, and a .gz sibling. dist/manifest.json maps the plain names to the
// hashed ones. The same sources give the same names; what is stale is removed.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transformSync } from "esbuild";
import { compile } from "sass";
import { prune } from "./prune.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = join(here, "src");
const target = join(here, "dist");
const keep = new Set(["placeholder.txt"]); // committed, so that go:embed finds the folder

const manifest = {};
const written = new Map(); // file name → bytes

function add(name, content) {
  const body = Buffer.from(content);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 8);
  const extension = extname(name);
  const file = `${basename(name, extension)}.${hash}${extension}`;
  manifest[name] = file;
  written.set(file, body);
  written.set(`${file}.gz`, gzip(body));
  return file;
}

// The gzip header names the system that packed it; zero it, so that every
// machine writes the same bytes.
function gzip(body) {
  const packed = gzipSync(body, { level: 9 });
  packed[9] = 0xff;
  return packed;
}

// The style sheet names drawings by their plain names.
function resolveDrawings(css) {
  return css.replace(/url\(\s*["']?([^"')]+)["']?\s*\)/g, (_, name) => {
    if (!manifest[name]) throw new Error(`the style sheet asks for ${name}, which is not in src/`);
    return `url(${manifest[name]})`;
  });
}

for (const name of readdirSync(source).filter((f) => f.endsWith(".svg")).sort()) {
  add(name, readFileSync(join(source, name), "utf8").trim());
}

// One style sheet and one script for every page, and one of each for the page with the map, which few people open.
const browsers = ["chrome80", "firefox78", "safari13"];
const notices = {
  "app.css": "/*! Contains nhsuk-frontend: MIT License, Copyright (c) 2019 NHS.UK */",
  "map.css": "/*! Contains Leaflet: BSD-2-Clause, Copyright (c) 2010-2023 Volodymyr Agafonkin, (c) 2010-2011 CloudMade */",
  "map.js": "/*! Contains Leaflet: BSD-2-Clause, Copyright (c) 2010-2023 Volodymyr Agafonkin, (c) 2010-2011 CloudMade */",
};

// Parts of Leaflet that come along with others and that no map of ours uses: drawing for Internet Explorer, pins that are
// dragged, and its own picture of a pin. Empty ones stand in for them.
const unused = {
  name: "unused",
  setup({ onLoad }) {
    onLoad({ filter: /leaflet\/src\/.*\/(?:SVG\.VML|Marker\.Drag|Icon\.Default)\.js$/ }, () => ({
      contents: "export class IconDefault {} export let MarkerDrag, vmlCreate, vmlMixin;",
    }));
  },
};

for (const page of ["app", "map"]) {
  const styles = compile(join(source, `${page}.scss`), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    style: "compressed",
    charset: false,
  }).css;
  const css = transformSync(prune(styles), { loader: "css", minify: true, target: browsers }).code.trim();
  add(`${page}.css`, (notices[`${page}.css`] ?? "") + resolveDrawings(css));

  const { outputFiles } = await build({
    entryPoints: [join(source, `${page}.js`)],
    bundle: true,
    format: "iife",
    legalComments: "none", // the notice above stands for them
    minify: true,
    plugins: [unused],
    target: "es2018",
    write: false,
  });
  add(`${page}.js`, (notices[`${page}.js`] ?? "") + outputFiles[0].text.trim());
}

written.set("manifest.json", Buffer.from(`${JSON.stringify(Object.fromEntries(Object.entries(manifest).sort()), null, 2)}\n`));

// A drawing of ours names no host; nor may anything else that is served. The
// name of the SVG language is an address in form only.
for (const [file, body] of written) {
  if (file.endsWith(".gz")) continue;
  const text = body.toString("utf8").replaceAll("http://www.w3.org/2000/svg", "");
  const found = text.match(/@font-face|@import|(?:https?:)?\/\/[a-z0-9]/i);
  if (found) throw new Error(`${file} must not contain ${found[0]}`);
}

mkdirSync(target, { recursive: true });
for (const file of readdirSync(target)) {
  if (!written.has(file) && !keep.has(file)) rmSync(join(target, file), { recursive: true });
}
for (const [file, body] of written) writeFileSync(join(target, file), body);

for (const [name, file] of Object.entries(manifest).sort()) {
  const size = (f) => `${(written.get(f).length / 1000).toFixed(1)} kB`.padStart(8);
  console.log(`${name.padEnd(22)} ${size(file)}  gzip ${size(`${file}.gz`)}  ${file}`);
}
