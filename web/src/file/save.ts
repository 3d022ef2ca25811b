// A file that the page made, handed to the reader.

/** How long the address of a file holds: a busy browser begins a download, and asks for what is to be in it, late. */
const HELD = 60_000;

/** Let the reader save a content under a name. */
export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HELD);
}
