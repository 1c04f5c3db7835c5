// The controls around the picture, and how the page opens.

const controls = document.getElementById("controls");

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-fact],[data-session],[data-act]");
  if (!target) return;
  if (target.dataset.fact) open(Number(target.dataset.fact), target);
  if (target.dataset.session) openSession(Number(target.dataset.session));
  const acts = {
    in: () => zoom(0.5, focus()), out: () => zoom(2, focus()), fit: () => show(0, data.end),
    left: () => pan(-0.4), right: () => pan(0.4),
    close: () => { expanded.clear(); rebuild(); },
    help: () => document.getElementById("help").showModal(),
  };
  acts[target.dataset.act]?.();
});

/** Chooses a fact that a button names, with room around it. */
function open(fact, from) {
  if (fact < 0) return;
  clearFiltersFor(fact);
  const isFar = facts.time[fact] < view.begin || facts.time[fact] > view.end;
  select(fact, { center: isFar || Boolean(from.closest(".violation")) });
  if (from.closest(".violation")) document.getElementById("timeline").scrollIntoView();
}

/** Takes back what hides a fact. */
function clearFiltersFor(fact) {
  const session = facts.session[fact];
  const isHidden = !filter.allows(fact) || !filter.allowsRequest(fact)
    || (session && !shownSessions.includes(session));
  if (!isHidden) return;
  Object.assign(filter, { session: "", request: "", kind: -1, tokens: true });
  filter.store = filter.store || isStoreCall[facts.kind[fact]];
  filter.lanes.add(facts.lane[fact]);
  showFilter();
  rebuild();
}

function openSession(session) {
  filter.session = "";
  showFilter();
  expanded.clear();
  expanded.add(session);
  rebuild();
  const own = sessionSpans[session].filter((span) => span.kind === "request");
  if (own.length) {
    const [begin, end] = [own[0].begin, Math.max(...own.map((span) => span.end))];
    show(begin - (end - begin) * 0.04, end + (end - begin) * 0.04);
  }
  reveal(rows.find((row) => row.session === session));
  document.getElementById("timeline").scrollIntoView();
}

/** Shows in the controls what the filter is. */
function showFilter() {
  controls.elements.session.value = filter.session;
  controls.elements.request.value = filter.request;
  controls.elements.kind.value = filter.kind;
  controls.elements.tokens.checked = filter.tokens;
  controls.elements.store.checked = filter.store;
  data.lanes.forEach((name, lane) => {
    controls.elements[`lane-${name}`].checked = filter.lanes.has(lane);
  });
}

controls.addEventListener("input", () => {
  filter.session = controls.elements.session.value;
  filter.request = controls.elements.request.value.trim();
  filter.kind = Number(controls.elements.kind.value);
  filter.tokens = controls.elements.tokens.checked;
  filter.store = controls.elements.store.checked;
  filter.lanes = new Set(data.lanes.keys());
  data.lanes.forEach((name, lane) => {
    if (!controls.elements[`lane-${name}`].checked) filter.lanes.delete(lane);
  });
  rebuild();
  if (shownSessions.length === 1 && filter.session) toggle(shownSessions[0], true);
});
controls.addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("input, select, dialog *")) return;
  if (event.key === "?") document.getElementById("help").showModal();
  if (event.key === "/") {
    event.preventDefault();
    controls.elements.session.focus();
  }
});

new ResizeObserver(() => rebuild()).observe(scroller);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  refresh();
});
addEventListener("hashchange", openHash);

/** Opens what the address names: #fact=17, #session=3 or #request=s3-r2. */
function openHash() {
  const [, name, value] = /^#(fact|session|request)=(.+)$/.exec(location.hash) ?? [];
  if (name === "fact" && facts.kind[Number(value)] !== undefined) {
    select(Number(value), { center: true });
  }
  if (name === "session" && data.sessions[Number(value) - 1]) openSession(Number(value));
  if (name === "request") {
    const fact = facts.request.indexOf(data.requests.indexOf(decodeURIComponent(value)) + 1);
    if (fact >= 0 && facts.request[fact]) select(fact, { center: true });
  }
  return Boolean(name);
}

/** Centres on a violation: on both of its facts if they are near each other. */
function openViolation({ first, conflicting }) {
  const nearest = facts.session[conflicting] || first < 0 ? conflicting : first;
  const [begin, end] = [facts.time[first < 0 ? conflicting : first], facts.time[conflicting]];
  const isNear = Math.abs(end - begin) < 30e9;
  const middle = isNear ? (begin + end) / 2 : facts.time[nearest];
  const half = Math.max(0.6e9, isNear ? Math.abs(end - begin) * 0.75 : 4e9);
  show(middle - half, middle + half);
  select(nearest);
}

/** What the page opens with: what the address says, a violation, or the session with most to tell. */
function begin() {
  readColours();
  for (let kind = 0; kind < kindNames.length; kind++) {
    controls.elements.kind.append(new Option(kindNames[kind], kind));
  }
  const telling = Number(document.body.dataset.telling) || 1;
  const lastRequest = spans.reduce(
    (last, span) => (span.kind === "request" ? Math.max(last, span.end) : last), 0);
  if (data.sessions.length) expanded.add(telling);
  showFilter();
  rebuild();
  describe(-1);
  show(0, lastRequest ? Math.min(data.end, lastRequest * 1.02) : data.end);
  if (!openHash()) {
    if (data.violations.length && data.violations[0].conflicting >= 0) {
      expanded.clear();
      openViolation(data.violations[0]);
    } else if (data.sessions.length) reveal(rows.find((row) => row.session === telling));
  }
  draw();
  listFacts();
  document.body.dataset.ready = Math.round(performance.now());
}

begin();
