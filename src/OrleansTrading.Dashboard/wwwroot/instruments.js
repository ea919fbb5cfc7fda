// What the browser keeps for the pages of instruments.

export function readColumns() {
  const found = document.cookie.split("; ").find(cookie => cookie.startsWith("columns="));
  return found === undefined ? null : found.slice("columns=".length);
}

export function writeColumns(columns) {
  document.cookie = `columns=${columns}; path=/; max-age=31536000; samesite=lax`;
}
