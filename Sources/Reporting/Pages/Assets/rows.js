// The rows of the picture: the servers first, then each session, in one row or in one for each lane.

const rowHeight = 22;
const laneHeight = 21;
const topHeight = 30;
let rows = [];
let rowsHeight = 0;
const expanded = new Set();
const serverCount = spans.reduce(
  (most, span) => (span.kind === "life" ? Math.max(most, facts.instance[span.first]) : most), 0);

/** Lays the rows out anew. */
function layOut() {
  rows = [];
  let top = topHeight;
  const add = (row, height) => {
    rows.push({ ...row, top, height });
    top += height;
  };
  if (filter.lanes.has(hostLane)) {
    for (let server = 1; server <= serverCount; server++) {
      add({ session: 0, server, lane: hostLane, label: `server ${server}` }, rowHeight);
    }
    add({ session: 0, server: 0, lane: hostLane, label: "run" }, rowHeight);
  }
  for (const session of shownSessions) {
    const isOpen = expanded.has(session);
    add({ session, lane: -1, isOpen, label: canvas.clientWidth < 620 ? `#${session}` : sessionName(session) }, rowHeight + (isOpen ? 4 : 0));
    if (!isOpen) continue;
    for (let lane = 0; lane < hostLane; lane++) {
      if (filter.lanes.has(lane)) add({ session, lane, label: data.lanes[lane] }, laneHeight);
    }
    top += 6;
  }
  rowsHeight = top + 8;
}

/** The row at a height, if there is one. */
function rowAt(y) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].top + rows[middle].height <= y) low = middle + 1;
    else high = middle;
  }
  return rows[low] && rows[low].top <= y ? rows[low] : null;
}

/** The row in which a fact is drawn; null if it is not. */
function rowOf(fact) {
  const session = facts.session[fact];
  const lane = facts.lane[fact];
  if (lane === hostLane && !session) {
    const server = facts.instance[fact];
    return rows.find((row) => !row.session && row.server === server && row.lane === hostLane)
      ?? rows.find((row) => !row.session && !row.server) ?? null;
  }
  const own = rows.filter((row) => row.session === session);
  return own.find((row) => row.lane === lane) ?? own[0] ?? null;
}

/** The spans that a row shows; found once for each layout. */
function spansOf(row) {
  return (row.spans ??= findSpans(row));
}

/** The facts that a row shows, in order; found once for each layout. */
function factsOf(row) {
  return (row.facts ??= findFacts(row));
}

function findSpans(row) {
  const own = sessionSpans[row.session] ?? [];
  if (!row.session) {
    return own.filter((span) => row.server
      ? span.kind === "life" && facts.instance[span.first] === row.server : span.kind === "phase");
  }
  const allowed = (span) => !filter.request || span.kind === "connection"
    || requestOf(span.first) === filter.request;
  if (row.lane >= 0) return own.filter((span) => span.lane === row.lane && allowed(span));
  return row.isOpen ? [] : own.filter((span) =>
    (span.kind === "request" || span.kind === "attempt") && allowed(span));
}

function findFacts(row) {
  if (row.lane >= 0 || row.isOpen) {
    if (row.lane < 0) return [];
    return shown.of(row.session).filter((fact) => facts.lane[fact] === row.lane
      && (row.session || (row.server
        ? facts.instance[fact] === row.server && kindNames[facts.kind[fact]] !== "phase-changed"
        : !facts.instance[fact] || kindNames[facts.kind[fact]] === "phase-changed")));
  }
  return shown.of(row.session);
}
