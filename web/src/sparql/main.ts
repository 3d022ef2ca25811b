import { EditorView, basicSetup } from "codemirror";
console.log(EditorView, basicSetup);
