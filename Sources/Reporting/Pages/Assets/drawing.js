// The picture: rows of spans and facts over virtual time, drawn for the part that is in view.

const canvas = document.getElementById("picture");
const scroller = document.getElementById("scroller");
const overview = document.getElementById("overview");
const pen = canvas.getContext("2d");
const gutter = () => (canvas.clientWidth < 620 ? 92 : 196);

/** What is in view, in nanoseconds, and what is chosen. */
const view = { begin: 0, end: Math.max(1, data.end), selected: -1, hovered: -1, row: 0 };
const colours = {};

/** Reads the colours of the scheme in force. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ink", "quiet", "faint", "line", "paper", "raised", "fault", "good", "accent",
    ...data.lanes]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

const plotWidth = () => Math.max(50, canvas.clientWidth - gutter() - 14);
const xOf = (time) => gutter() + (time - view.begin) / (view.end - view.begin) * plotWidth();
const timeAt = (x) => view.begin + (x - gutter()) / plotWidth() * (view.end - view.begin);

/** Makes a canvas as fine as the screen; returns whether there is anything to draw on. */
function fit(target, context) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [target.clientWidth, target.clientHeight];
  if (target.width !== Math.round(width * ratio) || target.height !== Math.round(height * ratio)) {
    target.width = Math.round(width * ratio);
    target.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return width > 0 && height > 0;
}

function draw() {
  if (!fit(canvas, pen)) return;
  const [width, height, offset] = [canvas.clientWidth, canvas.clientHeight, scroller.scrollTop];
  pen.textBaseline = "middle";
  drawGrid(width, height);
  pen.save();
  pen.beginPath();
  pen.rect(0, topHeight, width, height - topHeight);
  pen.clip();
  pen.translate(0, -offset);
  const visible = rows.filter((row) => row.top + row.height > offset && row.top < offset + height);
  for (const row of visible) drawRow(row, width);
  pen.restore();
  drawMarks(height, visible, offset);
  pen.save();
  pen.beginPath();
  pen.rect(gutter(), topHeight, width - gutter(), height - topHeight);
  pen.clip();
  pen.translate(0, -offset);
  drawLinks();
  pen.restore();
  drawOverview();
}

/** The distance between lines of the grid: 1, 2 or 5 times a power of ten. */
function gridStep() {
  const wanted = (view.end - view.begin) / Math.max(2, plotWidth() / 110);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted);
}

function drawGrid(width, height) {
  const step = gridStep();
  const digits = Math.max(0, -Math.floor(Math.log10(step / 1e9) + 1e-9));
  pen.font = "11px system-ui, sans-serif";
  pen.textAlign = "center";
  for (let time = Math.ceil(view.begin / step) * step; time <= view.end; time += step) {
    const x = Math.round(xOf(time)) + 0.5;
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x, topHeight);
    pen.lineTo(x, height);
    pen.stroke();
    pen.fillStyle = colours.quiet;
    if (x < width - 22) pen.fillText(`${(time / 1e9).toFixed(Math.min(9, digits))} s`, x, 15);
  }
  pen.strokeStyle = colours.line;
  pen.beginPath();
  pen.moveTo(0, topHeight + 0.5);
  pen.lineTo(width, topHeight + 0.5);
  pen.stroke();
}

const violationFacts = new Set(
  data.violations.flatMap((violation) => [violation.first, violation.conflicting]));

function drawRow(row, width) {
  const middle = row.top + row.height / 2;
  if (row.lane < 0 && row.isOpen) {
    pen.fillStyle = colours.faint;
    pen.fillRect(0, row.top, width, row.height);
  }
  drawLabel(row, middle);
  pen.save();
  pen.beginPath();
  pen.rect(gutter(), row.top, width - gutter(), row.height);
  pen.clip();
  for (const span of spansOf(row)) drawSpan(span, row, middle);
  drawFacts(row, middle);
  pen.restore();
}

function drawLabel(row, middle) {
  const isLane = row.lane >= 0 && row.session;
  const indent = isLane ? 30 : 22;
  pen.textAlign = "left";
  pen.font = isLane || !row.session ? "12px system-ui, sans-serif" : "12.5px system-ui, sans-serif";
  if (isLane) {
    pen.fillStyle = colours[data.lanes[row.lane]];
    pen.beginPath();
    pen.arc(20, middle, 3.2, 0, 7);
    pen.fill();
  } else if (row.session) {
    pen.fillStyle = colours.quiet;
    pen.beginPath();
    const points = row.isOpen ? [[8, -2], [16, -2], [12, 4]] : [[10, -4], [10, 4], [15, 0]];
    points.forEach(([x, y]) => pen.lineTo(x, middle + y));
    pen.fill();
  }
  pen.fillStyle = isLane || !row.session ? colours.quiet : colours.ink;
  const room = gutter() - indent - 6;
  let label = row.label;
  while (label.length > 3 && pen.measureText(label).width > room) {
    label = `${label.replace("…", "").slice(0, -2)}…`;
  }
  pen.fillText(label, indent, middle + 0.5);
}

function drawSpan(span, row, middle) {
  const [from, to] = [xOf(span.begin), xOf(span.end)];
  if (to < gutter() - 4 || from > canvas.clientWidth + 4) return;
  const isThin = span.kind === "connection" || (row.lane < 0 && span.kind === "request");
  const height = isThin ? 3 : row.lane < 0 ? 9 : 11;
  const x = Math.max(from, gutter() - 6);
  const length = Math.max(1.5, Math.min(to, canvas.clientWidth + 6) - x);
  pen.fillStyle = colours[data.lanes[span.lane]];
  pen.globalAlpha = span.kind === "connection" || span.kind === "phase" ? 0.3
    : span.kind === "waiting" || span.kind === "back-off" ? 0.35 : 0.5;
  pen.beginPath();
  pen.roundRect(x, middle - height / 2, length, height, Math.min(3, length / 2));
  pen.fill();
  pen.globalAlpha = 1;
  if (span.ending === "failed" || span.ending === "cut off") {
    pen.fillStyle = colours.fault;
    pen.fillRect(to - 1.5, middle - height / 2 - 1, 2.5, height + 2);
  }
  const label = { phase: span.note, life: `life ${facts.incarnation[span.first]}` }[span.kind];
  if (label && length > 60) {
    pen.fillStyle = colours.ink;
    pen.font = "10.5px system-ui, sans-serif";
    pen.textAlign = "left";
    pen.fillText(label, x + 7, middle + 0.5);
  } else if (span.kind === "attempt" && row.lane >= 0 && length > 90) {
    pen.fillStyle = colours.ink;
    pen.font = "10.5px system-ui, sans-serif";
    pen.textAlign = "left";
    pen.fillText(requestOf(span.first), x + 7, middle + 0.5);
  }
}

function drawFacts(row, middle) {
  const list = factsOf(row);
  const isLane = row.lane >= 0;
  let lastX = -9;
  const size = isLane ? 2.7 : 1.2;
  for (let index = firstFrom(list, view.begin); index < list.length; index++) {
    const fact = list[index];
    if (facts.time[fact] > view.end) break;
    const x = xOf(facts.time[fact]);
    const kind = facts.kind[fact];
    const isSpecial = isTrouble[kind] || violationFacts.has(fact) || fact === view.selected;
    if (x - lastX < (isLane ? 1.2 : 3) && !isSpecial) continue;
    lastX = x;
    pen.fillStyle = isTrouble[kind] ? colours.fault : colours[data.lanes[facts.lane[fact]]];
    pen.beginPath();
    if (isTokenKind[kind] && isLane) pen.rect(x - 0.6, middle - 4, 1.2, 8);
    else pen.arc(x, middle, isSpecial ? Math.max(2.2, size) : size, 0, 7);
    pen.fill();
    if (violationFacts.has(fact)) ring(x, middle, 6.5, colours.fault);
    if (fact === view.selected) ring(x, middle, 6.5, colours.ink);
    else if (fact === view.hovered) ring(x, middle, 5.5, colours.quiet);
  }
}

function ring(x, y, radius, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.stroke();
}
