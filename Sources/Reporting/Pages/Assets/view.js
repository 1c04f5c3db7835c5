// Moving about: zoom, pan, choosing facts, with the pointer and with the keyboard.

let isDue = false;

/** Draws before the next frame, once, and brings the list up to date. */
function refresh() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    draw();
    listFacts();
  });
}

/** Shows a stretch of time, as far as there is one. */
function show(begin, end) {
  const whole = Math.max(1, data.end);
  const length = Math.min(whole, Math.max(20_000, end - begin));
  view.begin = Math.min(Math.max(0, begin), whole - length);
  view.end = view.begin + length;
  refresh();
}

function zoom(factor, at = (view.begin + view.end) / 2) {
  show(at - (at - view.begin) * factor, at + (view.end - at) * factor);
}

function pan(share) {
  const distance = (view.end - view.begin) * share;
  show(view.begin + distance, view.end + distance);
}

/** Lays out and draws anew after filters or open sessions have changed. */
function rebuild() {
  applyFilter();
  layOut();
  document.getElementById("spacer").style.height = `${rowsHeight}px`;
  canvas.style.height = `${scroller.clientHeight}px`;
  refresh();
}

/** Chooses a fact: opens its session, brings it into view, and tells of it. */
function select(fact, { center = false } = {}) {
  view.selected = fact;
  if (fact >= 0) {
    const session = facts.session[fact];
    if (session && !expanded.has(session)) {
      expanded.add(session);
      rebuild();
    }
    const time = facts.time[fact];
    const half = (view.end - view.begin) / 2;
    if (center || time < view.begin || time > view.end) show(time - half, time + half);
    reveal(rowOf(fact));
  }
  describe(fact);
  refresh();
}

/** Scrolls until a row can be seen. */
function reveal(row) {
  if (!row) return;
  const room = scroller.clientHeight;
  if (row.top - topHeight - 30 < scroller.scrollTop) scroller.scrollTop = row.top - topHeight - 30;
  else if (row.top + row.height + 170 > scroller.scrollTop + room) {
    scroller.scrollTop = row.top + row.height + 170 - room;
  }
}

function toggle(session, isOpen = !expanded.has(session)) {
  if (isOpen) expanded.add(session);
  else expanded.delete(session);
  rebuild();
}

/** The shown fact nearest to a point of the picture; -1 if none is near. */
function factAt(x, y) {
  const row = rowAt(y);
  if (!row || x < gutter()) return -1;
  const list = factsOf(row);
  let best = -1;
  let distance = 9;
  for (let index = firstFrom(list, timeAt(x - 9)); index < list.length; index++) {
    const away = Math.abs(xOf(facts.time[list[index]]) - x);
    if (away < distance) [best, distance] = [list[index], away];
    if (xOf(facts.time[list[index]]) > x + 9) break;
  }
  return best;
}

/** The next shown fact of the chosen one's session, or of the whole run before one is chosen. */
function step(direction) {
  if (view.selected < 0) {
    const session = shownSessions.find((one) => expanded.has(one)) ?? shownSessions[0] ?? 0;
    const list = shown.of(session);
    return select(list[Math.min(list.length - 1, firstFrom(list, view.begin))] ?? -1);
  }
  const list = shown.of(facts.session[view.selected]);
  let index = firstFrom(list, facts.time[view.selected]);
  while (index < list.length && list[index] < view.selected) index++;
  const isThere = list[index] === view.selected;
  const next = list[direction > 0 ? index + (isThere ? 1 : 0) : index - 1];
  if (next !== undefined) select(next);
}

/** The same moment in the session above or below. */
function stepSession(direction) {
  const time = view.selected >= 0 ? facts.time[view.selected] : view.begin;
  const current = view.selected >= 0 ? facts.session[view.selected] : 0;
  const place = shownSessions.indexOf(current);
  const session = shownSessions[place < 0 ? 0 : place + direction];
  if (session === undefined) return;
  if (current && current !== session && place >= 0) expanded.delete(current);
  const list = shown.of(session);
  expanded.add(session);
  rebuild();
  select(list[Math.min(list.length - 1, firstFrom(list, time))] ?? -1);
}

canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    ArrowRight: () => step(1), ArrowLeft: () => step(-1),
    ArrowDown: () => stepSession(1), ArrowUp: () => stepSession(-1),
    "+": () => zoom(0.6, focus()), "=": () => zoom(0.6, focus()), "-": () => zoom(1 / 0.6, focus()),
    0: () => show(0, data.end), PageDown: () => pan(0.8), PageUp: () => pan(-0.8),
    Home: () => show(0, view.end - view.begin),
    End: () => show(data.end - (view.end - view.begin), data.end),
    c: () => select(causes(view.selected)[0] ?? view.selected),
    e: () => select(consequences.of(view.selected)[0] ?? view.selected),
    Enter: () => view.selected >= 0 && facts.session[view.selected]
      && toggle(facts.session[view.selected]),
    Escape: () => select(-1),
  };
  const action = actions[event.key];
  if (!action || ((event.key === "c" || event.key === "e") && view.selected < 0)) return;
  event.preventDefault();
  action();
});

/** Where zooming by keyboard holds on to. */
function focus() {
  const time = facts.time[view.selected];
  const isSeen = view.selected >= 0 && time >= view.begin && time <= view.end;
  return isSeen ? time : (view.begin + view.end) / 2;
}
