// The editor: CodeMirror with the grammar of SPARQL, completing names of the ontology, prefixes and variables.
import { type Completion, type CompletionContext, type CompletionResult, autocompletion } from "@codemirror/autocomplete";
import { syntaxHighlighting } from "@codemirror/language";
import { Decoration, EditorView, keymap, lineNumbers, drawSelection, highlightSpecialChars } from "@codemirror/view";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { classHighlighter } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { sparql } from "codemirror-lang-sparql";
import type { Library } from "./library";

/** Write a name at a place, and the line that declares its prefix before all others where there is none. */
function named(library: Library, name: string): Completion["apply"] {
  return (view, _, from, to) => {
    const [prefix = ""] = name.split(":");
    const declared = new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString());
    const line = declared || !library.prefixes[prefix] ? "" : `PREFIX ${prefix}: <${library.prefixes[prefix]}>\n`;
    view.dispatch({
      changes: [...(line ? [{ from: 0, insert: line }] : []), { from, to, insert: name }],
      selection: { anchor: from + line.length + name.length },
    });
  };
}

function completed(library: Library): (context: CompletionContext) => CompletionResult | null {
  const terms = library.terms.map(([label, detail]) => ({ label, detail, type: "class", apply: named(library, label) }));
  const words = library.terms.map(([name, label]) => ({ label, detail: name, type: "text", apply: named(library, name), boost: -1 }));
  const prefixes = Object.entries(library.prefixes).map(([prefix, space]) => ({
    label: `${prefix}:`,
    detail: space,
    type: "namespace",
    apply: named(library, `${prefix}:`),
  }));
  return (context) => {
    const word = context.matchBefore(/[?$]?[\w:-]+/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/^[?$]/.test(word.text)) {
      const known = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      known.delete(word.text);
      return { from: word.from, options: [...known].map((label) => ({ label, type: "variable" })) };
    }
    return { from: word.from, options: word.text.includes(":") ? terms : [...prefixes, ...terms, ...words] };
  };
}

const marking = StateEffect.define<[number, number] | undefined>();
const marked = StateField.define({
  create: () => Decoration.none,
  update: (found, transaction) => {
    for (const { value } of transaction.effects.filter((each) => each.is(marking))) {
      return value ? Decoration.set(Decoration.mark({ class: "wrong" }).range(...value)) : Decoration.none;
    }
    return transaction.docChanged ? Decoration.none : found;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Mark the characters that something is wrong with, and go there; without any, take the mark away. */
export function mark(view: EditorView, from?: number, to?: number): void {
  const size = view.state.doc.length;
  const place: [number, number] | undefined = from === undefined || from >= size ? undefined : [from, Math.min(size, Math.max(from + 1, to ?? 0))];
  view.dispatch({ effects: [marking.of(place), ...(place ? [EditorView.scrollIntoView(place[0])] : [])] });
}

/** Put an editor into an element; `run` is called on Ctrl+Enter, `changed` when the text is. Tab moves on. */
export function editor(parent: HTMLElement, library: Library, text: string, run: () => void, changed: () => void): EditorView {
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
      marked,
      EditorView.updateListener.of((update) => update.docChanged && changed()),
      EditorView.contentAttributes.of({ "aria-label": "SPARQL query", tabindex: "0" }),
    ],
  });
}
