// The explorer, drawn into the page; what it is told of the graph is a script that stands before this one.
import { h, render } from "preact";
import { App } from "./app";
import "./frame";
import "./style.css";

setTimeout(() => {
  const place = document.getElementById("explorer")!;
  place.replaceChildren();
  render(h(App, {}), place);
});
