// The editor: CodeMirror with the grammar of SPARQL, completing names of the ontology, prefixes and variables.
import { type CompletionContext, type CompletionResult, autocompletion } from "@codemirror/autocomplete";
import { syntaxHighlighting } from "@codemirror/language";
import { EditorView, keymap, lineNumbers, drawSelection, highlightSpecialChars } from "@codemirror/view";
import { Prec } from "@codemirror/state";
import { classHighlighter } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { sparql } from "codemirror-lang-sparql";
import type { Library } from "./library";

function completed(library: Library): (context: CompletionContext) => CompletionResult | null {
  const terms = library.terms.map(([label, detail]) => ({ label, detail, type: "class" }));
  const prefixes = Object.entries(library.prefixes).map(([prefix, space]) => ({
    label: `${prefix}:`,
    detail: space,
    type: "namespace",
  }));
  return (context) => {
    const word = context.matchBefore(/[?$]?[\w:-]+/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/^[?$]/.test(word.text)) {
      const known = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      known.delete(word.text);
      return { from: word.from, options: [...known].map((label) => ({ label, type: "variable" })) };
    }
    return { from: word.from, options: word.text.includes(":") ? terms : [...prefixes, ...terms] };
  };
}

/** Put an editor into an element; `run` is called on Ctrl+Enter. Tab moves on, as everywhere on the page. */
export function editor(parent: HTMLElement, library: Library, text: string, run: () => void): EditorView {
  return new EditorView({
    doc: text,
    parent,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      minimalSetup,
      lineNumbers(),
      drawSelection(),
      highlightSpecialChars(),
      EditorView.lineWrapping,
      sparql(),
      syntaxHighlighting(classHighlighter),
      autocompletion({ override: [completed(library)] }),
      EditorView.contentAttributes.of({ "aria-label": "SPARQL query", tabindex: "0" }),
    ],
  });
}
