// What lies over the rows: faults, the causes of what is chosen, and the overview of the whole run.

/** Faults as vertical marks: faint over all rows, strong where they struck. */
function drawMarks(height, visible, offset) {
  for (const mark of marks) {
    if (mark.time < view.begin || mark.time > view.end) continue;
    const x = Math.round(xOf(mark.time)) + 0.5;
    const isCrash = kindNames[mark.kind] === "server-crashed";
    pen.strokeStyle = colours.fault;
    pen.lineWidth = 1;
    pen.globalAlpha = isCrash ? 0.75 : 0.28;
    pen.setLineDash(isCrash ? [] : [2, 3]);
    line(x, topHeight, x, height);
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.fault;
    pen.beginPath();
    pen.moveTo(x - 4, topHeight - 6);
    pen.lineTo(x + 4, topHeight - 6);
    pen.lineTo(x, topHeight);
    pen.fill();
    const struck = new Set(mark.sessions.filter((session) => session > 0));
    if (!struck.size) continue;
    pen.lineWidth = 1.6;
    for (const row of visible) {
      if (!struck.has(row.session)) continue;
      line(x, Math.max(topHeight, row.top - offset), x, row.top + row.height - offset);
    }
  }
}

function line(fromX, fromY, toX, toY) {
  if (toY < topHeight) return;
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** The facts that led to one, back to the first: its nearer cause, that one's, and so on. */
function ancestry(fact, limit = 60) {
  const chain = [fact];
  while (chain.length < limit) {
    const [cause] = causes(chain[chain.length - 1]);
    if (cause === undefined) break;
    chain.push(cause);
  }
  return chain;
}

/** Lines from what is chosen to its causes and its consequences. */
function drawLinks() {
  if (view.selected < 0) return;
  const chain = ancestry(view.selected);
  for (let index = 0; index + 1 < chain.length; index++) {
    link(chain[index + 1], chain[index], colours.accent, index ? 0.4 : 0.95);
  }
  for (const cause of causes(view.selected).slice(1)) {
    link(cause, view.selected, colours.accent, 0.6);
  }
  for (const consequence of consequences.of(view.selected).slice(0, 24)) {
    if (filter.allows(consequence)) link(view.selected, consequence, colours.good, 0.8);
  }
}

function link(from, to, colour, strength) {
  const [start, end] = [rowOf(from), rowOf(to)];
  if (!start || !end) return;
  const [x, y] = [xOf(facts.time[from]), start.top + start.height / 2];
  const [endX, endY] = [xOf(facts.time[to]), end.top + end.height / 2];
  if ((x < 0 && endX < 0) || (x > canvas.clientWidth && endX > canvas.clientWidth)) return;
  pen.strokeStyle = colour;
  pen.globalAlpha = strength;
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.moveTo(x, y);
  const bend = Math.max(6, Math.min(60, Math.abs(endX - x) / 2));
  pen.bezierCurveTo(x + bend, y, endX - bend, endY, endX, endY);
  pen.stroke();
  pen.globalAlpha = 1;
}

const density = (() => {
  const parts = new Float64Array(600);
  for (let fact = 0; fact < facts.count; fact++) {
    if (isStoreCall[facts.kind[fact]] || !facts.session[fact]) continue;
    parts[Math.min(599, Math.floor(facts.time[fact] / Math.max(1, data.end) * 600))]++;
  }
  return parts;
})();
const highest = Math.max(1, ...density);

/** The whole run in a strip: how much happened, the faults, and which part is in view. */
function drawOverview() {
  const brush = overview.getContext("2d");
  if (!fit(overview, brush)) return;
  const [width, height] = [overview.clientWidth, overview.clientHeight];
  const scale = width / Math.max(1, data.end);
  brush.fillStyle = colours.client;
  brush.globalAlpha = 0.45;
  for (let part = 0; part < 600; part++) {
    const tall = Math.sqrt(density[part] / highest) * (height - 10);
    brush.fillRect(part * width / 600, height - tall, width / 600 + 0.5, tall);
  }
  brush.globalAlpha = 0.8;
  brush.fillStyle = colours.fault;
  for (const mark of marks) brush.fillRect(mark.time * scale - 0.5, 0, 1.2, 6);
  brush.globalAlpha = 1;
  const [from, to] = [view.begin * scale, view.end * scale];
  brush.fillStyle = colours.paper;
  brush.globalAlpha = 0.62;
  brush.fillRect(0, 0, from, height);
  brush.fillRect(to, 0, width - to, height);
  brush.globalAlpha = 1;
  brush.strokeStyle = colours.accent;
  brush.lineWidth = 1.5;
  brush.strokeRect(from + 0.75, 0.75, Math.max(3, to - from) - 1.5, height - 1.5);
}
