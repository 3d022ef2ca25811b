// The worker with Oxigraph in it, as one script that a page loads when the first query is run.
import EngineWorker from "./worker?worker&inline";

declare global {
  var kgEngine: (() => Worker) | undefined;
}

globalThis.kgEngine = () => new EngineWorker();
