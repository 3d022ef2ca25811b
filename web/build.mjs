// Bundle the browser code into dist/. Each folder of src/ with a main.ts becomes one classic script, <folder>.js, and,
// if it has styles, <folder>.css: a page opened from a disk may load a classic script, but no module and no neighbor.
// LICENSES.txt names every npm package that is in them, with its license; each script begins with those of its own. The font in dist/ is made by hatch_build.py.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "fflate";
import { build } from "vite";

/** Files of npm packages that are data, not code: path inside the package → name in dist/. */
const COPIED = { "world-atlas/countries-50m.json": "countries-50m.json" };

const root = import.meta.dirname;
const dist = join(root, "dist");
const require = createRequire(join(root, "package.json"));

/** `import packed from "….wasm?packed"`: the file, compressed by gzip, alike on each version of Node, and in base64. */
const packed = {
  name: "packed",
  enforce: "pre",
  async resolveId(source, importer) {
    if (!source.endsWith("?packed")) return null;
    const found = await this.resolve(source.slice(0, -"?packed".length), importer, { skipSelf: true });
    return found && `\0packed:${found.id}`;
  },
  load(id) {
    if (!id.startsWith("\0packed:")) return null;
    const content = readFileSync(id.slice("\0packed:".length).replace(/\?.*$/, ""));
    return `export default ${JSON.stringify(Buffer.from(gzipSync(content, { level: 9, mtime: 0 })).toString("base64"))};`;
  },
};

/** Oxigraph is always given its WebAssembly: without this, the bundle would hold the file a second time. */
const given = {
  name: "given",
  transform(code, id) {
    if (!/\/oxigraph\/web\.js$/.test(id)) return null;
    return code.replace("new URL('web_bg.wasm', import.meta.url)", "undefined");
  },
};

/** The folders of the packages whose modules are in a bundle, or whose data is copied; and of the bundle at hand. */
const packages = new Set();
const bundled = new Set();

function note(path) {
  const found = path.match(/^(?:\0packed:)?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/);
  if (found) [packages, bundled].forEach((each) => each.add(found[1]));
}

const noted = {
  name: "noted",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) chunk.moduleIds?.forEach(note);
  },
};

function licenses(folders) {
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "The package holds no text of its license.";
    return `${name} ${version}: ${license}\n\n${text}\n`;
  });
  return texts.sort().join(`\n${"-".repeat(80)}\n\n`);
}

const entries = readdirSync(join(root, "src")).filter((name) => existsSync(join(root, "src", name, "main.ts"))).sort();
const plugins = () => [packed, given, noted];

mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) if (name !== "font") rmSync(join(dist, name), { recursive: true });
for (const name of entries) {
  bundled.clear();
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins: plugins(),
    worker: { format: "iife", plugins },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: "es2022",
      chunkSizeWarningLimit: 4000,
      lib: {
        entry: join(root, "src", name, "main.ts"),
        name: `kg_${name.replaceAll("-", "_")}`,
        formats: ["iife"],
        fileName: () => `${name}.js`,
        cssFileName: name,
      },
    },
  });
  if (!bundled.size) continue;
  const notices = `Software in this script, with its licenses:\n\n${licenses(bundled)}`.replaceAll("*/", "* /");
  writeFileSync(join(dist, `${name}.js`), `/*!\n${notices}*/\n${readFileSync(join(dist, `${name}.js`), "utf8")}`);
}
for (const [source, name] of Object.entries(COPIED)) {
  const path = require.resolve(source);
  note(path);
  cpSync(path, join(dist, name));
}
writeFileSync(join(dist, "LICENSES.txt"), licenses(packages));
