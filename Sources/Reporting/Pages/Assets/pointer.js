// The pointer on the picture and on the overview.

const tip = document.getElementById("tip");
let drag = null;

const place = (event) => {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top, top: scroller.scrollTop };
};

canvas.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  const { x, y } = place(event);
  drag = { x, y, begin: view.begin, end: view.end, top: scroller.scrollTop, moved: false };
  canvas.setPointerCapture(event.pointerId);
});

canvas.addEventListener("pointermove", (event) => {
  const { x, y, top } = place(event);
  if (drag) {
    if (Math.abs(x - drag.x) + Math.abs(y - drag.y) > 4) drag.moved = true;
    if (!drag.moved) return;
    const distance = (drag.x - x) / plotWidth() * (drag.end - drag.begin);
    show(drag.begin + distance, drag.end + distance);
    scroller.scrollTop = drag.top + drag.y - y;
    return;
  }
  const fact = y > topHeight ? factAt(x, y + top) : -1;
  if (fact !== view.hovered) {
    view.hovered = fact;
    refresh();
  }
  canvas.style.cursor = fact >= 0 || x < gutter() ? "pointer" : "default";
  tip.hidden = fact < 0;
  if (fact < 0) return;
  tip.textContent = `${seconds(facts.time[fact])} · ${sentence(fact)}`;
  const box = scroller.getBoundingClientRect();
  tip.style.left = `${Math.min(x + 14, box.width - tip.offsetWidth - 8)}px`;
  tip.style.top = `${y + 16}px`;
});

canvas.addEventListener("pointerup", (event) => {
  const { x, y, top } = place(event);
  const wasMoved = drag?.moved;
  drag = null;
  if (wasMoved || y < topHeight) return;
  const row = rowAt(y + top);
  if (row && row.session && row.lane < 0 && x < gutter()) return toggle(row.session);
  const fact = factAt(x, y + top);
  if (fact >= 0) select(fact);
  else if (row && row.session && row.lane < 0 && !row.isOpen) toggle(row.session);
  else select(-1);
});

canvas.addEventListener("pointerleave", () => {
  view.hovered = -1;
  tip.hidden = true;
  refresh();
});

canvas.addEventListener("dblclick", (event) => {
  const { x } = place(event);
  if (x > gutter()) zoom(0.4, timeAt(x));
});

scroller.addEventListener("wheel", (event) => {
  const { x } = place(event);
  if (event.ctrlKey || event.metaKey || event.altKey) {
    event.preventDefault();
    zoom(Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 300))), timeAt(Math.max(gutter(), x)));
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    pan((event.deltaX || event.deltaY) / plotWidth());
  }
}, { passive: false });

scroller.addEventListener("scroll", refresh);

/** Brings the moment under the pointer into the middle. */
function moveOverview(event) {
  const box = overview.getBoundingClientRect();
  const time = (event.clientX - box.left) / box.width * data.end;
  const half = (view.end - view.begin) / 2;
  show(time - half, time + half);
}

overview.addEventListener("pointerdown", (event) => {
  if (view.end - view.begin >= data.end) {
    const part = data.end / 12;
    view.begin = 0;
    view.end = part;
  }
  overview.setPointerCapture(event.pointerId);
  moveOverview(event);
});
overview.addEventListener("pointermove", (event) => {
  if (event.buttons & 1) moveOverview(event);
});
