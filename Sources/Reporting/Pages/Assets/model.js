// What the page knows of the run beside the facts themselves: who belongs where, what follows from
// what, and which facts the filters let through.

/** The positions of facts by a key, in order, as one array and where each key's part begins. */
function grouped(keys, keyCount, has) {
  const starts = new Int32Array(keyCount + 1);
  for (let fact = 0; fact < facts.count; fact++) if (has(fact)) starts[keys(fact) + 1]++;
  for (let key = 0; key < keyCount; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const members = new Int32Array(starts[keyCount]);
  for (let fact = 0; fact < facts.count; fact++) if (has(fact)) members[next[keys(fact)]++] = fact;
  return { of: (key) => members.subarray(starts[key], starts[key + 1]) };
}

/** The facts that a fact is a cause of. */
const consequences = (() => {
  const starts = new Int32Array(facts.count + 1);
  const columns = [facts.cause, facts.otherCause];
  for (const column of columns) {
    for (let fact = 0; fact < facts.count; fact++) {
      if (column[fact]) starts[fact - column[fact] + 1]++;
    }
  }
  for (let fact = 0; fact < facts.count; fact++) starts[fact + 1] += starts[fact];
  const next = starts.slice();
  const members = new Int32Array(starts[facts.count]);
  for (let fact = 0; fact < facts.count; fact++) {
    for (const column of columns) {
      if (column[fact]) members[next[fact - column[fact]]++] = fact;
    }
  }
  return { of: (fact) => members.subarray(starts[fact], starts[fact + 1]) };
})();

/** The causes of a fact, the nearer one first. */
function causes(fact) {
  return [facts.cause, facts.otherCause]
    .filter((column) => column[fact]).map((column) => fact - column[fact]);
}

const sessionSpans = Array.from({ length: data.sessions.length + 1 }, () => []);
for (const span of spans) sessionSpans[span.session]?.push(span);

/** Faults and ends of servers: marked over all rows. */
const marks = [];
for (let fact = 0; fact < facts.count; fact++) {
  const name = kindNames[facts.kind[fact]];
  if (name !== "fault-injected" && name !== "server-crashed") continue;
  const last = marks[marks.length - 1];
  const isSame = last && last.time === facts.time[fact] && last.kind === facts.kind[fact];
  if (isSame) last.sessions.push(facts.session[fact]);
  else marks.push({ fact, time: facts.time[fact], kind: facts.kind[fact], sessions: [facts.session[fact]] });
}

const filter = {
  session: "", request: "", kind: -1,
  lanes: new Set(data.lanes.map((_, index) => index)),
  tokens: true, store: false,
  /** Whether a fact is shown. */
  allows(fact) {
    const kind = facts.kind[fact];
    if (!this.lanes.has(facts.lane[fact])) return false;
    if (this.kind >= 0) return kind === this.kind;
    if (!this.tokens && isTokenKind[kind]) return false;
    if (!this.store && isStoreCall[kind]) return false;
    return true;
  },
  allowsRequest(fact) {
    return !this.request || requestOf(fact) === this.request;
  },
};

/** The facts that are shown, by session; those of no session are at 0. */
let shown = null;
/** The sessions that are shown. */
let shownSessions = [];

/** Applies the filters. */
function applyFilter() {
  const wanted = filter.session.trim().toLowerCase();
  const number = /^#?\d+$/.test(wanted) ? Number(wanted.replace("#", "")) : 0;
  const isWanted = (session) =>
    !wanted || (number ? session === number : sessionName(session).toLowerCase().includes(wanted));
  shown = grouped((fact) => facts.session[fact], data.sessions.length + 1,
    (fact) => filter.allows(fact) && filter.allowsRequest(fact));
  shownSessions = [];
  for (let session = 1; session <= data.sessions.length; session++) {
    if (!isWanted(session)) continue;
    if (filter.request && !shown.of(session).length) continue;
    shownSessions.push(session);
  }
}

/** The first place in `list`, sorted by time, whose fact is not before `time`. */
function firstFrom(list, time) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (facts.time[list[middle]] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
