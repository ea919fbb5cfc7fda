// What the server asks the browser to do.

export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
}

export function closeDialog(dialog) {
  dialog.close();
}

export function focus(element) {
  element?.focus();
}

// The heading of a page that has opened; whoever is at work in the page already is left there.
export function focusHeading(isFirst) {
  const at = document.activeElement;
  document.querySelector(".bar nav a.active")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (at?.matches("input, textarea, select") || (isFirst && at && at !== document.body)) return;
  document.querySelector("h1")?.focus();
}

// The first of these that is there.
export function focusOn(...ids) {
  ids.map(id => document.getElementById(id)).find(Boolean)?.focus();
}

export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
