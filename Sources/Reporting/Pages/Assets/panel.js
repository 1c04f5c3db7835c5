// The same in words, beside the picture: the chosen fact with its causes and consequences, and a
// list of the facts in view.

const panel = document.getElementById("fact");
const list = document.getElementById("facts");
const longestList = 80;

/** Makes an element; texts are put in as texts, never as markup. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A fact in a few words. */
function sentence(fact) {
  const parts = [kindNames[facts.kind[fact]]];
  if (facts.frame[fact]) parts.push(`${data.frames[facts.frame[fact] - 1]} frame`);
  if (facts.request[fact]) parts.push(requestOf(fact));
  if (facts.attempt[fact]) parts.push(`attempt ${facts.attempt[fact]}`);
  if (facts.operation[fact]) parts.push(textOf(facts.operation[fact]));
  const fault = /^fault: (.*)$/m.exec(textOf(facts.details[fact]));
  if (fault) parts.push(fault[1]);
  const content = textOf(facts.content[fact]);
  if (content) parts.push(`“${content.length > 42 ? `${content.slice(0, 41)}…` : content.trim()}”`);
  return parts.join(" · ");
}

/** A button that chooses a fact. */
function button(fact) {
  const made = element("button", { type: "button", className: "fact-link" });
  made.dataset.fact = fact;
  made.style.setProperty("--lane", `var(--${data.lanes[facts.lane[fact]]})`);
  made.append(
    element("span", { className: "when", textContent: seconds(facts.time[fact]) }),
    element("span", { textContent: sentence(fact) }));
  return made;
}

function fields(fact) {
  const rows = [["time", seconds(facts.time[fact], 9)], ["step", String(facts.step[fact])]];
  if (facts.session[fact]) rows.push(["session", sessionName(facts.session[fact])]);
  if (facts.request[fact]) rows.push(["request", requestOf(fact)]);
  if (facts.instance[fact]) {
    rows.push(["server", `${facts.instance[fact]}, life ${facts.incarnation[fact]}`]);
  }
  for (const [name, title] of [["sequence", "seq"], ["attempt", "attempt"],
    ["connection", "connection"], ["call", "call"]]) {
    if (facts[name][fact]) rows.push([title, String(facts[name][fact])]);
  }
  if (facts.frame[fact]) rows.push(["frame", data.frames[facts.frame[fact] - 1]]);
  for (const name of ["operation", "effect", "content"]) {
    if (facts[name][fact]) rows.push([name, textOf(facts[name][fact])]);
  }
  for (const line of textOf(facts.details[fact]).split("\n").filter(Boolean)) {
    const colon = line.indexOf(": ");
    rows.push(colon < 0 ? ["", line] : [line.slice(0, colon), line.slice(colon + 2)]);
  }
  return rows;
}

function links(title, positions, nothing) {
  const shownOnes = [...positions].slice(0, 12);
  const items = shownOnes.map((fact) => element("li", {}, button(fact)));
  const rest = positions.length - shownOnes.length;
  if (rest > 0) items.push(element("li", { className: "quiet", textContent: `and ${rest} more` }));
  return [
    element("h4", { textContent: title }),
    positions.length
      ? element("ul", { className: "links" }, ...items)
      : element("p", { className: "quiet", textContent: nothing }),
  ];
}

/** Tells of a fact; of how to begin, if there is none. */
function describe(fact) {
  if (fact < 0) {
    panel.replaceChildren(
      element("h3", { textContent: "Nothing chosen" }),
      element("p", {
        className: "quiet",
        textContent: "Choose a fact in the picture or in the list: its causes and consequences are "
          + "shown here, and as lines in the picture. Choose a session's name to open its lanes.",
      }));
    return;
  }
  const kind = facts.kind[fact];
  const contradiction = data.violations.filter(
    (violation) => violation.first === fact || violation.conflicting === fact);
  panel.replaceChildren(
    element("h3", { textContent: kindNames[kind] }),
    element("p", { textContent: data.kinds[kind][1] }),
    ...contradiction.map((violation) => {
      const other = violation.first === fact ? violation.conflicting : violation.first;
      return element("div", { className: "contradiction" },
        element("p", { textContent: `Evidence against ${violation.invariant}.` }),
        ...(other >= 0 && other !== fact ? [element("p", { textContent: "It contradicts:" }),
          button(other)] : []));
    }),
    ...links("Because of", causes(fact), "No cause is known: it is of the plan, or the beginning."),
    ...links("Led to", consequences.of(fact), "Nothing that is known."),
    element("h4", { textContent: "As it was observed" }),
    element("dl", { className: "fields" }, ...fields(fact).flatMap(([name, value]) => [
      element("dt", { textContent: name }), element("dd", { textContent: value })])));
}

/** The facts in view, as many as can be read. */
function listFacts() {
  const sessions = shownSessions.filter((session) => expanded.has(session));
  const sources = sessions.length ? sessions : shownSessions.slice(0, 400);
  const found = [];
  let count = 0;
  for (const source of filter.lanes.has(hostLane) ? [0, ...sources] : sources) {
    const own = shown.of(source);
    const [from, to] = [firstFrom(own, view.begin), firstFrom(own, view.end + 1)];
    count += to - from;
    const nearest = view.selected >= 0 ? firstFrom(own, facts.time[view.selected]) : from;
    const start = Math.max(from, Math.min(nearest - longestList / 4, to - longestList));
    for (let index = start; index < Math.min(to, start + longestList); index++) found.push(own[index]);
  }
  found.sort((left, right) => left - right);
  const middle = Math.max(0, found.findIndex((fact) => fact >= view.selected));
  const start = view.selected < 0 ? 0 : Math.max(0, Math.min(middle - 20, found.length - longestList));
  const part = found.slice(start, start + longestList);
  const held = document.activeElement?.closest?.("#facts") ? document.activeElement.dataset.fact : null;
  list.replaceChildren(...part.map((fact) => {
    const item = element("li", {}, button(fact));
    if (fact === view.selected) item.firstChild.setAttribute("aria-current", "true");
    return item;
  }));
  if (held) list.querySelector(`[data-fact="${held}"]`)?.focus({ preventScroll: true });
  document.getElementById("facts-note").textContent = count > part.length
    ? `${part.length} of ${count.toLocaleString("en")} facts in view; zoom in for the others`
    : `${count.toLocaleString("en")} facts in view`;
}
