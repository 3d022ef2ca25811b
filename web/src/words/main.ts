// The reader of plain words, a script of its own: the search fetches it when somebody writes more than one word.
import { Words } from "./plain";
import type { Written } from "./table";

declare global {
  var kgWords: Written | undefined;
  var kgReader: ((written: Written) => Words) | undefined;
}

globalThis.kgReader = (written) => new Words(written);
