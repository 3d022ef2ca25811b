// Oxigraph in a worker: takes a dump once, then queries; the page stays alive meanwhile, and ends it to stop a query.
import init, { Store } from "oxigraph/web.js";
import wasm from "oxigraph/web_bg.wasm?packed";

onmessage = async () => {
  await init({ module_or_path: wasm as unknown as BufferSource });
  postMessage(new Store().size);
};
