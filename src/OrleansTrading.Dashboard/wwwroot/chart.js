// Zooming and moving a chart by wheel, drag and keys. One call is under way at a time; what comes meanwhile is added up.

export function attach(stage, page) {
  let wanted = null, calling = false, settling = 0;

  async function flush() {
    if (calling) return;
    calling = true;
    try {
      while (wanted) {
        const [method, ...args] = wanted;
        wanted = null;
        await page.invokeMethodAsync(method, ...args);
      }
    } catch {
      // The page is gone.
    }
    calling = false;
    clearTimeout(settling);
    settling = setTimeout(() => page.invokeMethodAsync("Settle").catch(() => { }), 350);
  }

  function zoom(factor, fraction) {
    wanted = ["Zoom", wanted?.[0] === "Zoom" ? wanted[1] * factor : factor, fraction];
    flush();
  }

  function pan(slots) {
    wanted = ["Pan", wanted?.[0] === "Pan" ? wanted[1] + slots : slots];
    flush();
  }

  const slotsOf = () => Number(stage.querySelector("[data-chart]")?.dataset.slots ?? 100);

  stage.addEventListener("wheel", event => {
    const canvas = event.target.closest(".prices .canvas");
    if (!canvas || event.ctrlKey) return;
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(Math.sign(event.deltaX) * Math.max(1, Math.round(slotsOf() / 40)));
    else zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width);
  }, { passive: false });

  let drag = null;

  stage.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    const navigator = event.target.closest("[data-navigator]");
    const canvas = event.target.closest(".plot .canvas");
    if (!navigator && !canvas) return;
    drag = { navigator, width: (navigator ?? canvas).getBoundingClientRect().width, x: event.clientX, moved: 0 };
    stage.setPointerCapture(event.pointerId);
    if (navigator) go(event);
  });

  function go(event) {
    const box = drag.navigator.getBoundingClientRect();
    wanted = ["Go", (event.clientX - box.left) / box.width];
    flush();
  }

  stage.addEventListener("pointermove", event => {
    if (!drag) return;
    if (drag.navigator) return go(event);
    const slots = Math.round((drag.x - event.clientX) / drag.width * slotsOf());
    if (slots !== drag.moved) {
      pan(slots - drag.moved);
      drag.moved = slots;
      stage.classList.add("dragging");
    }
  });

  for (const end of ["pointerup", "pointercancel"])
    stage.addEventListener(end, () => {
      drag = null;
      stage.classList.remove("dragging");
    });

  stage.addEventListener("keydown", event => {
    if (!event.target.closest("[data-plots]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const half = Math.round(slotsOf() / 2);
    const act = {
      "+": () => zoom(1 / 1.4, 1), "=": () => zoom(1 / 1.4, 1), "-": () => zoom(1.4, 1),
      PageUp: () => pan(-half), PageDown: () => pan(half),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  stage.dataset.ready = "true";
  if (stage.clientWidth < 520) page.invokeMethodAsync("Narrow").catch(() => { });
}
