// What the browser does on its own: the theme, the language, keys, the candle under the pointer, the notice of a lost connection.

const root = document.documentElement;

function effectiveTheme() {
  const chosen = root.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

// The server writes moments in the reader's zone from the next drawing on; a first visit is drawn again at once.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  remember("zone", zone);
  if (zone !== "UTC" && document.cookie.includes("zone=")) location.reload();
}

document.addEventListener("click", event => {
  if (event.target.closest("[data-theme-toggle]")) {
    const theme = effectiveTheme() === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    remember("theme", theme);
  } else if (event.target.closest("[data-language]")) {
    const language = event.target.closest("[data-language]").dataset.language;
    remember("language", language);
    location.reload();
  } else if (event.target.closest("[data-show-help]")) {
    document.querySelector("[data-help]")?.showModal();
  } else if (event.target.closest("[data-reconnect-now]")) {
    reconnect();
  }
});

// --- Keys: "/" searches, "g" and a letter goes to a page, "?" helps ---

let goingSince = -Infinity;

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  if (performance.now() - goingSince < 1500) {
    goingSince = -Infinity;
    const link = document.querySelector(`[data-goto="${CSS.escape(event.key.toLowerCase())}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  } else if (event.key === "g") {
    goingSince = performance.now();
  } else if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "?") {
    document.querySelector("[data-help]")?.showModal();
  }
});

// --- A lost connection ---

const notice = document.querySelector("[data-reconnect]");

async function reconnect() {
  // False: the server is there but has forgotten this page, which only a fresh page can mend.
  try {
    if (await Blazor.reconnect() === false) location.reload();
  } catch {
    // Not there yet; the notice stays.
  }
}

if (notice) {
  new MutationObserver(() => {
    if (notice.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(notice, { attributes: true, attributeFilter: ["class"] });
  // After the automatic attempts are used up, one more whenever the page is looked at again.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && notice.classList.contains("components-reconnect-failed")) reconnect();
  });
}

// --- The candle under the pointer ---

// The Swedish way of writing a moment is the ISO one; the zone is the reader's, as on the rest of the page.
const minuteFormat = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" });
const minuteOf = time => minuteFormat.format(time);

function compact(amount) {
  for (const [unit, suffix] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]])
    if (amount >= unit * 0.9995) return (amount / unit).toPrecision(3) + suffix;
  return amount.toPrecision(3);
}

function candlesOf(chart) {
  // The string changes only when a candle closes, so parsing it again is rare.
  if (chart.parsedFrom !== chart.dataset.candles) {
    chart.parsedFrom = chart.dataset.candles;
    chart.byTime = new Map(JSON.parse(chart.dataset.candles).map(candle => [candle[0], candle]));
  }
  return chart.byTime;
}

function candleAt(chart, slot) {
  const time = Number(chart.dataset.first) + slot * Number(chart.dataset.interval);
  const [newest] = JSON.parse(chart.dataset.newest);
  return newest && newest[0] === time ? newest : candlesOf(chart).get(time);
}

function show(chart, slot) {
  const slots = Number(chart.dataset.slots);
  chart.slot = Math.max(0, Math.min(slots - 1, slot));
  const readout = chart.querySelector("[data-pointed]");
  const plots = chart.querySelector("[data-plots]");
  const candle = candleAt(chart, chart.slot);
  const decimals = Number(chart.dataset.decimals);
  const price = value => value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const parts = candle
    ? [["", minuteOf(candle[0])], ["O", price(candle[1])], ["H", price(candle[2])], ["L", price(candle[3])], ["C", price(candle[4])], ["V", compact(candle[5])]]
    : [["", minuteOf(Number(chart.dataset.first) + chart.slot * Number(chart.dataset.interval))], ["", chart.dataset.none]];
  readout.replaceChildren(...parts.map(([name, value]) => {
    const part = document.createElement("span");
    const figure = document.createElement(name ? "b" : "span");
    figure.textContent = value;
    part.append(name ? name + " " : "", figure);
    return part;
  }));
  let cross = chart.cross;
  if (!cross?.isConnected) {
    cross = chart.cross = document.createElement("div");
    cross.className = "cross";
    plots.append(cross);
  }
  const drawing = chart.querySelector("svg").getBoundingClientRect();
  cross.style.left = `${drawing.left + (chart.slot + 0.5) / slots * drawing.width - plots.getBoundingClientRect().left}px`;
  chart.classList.add("pointing");
}

function hide(chart) {
  chart.classList.remove("pointing");
  chart.cross?.remove();
}

document.addEventListener("pointermove", event => {
  const chart = event.target.closest?.("[data-chart]");
  for (const other of document.querySelectorAll("[data-chart].pointing")) if (other !== chart) hide(other);
  if (!chart || !event.target.closest(".plot")) return;
  const drawing = chart.querySelector("svg").getBoundingClientRect();
  const canvas = chart.querySelector(".canvas").getBoundingClientRect();
  if (event.clientX < canvas.left || event.clientX > canvas.right) return hide(chart);
  show(chart, Math.floor((event.clientX - drawing.left) / drawing.width * Number(chart.dataset.slots)));
}, { passive: true });

document.addEventListener("keydown", event => {
  const chart = event.target.closest?.("[data-chart]");
  if (!chart) return;
  const slots = Number(chart.dataset.slots);
  const at = chart.classList.contains("pointing") ? chart.slot : slots;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: slots - 1 }[event.key];
  if (event.key === "Escape") hide(chart);
  if (to === undefined) return;
  event.preventDefault();
  show(chart, to);
});
