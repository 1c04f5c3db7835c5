// The facts of the run, unpacked from the columns that the page carries.

const data = JSON.parse(document.getElementById("data").textContent);

/** Unpacks numbers of seven bits a byte from base 64. */
function unpack(text, count) {
  const bytes = atob(text);
  const numbers = new Float64Array(count);
  let place = 0;
  for (let index = 0; index < count; index++) {
    let value = 0;
    let factor = 1;
    let byte;
    do {
      byte = bytes.charCodeAt(place++);
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte > 0x7f);
    numbers[index] = value;
  }
  return numbers;
}

/** Unpacks numbers of which each is told by its distance from the one before. */
function unpackSums(text, count, isSigned) {
  const numbers = unpack(text, count);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const code = numbers[index];
    sum += isSigned ? (code % 2 ? -(code + 1) / 2 : code / 2) : code;
    numbers[index] = sum;
  }
  return numbers;
}

const facts = { count: data.count };
for (const name of Object.keys(data.facts)) {
  if (name === "time") facts.time = unpackSums(data.facts.time, data.count, false);
  else if (name === "step") facts.step = unpackSums(data.facts.step, data.count, true);
  else facts[name] = unpack(data.facts[name], data.count);
  data.facts[name] = null;
}

const kindNames = data.kinds.map((kind) => kind[0]);
const hostLane = data.lanes.indexOf("host");
const endings = Object.fromEntries(data.endings.map((name, index) => [name, index]));
const kindOf = Object.fromEntries(kindNames.map((name, index) => [name, index]));
const isTokenKind = kindNames.map((name) => /token/.test(name));
const isStoreCall = kindNames.map((name) => /^store-(called|returned|inspected)$/.test(name));
const isTrouble = kindNames.map((name) =>
  /crashed|fault-injected|failed|dropped|refused|lost|abandoned|torn|disconnected/.test(name));

/** A text of the page's table; empty for none. */
const textOf = (number) => (number ? data.texts[number - 1] : "");
const requestOf = (fact) => (facts.request[fact] ? data.requests[facts.request[fact] - 1] : "");
const sessionName = (number) => data.sessions[number - 1] ?? `session ${number}`;

/** An instant or a length in words: seconds, with as many decimals as `digits`. */
function seconds(time, digits = 3) {
  return `${(time / 1e9).toFixed(digits)} s`;
}

/** The spans, as objects that know where they are drawn. */
const laneOfSpan = {
  request: "client", connection: "network", waiting: "queue", "back-off": "queue",
  processing: "processor", attempt: "agent", effect: "outbox", delivery: "runner",
  life: "host", phase: "host",
};
const spans = data.spans.map(([kind, ending, first, last, end, note]) => ({
  kind: data.spanKinds[kind],
  lane: data.lanes.indexOf(laneOfSpan[data.spanKinds[kind]]),
  ending: data.endings[ending],
  first,
  last: last - 1,
  begin: facts.time[first],
  end,
  note,
  session: laneOfSpan[data.spanKinds[kind]] === "host" ? 0 : facts.session[first],
}));
data.spans = null;
