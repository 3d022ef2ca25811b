import EngineWorker from "./worker?worker&inline";
Object.assign(globalThis, { kgEngine: () => new EngineWorker() });
